package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `paas_app_clone` from its first plan to its last change.
class CloneTest {
  private static final String STANDBY =
      "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central'}";

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> clone;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
    clone = rig.driver(new Life<>(new CloneKind()));
  }

  private static String with(String more) {
    return STANDBY.replace("}", ", " + more + "}");
  }

  @Test
  void aCreationMakesThePlannedCallsAndNoOther() {
    Outcome plan = clone.plan(STANDBY).orFail();
    Outcome applied = clone.apply(plan).orFail();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
    assertThat(plan.get("app_id").isUnknown()).isTrue();
    assertThat(rig.calls())
        .containsExactly(
            "POST /apps/shop/clones {name: standby, region: eu-central, maintenance: true}");
    assertThat(LocalRig.areThePlanned(rig.calls(), plan)).isTrue();
    assertThat(applied.get("runbook")).isEqualTo(plan.get("runbook"));
  }

  @Test
  void theStateShowsTheCopyAsThePlatformDoes() {
    Outcome applied = clone.apply(STANDBY).orFail();

    assertThat(applied.text("id")).isEqualTo("standby");
    assertThat(applied.text("app_id")).isEqualTo("standby");
    assertThat(applied.text("environment")).isEqualTo("production");
    assertThat(applied.text("size")).isEqualTo("M");
    assertThat(applied.text("cloud")).isEqualTo("cloud-a");
    assertThat(applied.text("status")).isEqualTo("maintenance");
    assertThat(applied.get("maintenance")).isEqualTo(Value.bool(true));
    assertThat(applied.get("regions")).isEqualTo(Values.list(List.of("eu-central")));
    assertThat(applied.get("databases")).isEqualTo(Values.list(List.of("postgresql", "redis")));
    assertThat(applied.get("differences").asList()).isEmpty();
    assertThat(applied.text("url")).startsWith("https://");
  }

  @Test
  void planningMakesNoCallAndSaysTheSameEachTime() {
    Outcome first = clone.plan(STANDBY).orFail();

    for (int i = 0; i < 10; i++) {
      assertThat(clone.plan(STANDBY).value()).isEqualTo(first.value());
    }
    assertThat(rig.calls()).isEmpty();
    assertThat(directory.resolve("paas")).doesNotExist();
  }

  @Test
  void nothingIsPlannedForACopyThatIsAsConfigured() {
    clone.apply(STANDBY).orFail();

    for (int i = 0; i < 10; i++) {
      Outcome again = clone.plan(STANDBY).orFail();
      assertThat(again.action()).isEqualTo(Action.NO_OP);
      assertThat(again.warnings()).isEmpty();
    }
  }

  @Test
  void unknownInputsGiveAnUnknownRunbook() {
    Outcome plan = clone.plan(clone.config(STANDBY, "source_app_id")).orFail();

    assertThat(plan.get("runbook").isUnknown()).isTrue();

    Outcome applied = clone.apply(plan, clone.config(STANDBY)).orFail();
    assertThat(applied.get("runbook").asList()).hasSize(1);
  }

  @Test
  void aProviderThatIsNotConfiguredYetDoesNotFailPlanning() {
    LifecycleDriver<PaasClient> early =
        rig.driver(new Life<>(new CloneKind()), rig.incompleteClient());

    Outcome plan = early.plan(STANDBY).orFail();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
    assertThat(plan.get("runbook").isUnknown()).isTrue();
    assertThat(LocalRig.texts(early.apply(plan).errors()))
        .singleElement()
        .asString()
        .contains("not configured completely");
  }

  @Test
  void aStateIsKeptWhileTheProviderIsNotConfiguredYet() {
    clone.apply(STANDBY).orFail();
    LifecycleDriver<PaasClient> early =
        rig.driver(new Life<>(new CloneKind()), rig.incompleteClient());
    early.restore(clone.state(), clone.privateState());

    assertThat(early.plan(STANDBY).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'source_app_id': 'shpo', 'name': 'standby'} | source_app_id | no app",
        "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-nowhere'} | region | Known"
            + " regions",
        "{'source_app_id': 'shop', 'name': 'standby', 'databases': ['oracle']} | databases |"
            + " engine",
        "{'source_app_id': 'shop', 'name': 'Stand By'} | name | lower-case",
        "{'source_app_id': 'shop', 'name': 'shop'} | name | Choose another name",
        "{'source_app_id': 'shop', 'name': 'blog'} | name | adopt = true",
        "{'source_app_id': 'shop', 'name': 'standby', 'adopt': true} | adopt | to adopt",
        "{'source_app_id': 'shop', 'name': 'shop', 'adopt': true} | name | its own copy",
        "{'source_app_id': 'shop', 'name': 'standby', 'source_url': 'https://x.test/a.tgz'} |"
            + " source_url | local",
      })
  void whatThePlatformWouldRefuseIsRefusedAtPlanTime(String config, String attribute, String text) {
    Outcome plan = clone.plan(config);

    assertThat(plan.errors()).hasSize(1);
    assertThat(plan.errors().getFirst().path()).hasToString(attribute);
    assertThat(LocalRig.texts(plan.errors()).getFirst()).contains(text);
    assertThat(rig.calls()).isEmpty();
  }

  @Test
  void allProblemsAreSaidAtOnce() {
    Outcome plan =
        clone.plan(
            "{'source_app_id': 'shop', 'name': 'Stand By', 'region': 'x', 'databases': ['y']}");

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactlyInAnyOrder("name", "region", "databases");
  }

  @Test
  void aCopyWhoseCreationWasCutShortIsTakenOver() {
    LifecycleDriver<PaasClient> killed = rig.driver(new Life<>(new CloneKind()));
    killed.apply(STANDBY).orFail();

    Outcome plan = clone.plan(STANDBY).orFail();
    int calls = rig.calls().size();
    Outcome applied = clone.apply(plan).orFail();

    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .startsWith("name: The app standby exists already and is taken");
    assertThat(rig.callsSince(calls)).isEmpty();
    assertThat(applied.text("app_id")).isEqualTo("standby");
    assertThat(clone.plan(STANDBY).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aCopyThatIsTakenOverMustBeWhereItIsWanted() {
    rig.driver(new Life<>(new CloneKind())).apply(STANDBY).orFail();

    Outcome plan = clone.plan(STANDBY.replace("eu-central", "us-east"));

    assertThat(plan.errors()).extracting(it -> it.path().toString()).containsExactly("region");
  }

  @Test
  void anyAppCanBeAdopted() {
    String config = "{'source_app_id': 'shop', 'name': 'blog', 'adopt': true, 'maintenance': true}";

    Outcome plan = clone.plan(config).orFail();
    Outcome applied = clone.apply(plan).orFail();

    assertThat(LocalRig.areThePlanned(rig.calls(), plan)).isTrue();
    assertThat(applied.text("status")).isEqualTo("maintenance");
    assertThat(applied.get("differences").asList()).isNotEmpty();
    assertThat(clone.plan(config).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void everythingThatCanChangeInPlaceDoesByThePlannedCalls() {
    clone.apply(STANDBY).orFail();
    int calls = rig.calls().size();

    Outcome plan =
        clone
            .plan(
                "{'source_app_id': 'shop', 'name': 'standby', 'region': 'us-east', 'size': 'L',"
                    + " 'variables': {'LOG_LEVEL': 'loud-secret'}, 'maintenance': false}")
            .orFail();
    Outcome applied = clone.apply(plan).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(LocalRig.areThePlanned(rig.callsSince(calls), plan)).isTrue();
    assertThat(rig.callsSince(calls)).hasSize(4);
    assertThat(applied.text("cloud")).isEqualTo("cloud-b");
    assertThat(applied.text("size")).isEqualTo("L");
    assertThat(applied.get("regions")).isEqualTo(Values.list(List.of("us-east")));
    assertThat(rig.app("standby").maintenance()).isFalse();
    assertThat(plan.get("runbook").toString()).doesNotContain("loud-secret");
    assertThat(rig.calls().toString()).doesNotContain("loud-secret");
  }

  @Test
  void overridesAreNoDifferencesAndOthersAreNamedWithoutTheirValues() {
    clone.apply(with("'variables': {'LOG_LEVEL': 'debug'}")).orFail();
    rig.outside(
        "set",
        it -> AppOperations.variables(it, "standby", Map.of("CURRENCY", "very-secret"), Set.of()));

    Outcome plan = clone.plan(with("'variables': {'LOG_LEVEL': 'debug'}")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.get("differences"))
        .isEqualTo(Values.list(List.of("variable CURRENCY differs")));
    assertThat(plan.value().toString()).doesNotContain("very-secret");
  }

  @Test
  void aChangeThatNeedsNoCallHasAnEmptyRunbook() {
    clone.apply(STANDBY).orFail();
    int calls = rig.calls().size();

    Outcome plan = clone.plan(with("'deletion_protection': false")).orFail();
    clone.apply(plan).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.get("runbook").asList()).isEmpty();
    assertThat(plan.get("status")).isEqualTo(plan.prior().get("status"));
    assertThat(rig.callsSince(calls)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'source_app_id': 'blog', 'name': 'standby', 'region': 'eu-central'} | source_app_id",
        "{'source_app_id': 'shop', 'name': 'other', 'region': 'eu-central'} | name",
        "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central', 'environment': 'x'} |"
            + " environment",
      })
  void anotherAppReplacesAndAProtectedOneIsNotReplaced(String config, String attribute) {
    clone.apply(with("'deletion_protection': false")).orFail();

    String unprotected = config.replace("}", ", 'deletion_protection': false}");
    Outcome plan = clone.plan(unprotected).orFail();
    assertThat(plan.replacePaths()).containsExactly(attribute);
    clone.apply(plan).orFail();
    assertThat(rig.calls()).contains("DELETE /apps/standby");
    assertThat(clone.plan(unprotected).orFail().action()).isEqualTo(Action.NO_OP);
    clone.destroy().orFail();

    clone.apply(STANDBY).orFail();
    assertThat(LocalRig.texts(clone.plan(config).errors()))
        .anyMatch(text -> text.startsWith("deletion_protection: App standby is protected"));
  }

  @Test
  void theOrderOfDatabasesMeansNothing() {
    clone.apply(with("'databases': ['redis', 'postgresql']")).orFail();

    assertThat(clone.plan(with("'databases': ['redis', 'postgresql']")).orFail().action())
        .isEqualTo(Action.NO_OP);
    assertThat(clone.plan(with("'databases': ['postgresql', 'redis']")).orFail().action())
        .isEqualTo(Action.NO_OP);
    assertThat(clone.plan(STANDBY).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aDatabaseIsAddedInPlace() {
    clone.apply(with("'databases': ['redis']")).orFail();

    Outcome plan = clone.plan(with("'databases': ['postgresql', 'redis']")).orFail();
    Outcome applied = clone.apply(plan).orFail();

    assertThat(plan.get("runbook").asList()).hasSize(1);
    assertThat(applied.get("databases")).isEqualTo(Values.list(List.of("postgresql", "redis")));
    assertThat(rig.app("standby").database("postgresql")).isPresent();
  }

  @Test
  void aPlanMadeBeforeTheWorldChangedIsRefusedBeforeTheFirstCall() {
    clone.apply(STANDBY).orFail();
    Outcome plan = clone.plan(with("'size': 'L', 'maintenance': false")).orFail();
    rig.outside("maintenance off", it -> AppOperations.maintenance(it, "standby", false));
    rig.clock.move(Duration.ofMinutes(1));
    int calls = rig.calls().size();

    Outcome refused = clone.apply(plan);

    assertThat(LocalRig.texts(refused.errors()))
        .singleElement()
        .asString()
        .contains(
            "runbook: The world changed since the plan was made",
            "standby was taken out of maintenance",
            "No longer needed: maintenance off");
    assertThat(rig.callsSince(calls)).isEmpty();
  }

  @Test
  void aFailedChangeKeepsWhatWasLastSeenAndTheNextApplyGoesOn() {
    clone.apply(STANDBY).orFail();
    String wanted = with("'size': 'L', 'maintenance': false");
    rig.during(Duration.ZERO, () -> rig.outside("fail", it -> Regions.fail(it, "eu-central")));

    Outcome failed = clone.apply(wanted);

    assertThat(LocalRig.texts(failed.errors()))
        .singleElement()
        .asString()
        .contains("not as planned yet", "Now: app standby", "Run `terraform apply` again");
    assertThat(clone.state().get("maintenance")).isEqualTo(Value.bool(true));
    rig.outside("heal", it -> Regions.heal(it, "eu-central"));
    clone.apply(wanted).orFail();
    assertThat(rig.app("standby").maintenance()).isFalse();
    assertThat(clone.plan(wanted).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aCopyMovedElsewhereIsFollowedWithAWarning() {
    clone.apply(STANDBY).orFail();
    rig.outside("move", it -> AppOperations.relocate(it, "standby", "us-east"));
    rig.clock.move(Duration.ofMinutes(1));

    Outcome plan = clone.plan(STANDBY).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("region: The copy's region was changed outside", "region = \"us-east\"");
    assertThat(clone.plan(STANDBY.replace("eu-central", "us-east")).orFail().warnings()).isEmpty();
  }

  @Test
  void maintenanceThatIsWrittenDownAndWasTurnedOffElsewhereIsTurnedOnAgain() {
    clone.apply(with("'maintenance': true")).orFail();
    rig.outside("maintenance off", it -> AppOperations.maintenance(it, "standby", false));
    rig.clock.move(Duration.ofMinutes(1));

    Outcome plan = clone.plan(with("'maintenance': true")).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.get("runbook").toString()).contains("maintenance on");
  }

  @Test
  void anImportedCopyGivesAnEmptyPlan() {
    clone.apply(STANDBY).orFail();
    LifecycleDriver<PaasClient> imported = rig.driver(new Life<>(new CloneKind()));

    imported.importState("standby").orFail();
    Outcome plan = imported.plan(STANDBY).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings()).isEmpty();
    assertThat(imported.plan(with("'environment': 'production', 'size': 'M'")).action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void onlyCopiesThatExistAreImported() {
    assertThat(LocalRig.texts(clone.importState("nothing").errors()).getFirst())
        .contains("no such app");
    assertThat(LocalRig.texts(clone.importState(" ").errors()).getFirst()).contains("no such app");
    assertThat(LocalRig.texts(clone.importState("blog").errors()).getFirst())
        .contains("no copy of another app", "adopt = true");
  }

  @Test
  void privateStateMayBeLost() {
    clone.apply(STANDBY).orFail();
    clone.restore(clone.state(), dev.tfpaas.framework.resource.PrivateState.NONE);

    assertThat(clone.planWithoutRefresh(clone.config(STANDBY)).orFail().action())
        .isEqualTo(Action.NO_OP);
    Outcome plan = clone.planWithoutRefresh(clone.config(with("'size': 'L'"))).orFail();
    assertThat(plan.get("runbook").asList()).hasSize(1);
    clone.apply(plan).orFail();
    assertThat(rig.app("standby").size()).contains("L");
  }
}
