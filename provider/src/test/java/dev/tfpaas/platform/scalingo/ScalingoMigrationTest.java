package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScalingoMigrationTest {
  private static final String TARGET = "shop-front.osc-secnum-fr1.scalingo.io";
  private static final MigrationSpec SPEC = spec(Optional.empty(), false);
  private static final String COLLECTION = "/v1/apps/shop-front/region_migrations";

  private final EmulatedScalingo scalingo =
      EmulatedScalingo.start(
          Map.of(TARGET, Set.of("192.0.2.7"), "www.example.org", Set.of("192.0.2.1")));
  private final RegionMigrations migrations =
      scalingo.platform.regionMigrations().get().orElseThrow();

  private static MigrationSpec spec(Optional<String> newName, boolean manualData) {
    return new MigrationSpec(
        "shop-front",
        "osc-secnum-fr1",
        newName,
        MigrationSpec.Mode.AUTO,
        manualData,
        Optional.empty(),
        Optional.empty());
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private Outcome reach(Phase phase) {
    return scalingo.run(migrations.advance(Optional.empty(), SPEC, phase));
  }

  private Migration migration() {
    return migrations.existing(SPEC).orElseThrow();
  }

  private App app(String id) {
    return scalingo.platform.apps().find(id).orElseThrow();
  }

  private static String failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return String.valueOf(((Outcome.Failed) outcome).cause().getMessage());
  }

  @Test
  void allPhasesMoveTheApp() {
    Outcome outcome = reach(Phase.FINALIZED);

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of()));
    String run = "POST /osc-fr1" + COLLECTION + "/ID/run step: ";
    assertThat(scalingo.changes().stream().map(ScalingoMigrationTest::withoutId))
        .containsExactly(
            "POST /osc-fr1" + COLLECTION + " destination: osc-secnum-fr1, dst_app_name:",
            run + "preflight",
            run + "prepare",
            run + "data",
            run + "finalize");
    Migration moved = migration();
    assertThat(moved.phase()).contains(Phase.FINALIZED);
    assertThat(moved.ended()).isTrue();
    assertThat(moved.newAppId()).contains("osc-secnum-fr1/shop-front");
    assertThat(moved.url()).isEqualTo("https://www.example.org");
    assertThat(app("osc-secnum-fr1/shop-front").status()).isEqualTo("running");
    assertThat(app("osc-secnum-fr1/shop-front").databases()).hasSize(1);
    assertThat(app("shop-front").status()).isEqualTo("stopped");
  }

  private static String withoutId(String change) {
    return change.replaceFirst("region_migrations/[^/]+/", "region_migrations/ID/");
  }

  @Test
  void planNamesTheCallsAndIsTheSameTwice() {
    Runbook once = migrations.advance(Optional.empty(), SPEC, Phase.PREPARED);
    Runbook twice = migrations.advance(Optional.empty(), SPEC, Phase.PREPARED);

    assertThat(once.lines()).isEqualTo(twice.lines()).hasSize(3);
    assertThat(once.lines().getLast())
        .contains("POST " + COLLECTION + "/{id of the migration}/run {step: prepare}")
        .contains("when: no phase is running");
    assertThat(scalingo.server.log().entries()).isEmpty();
  }

  @Test
  void finalizedMigrationTellsDnsChangesAndTheEndOfTheRedirect() {
    reach(Phase.FINALIZED);

    Migration moved = migration();

    assertThat(moved.dnsChanges())
        .containsExactly(new Migration.DnsChange("www.example.org", "CNAME", TARGET, false));
    Instant until = moved.redirectUntil().orElseThrow();
    assertThat(Duration.between(scalingo.clock.instant(), until))
        .isBetween(Duration.ofDays(29), Duration.ofDays(30));
  }

  @Test
  void preparedAppServesAndIsFrozen() {
    reach(Phase.PREPARED);

    assertThat(migration().phase()).contains(Phase.PREPARED);
    assertThat(app("shop-front").status()).isEqualTo("migrating");
    assertThat(app("osc-secnum-fr1/shop-front").maintenance()).isTrue();
    assertThat(migration().checks())
        .hasSize(5)
        .allMatch(check -> check.verdict().equals("ok") && check.detail().isEmpty());
  }

  @Test
  void manualDataSkipsTheDataPhase() {
    MigrationSpec manual = spec(Optional.empty(), true);

    scalingo.run(migrations.advance(Optional.empty(), manual, Phase.FINALIZED));

    assertThat(scalingo.changes()).noneMatch(change -> change.contains("step: data"));
    assertThat(app("osc-secnum-fr1/shop-front").databases()).isEmpty();
  }

  @Test
  void otherNameIsCarriedAlong() {
    MigrationSpec renamed = spec(Optional.of("shop-in-secnum"), false);

    scalingo.run(migrations.advance(Optional.empty(), renamed, Phase.FINALIZED));

    Migration moved = migrations.existing(renamed).orElseThrow();
    assertThat(moved.newName()).contains("shop-in-secnum");
    assertThat(moved.newAppId()).contains("osc-secnum-fr1/shop-in-secnum");
    assertThat(migrations.existing(SPEC)).isEmpty();
  }

  @Test
  void runningMigrationIsAdoptedAndNothingIsRunTwice() {
    Runbook somebody = migrations.advance(Optional.empty(), SPEC, Phase.PREPARED);
    somebody.steps().get(0).act().run();
    somebody.steps().get(1).act().run();

    assertThat(migration().busy()).isTrue();
    Outcome outcome = reach(Phase.PREPARED);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(scalingo.count("POST", "/region_migrations")).isEqualTo(1);
    assertThat(scalingo.changes().stream().filter(it -> it.endsWith("preflight"))).hasSize(1);
  }

  @Test
  void failedPhaseSaysWhyAndCanBeAborted() {
    reach(Phase.CHECKED);
    scalingo.operate(
        "failures",
        "{\"app\":\"shop-front\",\"step\":\"Import github configuration\",\"logs\":\"no access\"}");

    Outcome failed = reach(Phase.FINALIZED);

    assertThat(failure(failed))
        .contains("Import github configuration: no access")
        .contains("aborts");
    Migration broken = migration();
    assertThat(broken.status()).isEqualTo("error");
    assertThat(broken.ended()).isFalse();
    assertThat(scalingo.run(migrations.abort(broken))).isInstanceOf(Outcome.Completed.class);
    assertThat(app("shop-front").status()).isEqualTo("running");
  }

  @Test
  void failedCheckEndsTheMigrationAndSaysWhich() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-front\"}");

    Outcome failed = reach(Phase.FINALIZED);

    assertThat(failure(failed)).contains("name is already used").contains("apply again");
    assertThat(migrations.existing(SPEC)).isEmpty();
    assertThat(app("shop-front").status()).isEqualTo("running");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void withdrawnToolIsOneProblemAtPlanTime(int status) {
    scalingo.operate("migrations", "{\"withdrawn\":%d}".formatted(status));

    List<Problem> problems = migrations.check(SPEC, false);

    assertThat(migrations.existing(SPEC)).isEmpty();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().summary()).contains("no longer offers");
    assertThat(problems.getFirst().detail())
        .contains("April 2025")
        .contains("paas_app_clone")
        .contains("DNS");
  }

  @Test
  void withdrawnToolDoesNotMakeAMigrationDisappear() {
    reach(Phase.CHECKED);
    String id = migration().id();
    scalingo.operate("migrations", "{\"withdrawn\":404}");

    PlatformException failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            PlatformException.class, () -> migrations.find(id));

    assertThat(failure.kind()).isEqualTo(PlatformException.Kind.REJECTED);
  }

  @Test
  void unknownMigrationIsGone() {
    assertThat(migrations.find("osc-fr1/shop-front/none")).isEmpty();
    assertThat(migrations.find("osc-fr1/no-such-app/none")).isEmpty();
    assertThat(migrations.find("nonsense")).isEmpty();
  }

  @Test
  void wrongWishesAreRefusedAtPlanTime() {
    MigrationSpec live =
        new MigrationSpec(
            "shop-front",
            "osc-mars-1",
            Optional.of("Bad_Name"),
            MigrationSpec.Mode.LIVE,
            false,
            Optional.empty(),
            Optional.empty());

    assertThat(migrations.check(live, false).stream().map(Problem::attribute))
        .containsExactly("mode", "to_region", "new_name");
    assertThat(migrations.check(SPEC, false)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DELAY", "HTML_AFTER", "DROP_AFTER", "TRUNCATE", "THROTTLE", "EXPIRE_TOKEN"})
  void creationWithABadAnswerCreatesOne(Fault.Kind kind) {
    scalingo.fault(kind, "POST", "/region_migrations", "destination");

    Outcome outcome = reach(Phase.CHECKED);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(migration().phase()).contains(Phase.CHECKED);
    assertThat(scalingo.platform.regionMigrations().get().orElseThrow().existing(SPEC)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DROP_BEFORE", "STATUS", "HTML"})
  void creationThatMayNotHaveHappenedIsNotRepeated(Fault.Kind kind) {
    scalingo.fault(kind, "POST", "/region_migrations", "destination");

    Outcome outcome = reach(Phase.CHECKED);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(scalingo.count("POST", "/region_migrations")).isEqualTo(1);
    assertThat(reach(Phase.CHECKED)).isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class)
  void phaseWithABadAnswerRunsOnce(Fault.Kind kind) {
    scalingo.fault(kind, "POST", "/run", "prepare");

    Outcome outcome = reach(Phase.FINALIZED);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(migration().phase()).contains(Phase.FINALIZED);
    assertThat(scalingo.platform.apps().list().stream().map(App::id))
        .containsExactly("osc-secnum-fr1/shop-front", "shop-front");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class)
  void readingWithABadAnswerIsRepeated(Fault.Kind kind) {
    int times = kind == Fault.Kind.EXPIRE_TOKEN ? 1 : 2;
    scalingo.fault(kind, "GET", "/region_migrations", "", times, 503);

    assertThat(reach(Phase.FINALIZED)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void tokenIsInNoLog() {
    reach(Phase.FINALIZED);

    assertThat(scalingo.log).isNotEmpty().noneMatch(line -> line.contains(EmulatedScalingo.TOKEN));
    assertThat(scalingo.log).noneMatch(line -> line.contains("eyJ"));
  }
}
