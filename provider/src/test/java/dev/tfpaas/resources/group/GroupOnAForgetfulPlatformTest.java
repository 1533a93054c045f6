package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.emergency;
import static dev.tfpaas.resources.FailoverStage.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.ForgetfulPlatform;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Failover groups where the platform remembers no switch and the address is the active app's own.
class GroupOnAForgetfulPlatformTest {
  @TempDir Path directory;
  private FailoverStage stage;
  private LifecycleDriver<PaasClient> group;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
    group =
        LifecycleDriver.of(
            new Life<>(new GroupKind()), stage.client(ForgetfulPlatform.of(stage.platform)));
    group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  private Outcome interruptedEmergency() {
    stage.meanwhile(() -> {
      if (stage.liveGroup().active() == Side.SECONDARY) {
        group.requestStop();
      }
    });
    Outcome stopped = group.apply(emergency("secondary"));
    stage.meanwhile(() -> {});
    group.clearStop();
    stage.clock.move(Duration.ofSeconds(2));
    return stopped;
  }

  @Test
  void emergencySwitchInterruptedAfterTrafficMovedStillFencesTheOldSide() {
    Outcome stopped = interruptedEmergency();

    Outcome resumed = group.apply(emergency("secondary")).orFail();

    assertThat(stopped.failed()).isTrue();
    assertThat(FailoverStage.lines(resumed)).anyMatch(line -> line.contains("/apps/shop/"));
    assertThat(stage.liveGroup().primary().maintenance()).isTrue();
    assertThat(group.plan(emergency("secondary")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void oldSideThatDoesNotAnswerIsNoReasonForAnotherRunbook() {
    interruptedEmergency();
    stage.fail("eu-west");

    Outcome resumed = group.apply(emergency("secondary")).orFail();

    assertThat(FailoverStage.lines(resumed)).isEmpty();
    assertThat(resumed.text("applied_active")).isEqualTo("secondary");
  }

  @Test
  void switchElsewhereThatIsWrittenDownIsNoEmergency() {
    stage.switchOutside(GroupFact.Place.SECONDARY);
    stage.clock.move(Duration.ofSeconds(5));
    int before = stage.callCount();

    Outcome recorded = group.apply(emergency("secondary")).orFail();

    assertThat(FailoverStage.lines(recorded)).isEmpty();
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void addressThatASwitchMovesIsUnknownInThePlan() {
    assertThat(group.state().get("address").asString()).isEqualTo("shop.example");

    Outcome plan = group.plan(pair("secondary", ""));
    Outcome switched = group.apply(pair("secondary", "")).orFail();

    assertThat(plan.get("address").isUnknown()).isTrue();
    assertThat(switched.text("address")).isEqualTo("shop-dr.example");
    assertThat(group.plan(pair("secondary", "")).action()).isEqualTo(Action.NO_OP);
  }
}
