package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Migrating;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `paas local`.
class LocalCommandTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path directory;

  /// What a command answered.
  private record Answer(int status, String out, String err) {}

  private Answer paas(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of(words));
    args.addAll(List.of("-C", directory.toString()));
    int status =
        PaasCommand.run(
            args.toArray(String[]::new), Hosts.of(new Hosts.Streams(out, err), Map.of(), clock));
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private World world() {
    return World.open(directory.resolve(".paas"), Estate.builtIn(), clock);
  }

  /// Pairs the built-in apps, which share no data.
  private void pair() {
    world()
        .call(
            Caller.API,
            "pair",
            draft ->
                Groups.form(
                    draft,
                    "pair",
                    new Groups.Members("pair", "shop", Optional.of("blog"), List.of()),
                    GroupFact.Place.PRIMARY));
    clock.move(Duration.ofSeconds(1));
  }

  @Test
  void showOfNothingMakesNoFile() {
    Answer answer = paas("local", "show");

    assertThat(answer.status()).isZero();
    assertThat(answer.out()).contains("shop", "blog", "eu-west", "shoppers");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void showAsJsonIsOneObject() {
    paas("local", "write", "shop", "5");

    Json.Fields report = Json.parse(paas("local", "show", "--output", "json").out());

    assertThat(report.objects("apps"))
        .anySatisfy(app -> {
          assertThat(app.text("name")).isEqualTo("shop");
          assertThat(app.objects("databases").getFirst().whole("writes")).isEqualTo(1005);
        });
  }

  @Test
  void failedRegionShowsAndHeals() {
    paas("local", "fail", "eu-west");
    String down = paas("local", "show").out();
    clock.move(Duration.ofSeconds(10));
    paas("local", "heal-region", "eu-west");
    Json.Fields report = Json.parse(paas("local", "show", "--output", "json").out());

    assertThat(down).contains("unreachable");
    assertThat(report.objects("traffic"))
        .anySatisfy(it -> {
          assertThat(it.text("name")).isEqualTo("shoppers");
          assertThat(it.text("downtime")).isEqualTo("10s");
          assertThat(it.whole("refused")).isEqualTo(200);
        });
  }

  @Test
  void switchMovesTheGroupAtOnce() {
    pair();

    Answer answer = paas("local", "switch", "pair");

    assertThat(answer.status()).isZero();
    GroupFact group = world().read(view -> view.group("pair")).orElseThrow();
    assertThat(group.active()).isEqualTo(GroupFact.Place.SECONDARY);
    assertThat(group.last().orElseThrow().mode()).isEqualTo(GroupFact.Mode.OUTSIDE);
    assertThat(paas("local", "switch", "pair", "secondary").err()).contains("there already");
  }

  @Test
  void switchToASideThatWouldNotServeHasToBeForced() {
    pair();
    world()
        .call(
            Caller.DASHBOARD,
            "read-only",
            draft -> Databases.readOnly(draft, "blog", "mysql", true));
    clock.move(Duration.ofSeconds(1));

    Answer refused = paas("local", "switch", "pair");

    assertThat(refused.status()).isNotZero();
    assertThat(refused.err())
        .contains("blog would not serve: no writes are taken by mysql", "shop serves", "force");
    assertThat(world().<Boolean>read(view -> view.serves("shop"))).isTrue();
    assertThat(paas("local", "switch", "pair", "--force").out())
        .contains("pair.failover.local leads to blog, which does not serve");
    assertThat(paas("local", "switch", "pair").out())
        .contains("pair.failover.local leads to shop, which serves");
  }

  @Test
  void logHasCallsAndRefusals() {
    paas("local", "maintenance", "shop", "on");
    paas("local", "delete", "nothing");

    assertThat(paas("local", "log").out())
        .contains("maintenance shop on", "-> not_found: there is no app \"nothing\"");
    assertThat(paas("local", "log", "--mutations").out()).doesNotContain("nothing");
    assertThat(paas("local", "log", "--output", "json").out())
        .startsWith("[{\"revision\":1,")
        .contains("\"call\":\"maintenance shop on\"");
  }

  @Test
  void renameKeepsTheAppAndItsGroup() {
    pair();

    assertThat(paas("local", "rename", "app", "shop", "store").status()).isZero();

    assertThat(paas("local", "show").out()).contains("store").doesNotContain("shop.eu-west");
    GroupFact group = world().read(view -> view.group("pair")).orElseThrow();
    assertThat(group.primary()).isEqualTo("store");
    assertThat(paas("local", "rename", "group", "pair", "duo").err())
        .contains("\"group\" cannot be renamed; say app");
  }

  @Test
  void migrationIsDeletedAndTheAppRunsWhereItWas() {
    Migrating.Wanted wanted =
        new Migrating.Wanted("shop:us-east", "shop", "us-east", Optional.empty(), Optional.empty());
    world().call(Caller.API, "migrate", draft -> Migrating.create(draft, wanted));

    assertThat(paas("local", "delete", "migration", "shop:us-east").status()).isZero();

    assertThat(world().<List<MigrationFact>>read(View::migrations)).isEmpty();
    assertThat(world().<Boolean>read(view -> view.serves("shop"))).isTrue();
  }

  @Test
  void splitDataSetIsAViolation() {
    World world = world();
    world.call(
        Caller.API,
        "copy",
        draft ->
            AppOperations.copy(
                draft,
                new AppOperations.Copy(
                    "shop",
                    "shop-dr",
                    Optional.empty(),
                    Optional.of("us-east"),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    true)));
    clock.move(Duration.ofSeconds(5));
    world.call(
        Caller.API,
        "replicate",
        draft ->
            Replicating.start(
                draft,
                new ReplicationFact(
                    "r", "shop", "shop-dr", "postgresql", ReplicationFact.Mode.SEEDING),
                false));
    clock.move(Duration.ofSeconds(5));
    assertThat(paas("local", "violations").out()).contains("No invariant was broken");

    paas("local", "detach", "r");
    clock.move(Duration.ofSeconds(1));
    assertThat(paas("local", "promote", "shop-dr", "postgresql").status()).isZero();
    clock.move(Duration.ofSeconds(1));

    Answer answer = paas("local", "violations");
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out())
        .contains("two-writable", "shop/postgresql and shop-dr/postgresql", "promote shop-dr");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local fly",
        "local maintenance shop perhaps",
        "local write shop many",
        "local write shop 0",
        "local delete planet x",
        "local show --output xml",
        "local fail"
      })
  void misuseIsStatusTwoAndSaysWhatHelps(String words) {
    Answer answer = paas(words.split(" ", -1));

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).startsWith("paas: ");
    assertThat(answer.out()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local fail atlantis", "local switch nothing", "local promote shop oracle"})
  void refusalIsStatusOneWithAReason(String words) {
    Answer answer = paas(words.split(" ", -1));

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).startsWith("paas: ").contains("no ");
  }

  @Test
  void corruptStoreIsNamedWithItsLine() throws IOException {
    paas("local", "maintenance", "shop", "on");
    Path journal = directory.resolve(".paas/journal.jsonl");
    Files.writeString(journal, Files.readString(journal) + "nonsense\n");

    Answer answer = paas("local", "show");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("journal.jsonl:3", "paas local reset");
    assertThat(paas("local", "reset").status()).isZero();
    assertThat(paas("local", "show").status()).isZero();
  }

  @Test
  void sampleEstateSaysWhatIsBuiltIn() {
    assertThat(paas("local", "init").status()).isZero();

    Estate sample = Estate.read(directory.resolve("estate.yaml"));

    assertThat(sample.regions()).isEqualTo(Estate.builtIn().regions());
    assertThat(sample.apps().getFirst()).isEqualTo(Estate.builtIn().apps().getFirst());
    assertThat(paas("local", "init").err()).contains("exists already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete",
        "detach",
        "fail",
        "heal",
        "init",
        "log",
        "maintenance",
        "promote",
        "rename",
        "reset",
        "show",
        "switch",
        "violations",
        "write"
      })
  void everyCommandHasTheHelpThatComplaintsPointTo(String command) {
    Answer answer = paas("local", command, "--help");

    assertThat(answer.status()).isZero();
    assertThat(answer.out()).startsWith("Usage: paas local " + command);
    assertThat(paas("local", command, "--nonsense").err())
        .contains("See 'paas local " + command + " --help'");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void helpHasExamples() {
    Answer answer = paas("local", "--help");

    assertThat(answer.status()).isZero();
    assertThat(answer.out()).contains("Examples:", "paas local switch shop");
  }

  @Test
  void clockThatWasSetBackIsSaid() {
    clock.move(Duration.ofDays(1));
    paas("local", "write", "shop", "1");
    clock.move(Duration.ofDays(-1));
    paas("local", "write", "shop", "1");

    assertThat(paas("local", "show").out())
        .contains("Time here is 1d ahead of this machine's clock, which was set back");
  }
}
