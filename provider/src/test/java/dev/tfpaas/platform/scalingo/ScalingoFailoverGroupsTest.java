package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ScalingoFailoverGroupsTest {
  private static final GroupSpec SPEC =
      new GroupSpec(
          Optional.empty(),
          "shop-front",
          Optional.of("osc-secnum-fr1/shop-second"),
          Set.of("www.example.org"));

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();
  private final FailoverGroups groups = scalingo.platform.failoverGroups().get().orElseThrow();

  @BeforeEach
  void form() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-second\"}");
    assertThat(scalingo.run(groups.create(SPEC, Side.PRIMARY)))
        .isInstanceOf(Outcome.Completed.class);
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private FailoverGroup group() {
    return groups.find(groups.existing(SPEC).orElseThrow()).orElseThrow();
  }

  private Outcome switchTo(Side side, SwitchSpec.Mode mode) {
    return scalingo.run(groups.switchOver(group(), new SwitchSpec(side, mode, true, List.of())));
  }

  @Test
  void activeAppThatDoesNotRunIsAViolation() {
    assertThat(scalingo.violations()).isEmpty();

    scalingo.operate("status", "{\"app\":\"shop-front\",\"status\":\"stopped\"}");

    assertThat(scalingo.violations())
        .containsExactly("shop-front is active in its group and does not run");
  }

  @Test
  void formedGroupIsReadByAnyMachine() {
    FailoverGroups elsewhere =
        scalingo.platform(EmulatedScalingo.TOKEN, Map.of()).failoverGroups().get().orElseThrow();

    FailoverGroup group = elsewhere.find("shop-front+osc-secnum-fr1/shop-second").orElseThrow();

    assertThat(group.active()).isEqualTo(Side.PRIMARY);
    assertThat(group.address()).isEqualTo("shop-front.osc-fr1.scalingo.io");
    assertThat(group.domains()).containsExactly("www.example.org");
    assertThat(group.lastSwitch()).isEmpty();
  }

  @Test
  void plannedSwitchStartsTheTargetBeforeItStopsTheOldSide() {
    switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);
    switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED);
    scalingo.server.log().clear();

    Outcome outcome = switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of()));
    assertThat(scalingo.changes())
        .containsExactly(
            "POST /osc-secnum-fr1/v1/apps/shop-second/scale web: 1",
            "PUT /osc-fr1/v1/apps/shop-front/variables PAAS_FAILOVER_ROLE, PAAS_FORMATION",
            "POST /osc-fr1/v1/apps/shop-front/scale web: 0, worker: 0",
            "PUT /osc-secnum-fr1/v1/apps/shop-second/variables PAAS_FAILOVER_ROLE");
    FailoverGroup after = group();
    assertThat(after.active()).isEqualTo(Side.SECONDARY);
    assertThat(after.address()).isEqualTo("shop-second.osc-secnum-fr1.scalingo.io");
    assertThat(after.primary().maintenance()).isTrue();
    assertThat(after.lastSwitch().orElseThrow().mode()).isEqualTo("planned");
  }

  @Test
  void switchBackStartsTheFormationThatWasLeft() {
    switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);
    scalingo.server.log().clear();

    switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED);

    assertThat(scalingo.changes())
        .contains("POST /osc-fr1/v1/apps/shop-front/scale web: 2, worker: 1");
    assertThat(group().active()).isEqualTo(Side.PRIMARY);
  }

  @Test
  void emergencySwitchMovesAlthoughTheOldRegionIsDead() {
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":true}");
    assertThat(group().primary().reachable()).isFalse();
    assertThat(group().active()).isEqualTo(Side.PRIMARY);

    Outcome outcome = switchTo(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.warnings()).hasSize(2);
    assertThat(group().active()).isEqualTo(Side.SECONDARY);
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":false}");
    assertThat(group().active()).isEqualTo(Side.SECONDARY);
  }

  /// The side that was dead still bears its mark from before.
  @Test
  void markFromBeforeTheLastSwitchIsNotTakenForTheOneOfThisSwitch() {
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":true}");
    switchTo(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY);
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":false}");
    assertThat(group().active()).isEqualTo(Side.SECONDARY);
    SwitchSpec back = new SwitchSpec(Side.PRIMARY, SwitchSpec.Mode.EMERGENCY, false, List.of());

    Outcome outcome = scalingo.run(groups.switchOver(group(), back));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(group().active()).isEqualTo(Side.PRIMARY);
  }

  @Test
  void targetThatDoesNotServeGivesTheOldSideBack() {
    switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);
    scalingo.fault(Fault.Kind.STATUS, "POST", "/apps/shop-front/scale", "", 99, 422);

    Outcome outcome = switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(group().active()).isEqualTo(Side.SECONDARY);
    assertThat(scalingo.platform.apps().find("osc-secnum-fr1/shop-second").orElseThrow().status())
        .isEqualTo("running");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DELAY", "HTML_AFTER", "DROP_AFTER", "TRUNCATE", "THROTTLE", "EXPIRE_TOKEN"})
  void lostAnswerDoesNotDisturbASwitch(Fault.Kind kind) {
    switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);
    scalingo.fault(kind, "POST", "/apps/shop-front/scale", "");
    scalingo.fault(kind, "PUT", "/apps/shop-front/variables", "");

    Outcome outcome = switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(group().active()).isEqualTo(Side.PRIMARY);
  }

  @Test
  void otherMembersAreRefused() {
    GroupSpec other = new GroupSpec(Optional.empty(), "shop-front", Optional.empty(), Set.of());

    assertThat(groups.check(Optional.of(group()), other).stream().map(Problem::attribute))
        .containsExactly("secondary_app_id", "primary_app_id");
    assertThat(groups.check(Optional.of(group()), SPEC)).isEmpty();
  }

  @Test
  void replicationIsMissingWithWhatToUseInstead() {
    Capability.Missing<?> missing = (Capability.Missing<?>) scalingo.platform.replications();

    assertThat(missing.alternative()).contains("Business").contains("dedicated").contains("backup");
  }

  @Test
  void wrongTokenIsDeniedAndNamesTheCall() {
    PlatformException failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            PlatformException.class,
            () -> scalingo.platform("tk-us-wrong", Map.of()).apps().find("shop-front"));

    assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED);
    assertThat(failure.call()).isEqualTo("POST /v1/tokens/exchange");
    assertThat(failure).hasMessageNotContaining("tk-us");
  }

  @Test
  void bearerIsKeptForMostOfAnHourAndThenRenewed() {
    scalingo.server.log().clear();
    scalingo.platform.apps().find("shop-front");
    assertThat(scalingo.count("POST", "/exchange")).isZero();

    scalingo.clock.move(java.time.Duration.ofMinutes(56));
    scalingo.platform.apps().find("shop-front");

    assertThat(scalingo.count("POST", "/exchange")).isEqualTo(1);
  }
}
