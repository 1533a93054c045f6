package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Databases.Promotion;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.RefusedCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others do between two steps of a switch: every case here is a counterexample that the model
/// check has found once.
class MeanwhileTest {
  @TempDir Path parent;
  private Stage stage;

  @BeforeEach
  void form() {
    stage = new Stage(parent).formed();
  }

  private void run(Runbook runbook, int from, int to) {
    stage.run(Runbook.of("some steps", runbook.steps().subList(from, to)));
  }

  private Outcome rest(Runbook runbook, int from) {
    return stage.run(Runbook.of("the rest", runbook.steps().subList(from, runbook.steps().size())));
  }

  private void refused(Consumer<Draft> change) {
    Assertions.assertThatThrownBy(() -> stage.dashboard("by hand", change))
        .isInstanceOf(RefusedCall.class);
  }

  @Test
  void plannedSwitchDoesNotFinishAPromotionThatLostWrites() {
    Runbook planned = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    run(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY), 0, 2);
    Replication replication = stage.replication("postgresql");

    Outcome outcome = stage.run(planned);

    assertThat(replication.status()).isEqualTo(Replication.Status.PROMOTED);
    assertThat(replication.lagWrites().orElseThrow()).isPositive();
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void twoSidesAreNotPromotedAtOnce() {
    Runbook planned = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    run(planned, 0, 5);
    stage.dashboard(
        "promote", draft -> Databases.promote(draft, "shop-dr", "postgresql", Promotion.GUARDED));

    refused(draft -> Databases.promote(draft, "shop", "postgresql", Promotion.GUARDED));
    refused(draft -> Databases.readOnly(draft, "shop", "postgresql", false));
    stage.clock.move(Duration.ofSeconds(1));

    refused(draft -> Databases.readOnly(draft, "shop", "postgresql", false));
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void forcedPromotionTakesBackWhatWouldOpenTheOtherSide() {
    run(stage.switchTo(Side.SECONDARY, Mode.PLANNED), 0, 5);
    stage.dashboard("open", draft -> Databases.readOnly(draft, "shop", "postgresql", false));

    stage.dashboard(
        "promote", draft -> Databases.promote(draft, "shop-dr", "postgresql", Promotion.FORCED));
    stage.clock.move(Duration.ofSeconds(1));

    assertThat(stage.replication("postgresql").sourceWritable()).isFalse();
    assertThat(stage.replication("postgresql").replicaWritable()).isTrue();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void switchEndsWhenTheReplicationWasReversed() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    stage.done(reversal("shop-dr", "shop", "postgresql"));
    stage.done(reversal("shop-dr", "shop", "redis"));
    Runbook back = stage.switchTo(Side.PRIMARY, Mode.PLANNED);
    stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));
    stage.done(reversal("shop", "shop-dr", "postgresql"));

    Outcome outcome = rest(back, 3);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("was reversed meanwhile"));
    assertThat(stage.violations()).isEmpty();
  }

  private Runbook reversal(String source, String replica, String engine) {
    return stage
        .replications()
        .update(stage.replication(engine), Stage.replicate(source, replica, engine));
  }

  @Test
  void trafficIsNotMovedToAnAppThatWasClosedSinceItProved() {
    Runbook planned = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    int last = planned.steps().size() - 1;
    run(planned, 0, last);
    stage.dashboard("close", draft -> AppOperations.maintenance(draft, "shop-dr", true));
    stage.clock.move(Duration.ofSeconds(1));

    Assertions.assertThatThrownBy(() -> planned.steps().get(last).act().run())
        .hasMessageContaining("does not serve");

    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.violations()).isEmpty();
  }
}
