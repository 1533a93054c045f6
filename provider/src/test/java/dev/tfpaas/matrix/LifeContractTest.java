package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.Nowhere;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.PrivateFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for the life of every kind of object on every platform that has it. That a run which
/// is killed or interrupted between any two calls is finished by the next one is
/// [KillMatrixTest]'s.
@Execution(ExecutionMode.CONCURRENT)
class LifeContractTest {
  private static final List<String> CREATIONS =
      List.of(
          "local: create clone",
          "local: create replication",
          "local: create group",
          "local: move at once",
          "cloud66: compose clone",
          "cloud66: create replication",
          "cloud66: create group",
          "cloud66: move at once",
          "scalingo: create clone",
          "scalingo: create group",
          "scalingo: move at once",
          "jelastic: create clone",
          "jelastic: create replication",
          "jelastic: create group",
          "jelastic: move as it can");

  private static final List<String> CHANGES =
      List.of(
          "local: change clone",
          "local: reverse replication",
          "local: change group",
          "local: switch planned",
          "local: move to prepared",
          "cloud66: change clone",
          "cloud66: change replication",
          "cloud66: switch planned",
          "cloud66: move to data_migrated",
          "scalingo: change clone",
          "scalingo: change group",
          "scalingo: switch planned",
          "scalingo: move to prepared",
          "jelastic: change clone",
          "jelastic: reverse replication",
          "jelastic: change group",
          "jelastic: switch planned");

  private static final List<String> ENDS =
      List.of(
          "local: destroy clone",
          "local: destroy replication",
          "local: destroy group",
          "local: abort from prepared",
          "cloud66: destroy replication",
          "cloud66: destroy group",
          "cloud66: abort from prepared",
          "scalingo: destroy clone",
          "scalingo: destroy group",
          "scalingo: abort from prepared",
          "jelastic: destroy clone",
          "jelastic: destroy replication",
          "jelastic: destroy group");

  /// What cannot be changed there: it is made in one piece, without phases.
  private static final Set<String> NEVER_CHANGED = Set.of("jelastic paas_region_migration");

  /// What ends otherwise there: by hand in the dashboard, and of itself.
  private static final Set<String> NOT_ENDED_BY_CALLS =
      Set.of("cloud66 paas_app_clone", "jelastic paas_region_migration");

  /// Its lives need servers that run: HostContractTest, HostSwitchTest and HostKillMatrixTest lead
  /// them.
  private static final String REAL_SERVERS = "host ";

  private static final Duration SOME_TIME = Duration.ofSeconds(2);

  @TempDir Path directory;

  private static Stream<Scenario> all() {
    return Stream.of(
            LocalScenarios.all(),
            Cloud66Scenarios.all(),
            JelasticScenarios.all(),
            ScalingoScenarios.all())
        .flatMap(List::stream);
  }

  private static List<Scenario> named(List<String> names) {
    List<Scenario> chosen = all().filter(it -> names.contains(it.name())).toList();
    assertThat(chosen).hasSameSizeAs(names);
    return chosen;
  }

  static List<Scenario> creations() {
    return named(CREATIONS);
  }

  static List<Scenario> changes() {
    return named(CHANGES);
  }

  static List<Scenario> ends() {
    return named(ENDS);
  }

  private OneLife life(Scenario scenario) {
    return new OneLife(scenario.begin(directory));
  }

  /// A resource or a platform that is added has its place here.
  @Test
  void everyKindIsTriedOnEveryPlatformThatHasIt() {
    assertThat(tried(creations())).isEqualTo(offered(Set.of()));
    assertThat(tried(changes())).isEqualTo(offered(NEVER_CHANGED));
    assertThat(tried(ends())).isEqualTo(offered(NOT_ENDED_BY_CALLS));
  }

  private Set<String> tried(List<Scenario> scenarios) {
    Set<String> tried = new TreeSet<>();
    for (Scenario scenario : scenarios) {
      try (OneLife life = new OneLife(scenario.begin(directory.resolve(scenario.name())))) {
        tried.add(scenario.name().replaceFirst(":.*", " ") + life.scene.type());
      }
    }
    return tried;
  }

  private static Set<String> offered(Set<String> without) {
    Set<String> offered = new TreeSet<>();
    for (PlatformType type : KnownPlatforms.ALL) {
      Platform platform = Nowhere.open(type);
      for (Kind<?, ?> kind : KnownResources.ALL) {
        if (kind.capability(platform) instanceof Capability.Offered<?>) {
          offered.add(type.name() + " " + kind.typeName());
        }
      }
    }
    assertThat(offered).containsAll(without);
    offered.removeAll(without);
    offered.removeIf(it -> it.startsWith(REAL_SERVERS));
    return offered;
  }

  private static void isAtRest(OneLife life) {
    Outcome plan = life.driver.plan(life.config()).orFail();
    assertThat(plan.action()).as(OneLife.text(plan)).isEqualTo(Action.NO_OP);
  }

  /// A last step whose effect is there already is not made, and cannot fail.
  private static void saysWhatFailed(OneLife life, Outcome early) {
    if (life.refused) {
      assertThat(OneLife.text(early)).contains("failed on the platform this: no");
    } else {
      assertThat(early.failed()).as(OneLife.text(early)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void creationWhoseLastCallFailsIsCompletedByTheNextApply(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(life::failingAtTheEnd);
      Outcome early = life.driver.apply(life.config());
      saysWhatFailed(life, early);

      life.asItIs();
      life.scene.theatre().reopen();
      life.driver.apply(life.config()).orFail();

      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void creationThatIsStoppedAfterItsFirstCallSaysSoAndIsCompletedByTheNextApply(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(it -> OneLife.afterTheFirstCall(it, life.driver::requestStop));
      Outcome early = life.driver.apply(life.config());
      assertThat(early.diagnostics().isEmpty() || OneLife.text(early).contains("asked to stop"))
          .as(OneLife.text(early))
          .isTrue();

      life.asItIs();
      life.driver.clearStop();
      life.scene.theatre().reopen();
      life.driver.apply(life.config()).orFail();

      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void creationThatTakesTooLongNamesItsLimitAndIsCompletedByTheNextApply(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(
          it -> OneLife.afterTheFirstCall(it, () -> life.scene.theatre().rest(SOME_TIME)));
      Outcome early = life.driver.apply(life.with("'timeouts': {'create': '1s'}"));
      assertThat(
              early.diagnostics().isEmpty() || OneLife.text(early).contains("timeouts.create = 1s"))
          .as(OneLife.text(early))
          .isTrue();

      life.asItIs();
      life.driver.apply(life.config()).orFail();

      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void creationIsMadeAsPlannedOrNotAtAll(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      Outcome plan = life.driver.plan(life.config()).orFail();
      List<String> before = life.scene.theatre().standing();

      life.runbooks(OneLife::shortened);
      Outcome early = life.driver.applyDirectly(plan);

      assertThat(OneLife.text(early)).contains("changed since the plan was made");
      assertThat(life.driver.state().isNull()).isTrue();
      assertThat(life.scene.theatre().standing()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void unknownAndNullAreNoErrorOfTheProviderAtAnyDepth(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      areNoErrors(life);
      life.made();
      areNoErrors(life);
    }
  }

  private static void areNoErrors(OneLife life) {
    List<Value> variants = new ArrayList<>();
    variants.addAll(life.variants(it -> Value.unknown(it.type())));
    variants.addAll(life.variants(it -> Value.nullOf(it.type())));
    assertThat(variants).hasSizeGreaterThan(5);
    for (Value variant : variants) {
      Outcome plan = life.driver.plan(variant);
      assertThat(OneLife.text(plan)).as(variant.toString()).doesNotContain("bug");
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void whatIsGoneLeavesTheStateAndWhatCannotBeReadStays(Scenario scenario) {
    try (OneLife life = life(scenario).made()) {
      Value state = life.driver.state();
      PrivateState kept = life.driver.privateState();

      life.isUnreadable();
      Outcome unreadable = life.driver.refresh();
      assertThat(unreadable.failed()).isFalse();
      assertThat(OneLife.text(unreadable)).contains("GET /it failed", "last known values");
      assertThat(life.driver.state()).isEqualTo(state);
      life.asItIs();
      isAtRest(life);

      life.driver.restore(state, kept);
      life.isGone();
      assertThat(life.driver.refresh().value().isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void lookThatTakesTooLongNamesItsLimitAndKeepsWhatIsKnown(Scenario scenario) {
    CountDownLatch never = new CountDownLatch(1);
    try (OneLife life = life(scenario).made()) {
      life.limit("read", "50ms");
      life.find(_ -> {
        try {
          never.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
        return Optional.empty();
      });

      Outcome read = life.driver.refresh();

      assertThat(read.failed()).isFalse();
      assertThat(OneLife.text(read)).contains("timeouts.read = 50ms", "last known values");
      assertThat(life.driver.state().isNull()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void planNeedsNothingThatIsRememberedAndReadsWhatVersion010Remembered(Scenario scenario) {
    try (OneLife life = life(scenario).made()) {
      PrivateState now = life.driver.privateState();

      life.forget(PrivateState.NONE);
      isAtRest(life);

      // It had neither the marks of later versions nor what was applied, but for one attribute.
      Map<String, Value> facts = new HashMap<>(PrivateFacts.read(now).orElseThrow().asMap());
      facts.keySet().removeAll(List.of("incarnation", "applied"));
      life.forget(PrivateFacts.write(Value.object(facts)));
      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("creations")
  void whatIsImportedIsNotReplaced(Scenario scenario) {
    try (OneLife life = life(scenario).made()) {
      Outcome imported = life.imported();
      if (life.scene.type().equals(Cast.MIGRATION) && imported.failed()) {
        assertThat(OneLife.text(imported)).contains("Cannot import");
        return;
      }
      imported.orFail();

      Outcome plan = life.planOfTheImported().orFail();

      assertThat(plan.action()).isIn(Action.NO_OP, Action.UPDATE);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changeThatEndsEarlyKeepsTheObjectAndIsCompletedByTheNextApply(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(life::failingAtTheEnd);
      Outcome early = life.driver.apply(life.config());
      saysWhatFailed(life, early);
      assertThat(life.driver.state().isNull()).isFalse();
      assertThat(life.driver.tainted()).isFalse();

      life.asItIs();
      life.scene.theatre().reopen();
      life.driver.apply(life.config()).orFail();

      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changeThatTakesTooLongNamesItsLimit(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(
          it -> OneLife.afterTheFirstCall(it, () -> life.scene.theatre().rest(SOME_TIME)));
      Outcome early = life.driver.apply(life.with("'timeouts': {'update': '1s'}"));
      assertThat(!early.failed() || OneLife.text(early).contains("timeouts.update = 1s"))
          .as(OneLife.text(early))
          .isTrue();
      assertThat(life.driver.state().isNull()).isFalse();

      life.asItIs();
      life.scene.theatre().reopen();
      life.driver.apply(life.config()).orFail();

      isAtRest(life);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changeOfWhatIsOtherwiseThanPlannedMakesNoCall(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      Outcome plan = life.driver.plan(life.config()).orFail();
      Value state = life.driver.state();
      List<String> before = life.scene.theatre().standing();

      life.runbooks(OneLife::shortened);
      Outcome other = life.driver.applyDirectly(plan);
      life.asItIs();
      life.isGone();
      Outcome gone = life.driver.applyDirectly(plan);
      life.isUnreadable();
      Outcome unreadable = life.driver.applyDirectly(plan);

      assertThat(OneLife.text(other)).contains("changed since the plan was made");
      assertThat(OneLife.text(gone)).contains("is gone", "It was there when the plan was made");
      assertThat(OneLife.text(unreadable)).contains("Cannot read", "GET /it failed");
      assertThat(life.driver.state()).isEqualTo(state);
      assertThat(life.scene.theatre().standing()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void endThatReportsAnErrorKeepsTheObjectAndTheNextOneEndsIt(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.runbooks(life::failingAtTheEnd);
      saysWhatFailed(life, life.driver.destroy());
      assertThat(life.refused).isTrue();
      assertThat(life.driver.state().isNull()).isFalse();

      life.asItIs();
      life.scene.theatre().reopen();
      life.driver.destroy().orFail();

      assertThat(life.driver.state().isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void endOfWhatIsGoneIsDoneAndOfWhatCannotBeReadIsAnError(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      Outcome plan = life.driver.planDestroy().orFail();
      List<String> before = life.scene.theatre().standing();

      life.isUnreadable();
      assertThat(OneLife.text(life.driver.applyDirectly(plan))).contains("GET /it failed");
      assertThat(life.driver.state().isNull()).isFalse();
      life.isGone();
      life.driver.applyDirectly(plan).orFail();

      assertThat(life.driver.state().isNull()).isTrue();
      assertThat(life.scene.theatre().standing()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void endThatTakesTooLongNamesItsLimitAndKeepsTheObject(Scenario scenario) {
    try (OneLife life = life(scenario)) {
      life.limit("delete", "1s");
      life.runbooks(
          it -> OneLife.afterTheFirstCall(it, () -> life.scene.theatre().rest(SOME_TIME)));
      Outcome early = life.driver.destroy();
      if (!early.failed()) {
        return;
      }
      assertThat(OneLife.text(early)).contains("timeouts.delete = 1s");
      assertThat(life.driver.state().isNull()).isFalse();

      life.asItIs();
      life.limit("delete", "1h");
      life.driver.destroy().orFail();

      assertThat(life.driver.state().isNull()).isTrue();
    }
  }
}
