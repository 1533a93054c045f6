package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The repository of `examples/pipeline`: its scripts, over a state in a real PostgreSQL.
@RequiresTerraform
@EnabledIf(
    value = "dev.tfpaas.terraform.PostgresServer#isInstalled",
    disabledReason = "no PostgreSQL on this machine: the pipeline was not tried with its backend")
class PipelineIT {
  private static final String PLATFORM = "infrastructure/.paas";
  private PostgresServer postgres;
  private Workspace workspace;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    postgres = PostgresServer.start();
    workspace = Workspace.in(temporary);
    Path example = Installation.EXAMPLES.resolve("pipeline");
    shell("cp -r '" + example + "/.' .").run().succeeded();
    shell("git init -q && git config user.name a && git config user.email a@b.example")
        .run()
        .succeeded();
    commit("first");
  }

  @AfterEach
  void end() throws Exception {
    workspace.close();
    postgres.close();
  }

  private Command shell(String script) {
    return workspace.shell(script).with("PG_CONN_STR", postgres.connection());
  }

  private void commit(String why) {
    shell("git add -A && git commit -qm '" + why + "'").run().succeeded();
  }

  private void makeItBe(String side) {
    workspace.change(
        "infrastructure/main.tf",
        side.equals("secondary") ? "= \"primary\"" : "= \"secondary\"",
        "= \"" + side + "\"");
    commit(side);
  }

  @Test
  void appliesWhatWasApprovedAndNothingElse() {
    shell("ci/plan ../first").run().exited(2);
    shell("ci/apply ../first").run().succeeded();
    makeItBe("secondary");
    shell("ci/plan ../switch").run().exited(2);
    Finished again = shell("ci/apply ../first").run().exited(1);
    Finished stale =
        shell("git rev-parse 'HEAD^{tree}' >../first/tree && ci/apply ../first").run().exited(1);
    shell("ci/apply ../switch").run().succeeded();
    Finished quiet = shell("ci/drift").run().exited(0);
    Finished nothing = shell("ci/plan ../nothing && cat ../nothing/comment.md").run().exited(0);

    String comment = shell("cat ../switch/comment.md").run().succeeded().out();
    assertThat(comment)
        .startsWith("### What apply would do\n")
        .contains("**paas_failover_group.shop**: update\n\n```text\n1  maintenance on      shop ")
        .contains("6  move traffic        shop to shop-standby");
    assertThat(again.text()).contains("something else was merged meanwhile. Nothing was done");
    assertThat(stale.text()).contains("Saved plan is stale");
    assertThat(quiet.text()).contains("No changes");
    assertThat(nothing.out()).startsWith("### Nothing would change");
    assertThat(shell("ls ../switch").run().out()).isEqualTo("comment.md\nplan\ntree\n");

    makeItBe("primary");
    shell("ci/plan ../back").run().exited(2);
    shell("ci/apply ../back").run().succeeded();
    shell("ci/drift").run().exited(0);
    assertThat(shell("cat ../back/comment.md").run().out())
        .contains("move traffic        shop-standby to shop");
  }

  @Test
  void commentIsCutWhereGithubTakesNoMore() {
    String many =
        IntStream.range(0, 600)
            .mapToObj(i -> "output \"of_%s\" {\n  value = nowhere.at_all\n}\n".formatted(i))
            .collect(Collectors.joining());
    workspace.file("infrastructure/many.tf", many);
    commit("many mistakes");

    Finished plan =
        shell("ci/plan ../many")
            .with("GITHUB_SERVER_URL", "https://github.example")
            .with("GITHUB_REPOSITORY", "a/b")
            .with("GITHUB_RUN_ID", "7")
            .run()
            .exited(1);

    String comment = shell("cat ../many/comment.md").run().out();
    assertThat(plan.out()).hasSizeGreaterThan(65_536).contains("of_599");
    assertThat(comment)
        .hasSizeBetween(50_000, 65_536)
        .startsWith("### The plan is refused\n\n```text\n")
        .contains("\n```\n\n**Cut here**")
        .endsWith("in the log of ci/plan: https://github.example/a/b/actions/runs/7\n");
  }

  @Test
  void pushWithoutPullRequestIsRefused() {
    shell("sed -n '/run: |/,/- run:/p' .github/workflows/apply.yml | sed '1d;$d' >fetch")
        .run()
        .succeeded();

    Finished refused =
        shell(
                """
                bash -e <<'END'
                gh() {
                  case $1 in
                    api) echo '[]' | jq -r "${@: -1}" ;;
                    *) echo "asked for $*" ;;
                  esac
                }
                GITHUB_REPOSITORY=a/b GITHUB_SHA=0123abc
                . ./fetch
                END
                """)
            .run()
            .exited(1);

    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("0123abc was pushed without a pull request")
        .contains("nothing was done");
  }

  @Test
  void providerIsFoundWhereTheReadmePutsIt() {
    String place = "mirror/registry.terraform.io/tfpaas/paas/" + Installation.VERSION;
    shell(
            "mkdir -p "
                + place
                + " && ln -s '"
                + Installation.DIST
                + "' "
                + place
                + "/$(uname | tr A-Z a-z)_$(uname -m | sed 's/x86_64/amd64/;s/aarch64/arm64/')")
        .run()
        .succeeded();
    String rc = workspace.directory().resolve("ci/terraform.rc").toString();

    Finished found = shell("ci/plan ../first").with("TF_CLI_CONFIG_FILE", rc).run();
    shell("rm -r mirror infrastructure/.terraform* ../terraform-data; true").run();
    shell("ci/plan ../missing").with("TF_CLI_CONFIG_FILE", rc).run().exited(1);

    assertThat(found.text()).doesNotContain("Error");
    assertThat(shell("head -1 ../first/comment.md").run().out()).contains("What apply would do");
    assertThat(shell("cat ../missing/comment.md").run().out())
        .startsWith("### Terraform cannot be made ready");
  }

  @Test
  void refusalIsTheComment() {
    workspace.change("infrastructure/main.tf", "\"primary\"", "\"secondary\"");
    commit("nobody serves there yet");

    shell("ci/plan ../refused").run().exited(1);

    assertThat(shell("cat ../refused/comment.md").run().out())
        .startsWith("### The plan is refused\n")
        .contains("Error: ");
  }

  @Test
  void switchOnTheDashboardIsDrift() {
    shell("ci/plan ../first").run().exited(2);
    shell("ci/apply ../first").run().succeeded();

    Finished before = shell("ci/drift").run().exited(0);
    workspace.paas("local", "switch", "shop", "secondary", "--path", PLATFORM).run().succeeded();
    Finished after = shell("ci/drift").run().exited(2);

    assertThat(before.text()).contains("No changes");
    assertThat(after.text()).contains("active_app_id");
  }

  @Test
  void twoPeopleAreKeptApart() {
    workspace.change("infrastructure/estate.yaml", "clone: 1s", "clone: 20s");
    commit("slow");
    shell("ci/plan ../first").run().exited(2);
    Running first = shell("ci/apply ../first").start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> workspace.paas("local", "log", "--path", PLATFORM).run().out().contains("POST"));

    Finished second =
        shell("cd infrastructure && terraform apply -auto-approve -no-color").run().exited(1);

    Running waits = shell("ci/plan ../waits").start();

    assertThat(second.text())
        .contains("Error acquiring the state lock", "Already locked", "OperationTypeApply");
    first.await().succeeded();
    assertThat(waits.await().exited(0).out()).startsWith("### Nothing would change");
  }

  @Test
  void paasKeepsTwoPeopleApartInTheSameWay() throws Exception {
    String backend = "terraform {\n  backend \"pg\" {}\n}\n";
    workspace.file("backend.tf", backend).copy("topology");
    workspace.change("estate.yaml", "clone: 1s", "clone: 20s");
    Command apply = workspace.paas("apply", "--yes").with("PG_CONN_STR", postgres.connection());
    Running first = apply.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> workspace.paas("local", "log").run().out().contains("POST"));
    Path elsewhere = workspace.directory().resolve("of somebody else");
    shell("mkdir 'of somebody else' && cp *.yaml backend.tf 'of somebody else'").run().succeeded();

    Finished second =
        apply
            .and("-C", elsewhere.toString())
            .with("TF_DATA_DIR", elsewhere.resolve("data").toString())
            .run()
            .exited(1);

    assertThat(second.text()).contains("Error acquiring the state lock");
    first.await().succeeded();
  }
}
