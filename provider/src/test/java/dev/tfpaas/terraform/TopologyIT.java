package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `topology.yaml` as its user runs it, with the real Terraform.
@RequiresTerraform
class TopologyIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /// Makes the random topology; the variable `TOPOLOGY_SEED` tries another one.
  private static final long SEED =
      Long.parseLong(System.getenv().getOrDefault("TOPOLOGY_SEED", "20261121"));

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.in(temporary);
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void oneWordSwitchesAndAnInterruptIsResumed() {
    workspace.copy("topology");
    cloud.slowDown("promote", "3s");
    Finished first = workspace.paas("apply", "--yes").run().succeeded();
    workspace.terraform("plan", "-refresh-only", "-detailed-exitcode", "-no-color").run().exited(0);
    int before = cloud.calls().size();
    workspace.change("topology.yaml", "active: shop #", "active: shop-standby #");
    workspace.change("topology.yaml", "deletion_protection: false", "deletion_protection: true");

    Running apply = workspace.paas("apply", "--yes").start();
    await()
        .atMost(LONG)
        .until(() ->
            !apply.isAlive()
                || cloud.callsAfter(before).stream().anyMatch(call -> call.contains("promote")));
    List<ProcessHandle> below = apply.providers();
    apply.interrupt();
    Finished stopped = apply.await();
    Finished resumed = workspace.paas("apply", "--yes", "--output", "json").run().succeeded();

    assertThat(first.text())
        .contains("clone app shop to shop-standby: done after ")
        .contains("shop is active (primary)", "point your CNAME to shop.failover.local");
    assertThat(stopped.text()).contains("Interrupt received", "How it stands");
    assertThat(below).isNotEmpty();
    await().atMost(LONG).until(() -> below.stream().noneMatch(ProcessHandle::isAlive));
    JsonNode group = standing(Workspace.json(resumed.out()), "failover.shop");
    assertThat(group.path("active_app_id").asString()).isEqualTo("shop-standby");
    assertThat(group.at("/last_switch/mode").asString()).isEqualTo("planned");
    assertThat(group.at("/last_switch/downtime").asString()).isNotEmpty();
    workspace.paas("plan").run().exited(0);
    assertThat(workspace.paas("graph", "--timeline").run().succeeded().out())
        .startsWith("gantt\n  title failover.shop\n");
    assertThat(workspace.paas("destroy", "--yes").run().exited(3).text()).contains("is protected");
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void randomTopologyIsAppliedOnceAndDestroyed() {
    RandomTopology random = RandomTopology.of(SEED);
    workspace.file("estate.yaml", random.estate()).file("topology.yaml", random.topology());
    List<String> before = estate();

    workspace.paas("apply", "--yes").run().succeeded();
    Finished again = workspace.paas("plan", "--output", "json").run().exited(0);
    workspace.paas("destroy", "--yes").run().succeeded();

    String which = "TOPOLOGY_SEED=%d%n%s".formatted(SEED, random.topology());
    assertThat(Workspace.json(again.out()).path("changes")).as(which).isEmpty();
    assertThat(before).as(which).isNotEmpty();
    assertThat(estate()).as(which).isEqualTo(before);
    assertThat(cloud.violations()).as(which).isEmpty();
  }

  @Test
  void environmentHasItsOwnStateInTheBackendOfTheUser() {
    workspace.copy("topology");
    workspace.file(
        "backend.tf", "terraform {\n  backend \"local\" {\n    workspace_dir = \"kept\"\n  }\n}\n");
    workspace.file(
        "topology.test.yaml", "apps:\n  shop-standby: {size: L}\nreplication: ~\nfailover: ~\n");

    Finished applied = workspace.paas("apply", "-e", "test", "--yes").run().succeeded();
    Finished plain = workspace.paas("plan", "--output", "json").run().exited(2);
    Finished known = workspace.paas("plan", "-e", "test").run().exited(0);

    assertThat(applied.text()).contains("apps.shop-standby").doesNotContain("failover.shop");
    assertThat(cloud.app("shop-standby").size()).isEqualTo("L");
    assertThat(Workspace.json(plain.out()).path("changes")).hasSize(3);
    assertThat(known.text()).contains("No changes");
    assertThat(workspace.directory().resolve("kept/test/terraform.tfstate")).isNotEmptyFile();
    assertThat(workspace.directory().resolve("terraform.tfstate")).doesNotExist();
  }

  private static JsonNode standing(JsonNode summary, String path) {
    for (JsonNode standing : summary.path("standing")) {
      if (standing.path("path").asString().equals(path)) {
        return standing;
      }
    }
    throw new AssertionError(path + " is not in " + summary);
  }

  /// Returns what there is: without what the traffic of the apps changes by itself, and without the
  /// record that the platform keeps of a move that was taken back.
  private List<String> estate() {
    String text = workspace.paas("local", "show", "--output", "json").run().succeeded().out();
    JsonNode report = Workspace.json(text);
    report.findParents("writes").forEach(it -> ((ObjectNode) it).remove("writes"));
    List<String> all = new ArrayList<>();
    for (String kind : List.of("apps", "replications", "failover_groups", "migrations")) {
      report.path(kind).forEach(it -> all.add(it.toString()));
    }
    all.removeIf(it -> it.contains("\"status\":\"aborted\""));
    return all;
  }
}
