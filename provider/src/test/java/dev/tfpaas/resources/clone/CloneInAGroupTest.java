package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Region;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.FailingPlatform;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy that stands by, serves, dies or is destroyed.
class CloneInAGroupTest {
  private static final String STANDBY =
      "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central',"
          + " 'databases': ['postgresql', 'redis']}";
  private static final String UNPROTECTED = STANDBY.replace("}", ", 'deletion_protection': false}");
  private static final GroupSpec PAIR =
      new GroupSpec(Optional.of("shop"), "shop", Optional.of("standby"), Set.of());

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> clone;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
    clone = rig.driver(new Life<>(new CloneKind()));
  }

  private FailoverGroups groups() {
    return rig.platform.failoverGroups().get().orElseThrow();
  }

  private Replications replications() {
    return rig.platform.replications().get().orElseThrow();
  }

  private void formGroup() {
    for (String engine : List.of("postgresql", "redis")) {
      rig.outside(
          replications()
              .create(new ReplicationSpec("shop", "standby", engine, false, Optional.empty())));
    }
    rig.outside(groups().create(PAIR, Side.PRIMARY));
    rig.clock.move(Duration.ofSeconds(5));
  }

  private void switchTo(Side side) {
    FailoverGroup group = groups().find(groups().existing(PAIR).orElseThrow()).orElseThrow();
    List<Replication> pairs =
        List.of("postgresql", "redis").stream()
            .map(engine -> new ReplicationSpec("shop", "standby", engine, false, Optional.empty()))
            .map(spec -> replications().find(replications().idOf(spec)).orElseThrow())
            .toList();
    rig.outside(
        groups().switchOver(group, new SwitchSpec(side, SwitchSpec.Mode.PLANNED, true, pairs)));
    rig.clock.move(Duration.ofSeconds(5));
  }

  @Test
  void aSwitchToTheCopyIsNotTakenBackByItsConfiguration() {
    clone.apply(STANDBY).orFail();
    formGroup();
    switchTo(Side.SECONDARY);
    assertThat(rig.app("standby").maintenance()).isFalse();

    Outcome plan = clone.plan(STANDBY).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aSwitchIsNotTakenBackEvenWhenPrivateStateWasLost() {
    clone.apply(STANDBY).orFail();
    formGroup();
    switchTo(Side.SECONDARY);
    clone.restore(clone.state(), dev.tfpaas.framework.resource.PrivateState.NONE);

    assertThat(clone.plan(STANDBY).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aServingCopyIsNotMovedInThePlan() {
    clone.apply(STANDBY).orFail();
    formGroup();
    switchTo(Side.SECONDARY);

    Outcome plan = clone.plan(STANDBY.replace("eu-central", "us-east"));

    assertThat(LocalRig.texts(plan.errors()).toString())
        .contains("region: App standby serves the failover group shop", "[refused: serves]");
  }

  @Test
  void otherAttributesOfAServingCopyCanBeChanged() {
    clone.apply(STANDBY).orFail();
    formGroup();
    switchTo(Side.SECONDARY);

    clone.apply(UNPROTECTED.replace("}", ", 'size': 'L'}")).orFail();

    assertThat(rig.app("standby").size()).contains("L");
    assertThat(rig.app("standby").maintenance()).isFalse();
    assertThat(clone.plan(UNPROTECTED.replace("}", ", 'size': 'L'}")).action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void maintenanceOfTheServingCopyIsRefused() {
    String open = STANDBY.replace("}", ", 'maintenance': false}");
    clone.apply(open).orFail();
    formGroup();
    switchTo(Side.SECONDARY);

    Outcome plan = clone.plan(STANDBY.replace("}", ", 'maintenance': true}"));

    assertThat(LocalRig.texts(plan.errors()))
        .singleElement()
        .asString()
        .startsWith("maintenance: App standby serves the failover group");
  }

  @Test
  void aProtectedCopyIsNotDestroyed() {
    clone.apply(STANDBY).orFail();

    Outcome plan = clone.planDestroy();

    assertThat(LocalRig.texts(plan.errors()))
        .singleElement()
        .asString()
        .startsWith("deletion_protection: App standby is protected")
        .contains("deletion_protection = false");
  }

  @Test
  void anUnprotectedCopyIsDestroyedAndThePlanSaysHow() {
    clone.apply(UNPROTECTED).orFail();

    Outcome plan = clone.planDestroy().orFail();
    clone.apply(plan).orFail();

    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("App standby is destroyed with its databases", "DELETE /apps/standby");
    assertThat(rig.platform.apps().find("standby")).isEmpty();
    assertThat(clone.state().isNull()).isTrue();
  }

  @Test
  void destroyingACopyThatIsGoneIsDone() {
    clone.apply(UNPROTECTED).orFail();
    Outcome plan = clone.planDestroy().orFail();
    rig.outside(rig.platform.appClones().get().orElseThrow().delete(rig.app("standby")));

    clone.apply(plan).orFail();

    assertThat(clone.state().isNull()).isTrue();
  }

  @Test
  void aCopyThatIsGoneIsPlannedAnew() {
    clone.apply(UNPROTECTED).orFail();
    rig.outside(rig.platform.appClones().get().orElseThrow().delete(rig.app("standby")));

    assertThat(clone.plan(UNPROTECTED).orFail().action()).isEqualTo(Action.CREATE);
  }

  @Test
  void theActiveMemberWithTheNewestDataIsNotDestroyedAndThePlanSaysWhatToDo() {
    clone.apply(UNPROTECTED).orFail();
    Outcome before = clone.planDestroy().orFail();
    formGroup();
    switchTo(Side.SECONDARY);

    List<String> errors = LocalRig.texts(clone.planDestroy().errors());

    assertThat(errors).hasSize(3);
    assertThat(errors.getFirst()).contains("serves the failover group", "Switch the group");
    assertThat(errors.get(1)).contains("only writable postgresql", "Replicate it back first");
    int calls = rig.calls().size();
    assertThat(clone.apply(before).errors()).hasSize(3);
    assertThat(rig.callsSince(calls)).isEmpty();
    assertThat(clone.state().isNull()).isFalse();
  }

  @Test
  void aCopyIsNotDestroyedWhenItsSourceCannotBeReached() {
    clone.apply(UNPROTECTED).orFail();
    formGroup();
    switchTo(Side.SECONDARY);
    rig.outside("fail", it -> Regions.fail(it, "eu-west"));

    assertThat(clone.planDestroy().errors()).hasSize(3);
  }

  @Test
  void aDeadRegionGivesAWarningAndTheLastKnownValues() {
    clone.apply(STANDBY).orFail();
    rig.outside("fail", it -> Regions.fail(it, "eu-central"));

    Outcome plan = clone.plan(STANDBY).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("App standby does not answer", "eu-central");
    assertThat(plan.text("status")).isEqualTo("unreachable");
    assertThat(plan.text("region")).isEqualTo("eu-central");
  }

  @Test
  void aCreationThatWasStoppedIsCompletedBeforeItIsChanged() {
    rig.during(Duration.ofSeconds(1), clone::requestStop);
    clone.apply(STANDBY).orFail();
    clone.clearStop();

    Outcome plan = clone.plan(STANDBY.replace("}", ", 'size': 'L'}")).orFail();
    clone.apply(plan).orFail();

    assertThat(plan.get("runbook").asList()).hasSize(2);
    assertThat(rig.app("standby").size()).contains("L");
    assertThat(rig.app("standby").maintenance()).isTrue();
    assertThat(clone.plan(STANDBY.replace("}", ", 'size': 'L'}")).orFail().action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void anAppThatServesAGroupIsNotAdoptedIntoMaintenance() {
    clone.apply(STANDBY).orFail();
    formGroup();
    switchTo(Side.SECONDARY);
    LifecycleDriver<PaasClient> other = rig.driver(new Life<>(new CloneKind()));

    String closed = STANDBY.replace("}", ", 'maintenance': true}");
    assertThat(LocalRig.texts(other.plan(closed).errors()))
        .singleElement()
        .asString()
        .startsWith("maintenance: App standby serves a failover group");
  }

  @Test
  void aCopyThatIsGoneSinceThePlanIsAnErrorThatSaysSo() {
    clone.apply(UNPROTECTED).orFail();
    Outcome plan = clone.plan(UNPROTECTED.replace("}", ", 'size': 'L'}")).orFail();
    rig.outside(rig.platform.appClones().get().orElseThrow().delete(rig.app("standby")));

    assertThat(LocalRig.texts(clone.apply(plan).errors()).getFirst())
        .contains("App standby is gone", "terraform plan");
    assertThat(clone.state().isNull()).isFalse();
  }

  @Test
  void aPlatformThatDoesNotAnswerRemovesNothing() {
    clone.apply(UNPROTECTED).orFail();
    LifecycleDriver<PaasClient> later =
        rig.driver(new Life<>(new CloneKind()), rig.client(new MutePlatform(rig.platform)));
    later.restore(clone.state(), clone.privateState());

    Outcome plan = later.plan(UNPROTECTED).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()).getFirst()).contains("Cannot read app standby");
    assertThat(later.destroy().failed()).isTrue();
    assertThat(later.state().isNull()).isFalse();
  }

  @Test
  void aPlatformWithoutClonesSaysSoAtPlanTime() {
    LifecycleDriver<PaasClient> other =
        rig.driver(new Life<>(new CloneKind()), rig.client(new BarePlatform(rig.platform.apps())));

    assertThat(LocalRig.texts(other.plan(STANDBY).errors()))
        .singleElement()
        .asString()
        .contains("The platform bare has no paas_app_clone", "create the second app yourself");
  }

  @Test
  void aPlatformThatCannotMoveAppsReplacesTheCopy() {
    clone.apply(UNPROTECTED).orFail();
    LifecycleDriver<PaasClient> other =
        rig.driver(new Life<>(new CloneKind()), rig.client(FailingPlatform.of(rig.platform)));
    other.restore(clone.state(), clone.privateState());

    Outcome plan = other.plan(UNPROTECTED.replace("eu-central", "us-east"));

    assertThat(plan.replacePaths()).containsExactly("region");
  }

  @Test
  void aComparisonThatIsNotPossibleGivesAWarningAndKeepsTheLastOne() {
    clone.apply(UNPROTECTED).orFail();
    LifecycleDriver<PaasClient> other =
        rig.driver(new Life<>(new CloneKind()), rig.client(FailingPlatform.of(rig.platform)));
    other.restore(clone.state(), clone.privateState());

    Outcome plan = other.plan(UNPROTECTED).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .startsWith("differences: Cannot compare app standby");
  }

  /// A platform that can do nothing.
  ///
  /// @param apps its apps
  private record BarePlatform(Apps apps) implements Platform {
    @Override
    public String name() {
      return "bare";
    }
  }

  /// A platform that answers nothing about apps.
  private record MutePlatform(Platform platform) implements Platform {
    @Override
    public String name() {
      return "mute";
    }

    @Override
    public Capability<AppClones> appClones() {
      return platform.appClones();
    }

    @Override
    public Apps apps() {
      return new Apps() {
        @Override
        public Optional<App> find(String id) {
          throw new PlatformException(
              PlatformException.Kind.UNAVAILABLE, "mute", "GET /apps/" + id, "time-out", true);
        }

        @Override
        public List<App> list() {
          throw new PlatformException(
              PlatformException.Kind.UNAVAILABLE, "mute", "GET /apps", "time-out", true);
        }

        @Override
        public List<Region> regions() {
          return platform.apps().regions();
        }

        @Override
        public List<String> engines() {
          return platform.apps().engines();
        }
      };
    }
  }
}
