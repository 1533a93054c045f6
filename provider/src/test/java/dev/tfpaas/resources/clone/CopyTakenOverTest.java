package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second state that takes over a copy which was changed since it was made.
class CopyTakenOverTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central'%s}";

  private static final String UNPROTECTED = COPY.formatted(", 'deletion_protection': false");

  @TempDir Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> second;

  @BeforeEach
  void copyThatAPersonChanged() {
    rig = new LocalRig(directory);
    rig.driver(new Life<>(new CloneKind())).apply(COPY.formatted("")).orFail();
    rig.outside("open", draft -> AppOperations.maintenance(draft, "shop-dr", false));
    rig.outside("resize", draft -> AppOperations.resize(draft, "shop-dr", "XL"));
    rig.clock.move(Duration.ofMinutes(1));
    second = rig.driver(new Life<>(new CloneKind()));
  }

  @Test
  void itsMaintenanceIsWhatTheStateSays() {
    second.apply(COPY.formatted("")).orFail();

    assertThat(second.state().get("maintenance"))
        .isEqualTo(Value.bool(rig.app("shop-dr").maintenance()));
    assertThat(second.plan(COPY.formatted("")).action()).isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void whatRefersToItIsKnownInThePlan() {
    Outcome plan = second.plan(COPY.formatted(""));

    assertThat(plan.text("app_id")).isEqualTo("shop-dr");
  }

  @Test
  void anOlderStateThatTaintsItLeavesItAlone() {
    LifecycleDriver<PaasClient> first = rig.driver(new Life<>(new CloneKind()));
    first.apply(UNPROTECTED).orFail();
    second.apply(UNPROTECTED).orFail();
    first.taint();

    first.apply(first.plan(UNPROTECTED).orFail()).orFail();

    assertThat(rig.calls()).noneMatch(call -> call.startsWith("DELETE"));
  }

  @Test
  void anOlderStateThatReplacesItPlansToTakeItOver() {
    LifecycleDriver<PaasClient> first = rig.driver(new Life<>(new CloneKind()));
    first.apply(UNPROTECTED).orFail();
    second.apply(UNPROTECTED).orFail();

    Outcome plan = first.planReplacement(UNPROTECTED).orFail();
    first.apply(plan).orFail();

    assertThat(plan.text("app_id")).isEqualTo("shop-dr");
    assertThat(rig.calls()).noneMatch(call -> call.startsWith("DELETE"));
  }

  /// The copy of the second state in another process.
  private LifecycleDriver<PaasClient> tainted() {
    LifecycleDriver<PaasClient> later = rig.driver(new Life<>(new CloneKind()));
    later.restore(second.state(), second.privateState());
    later.taint();
    return later;
  }

  @Test
  void aTaintedOneIsMadeAnewAlsoWithoutARefresh() {
    second.apply(UNPROTECTED).orFail();
    LifecycleDriver<PaasClient> later = tainted();

    Outcome plan = later.planWithoutRefresh(later.config(UNPROTECTED)).orFail();
    later.apply(plan).orFail();

    assertThat(plan.value().get("app_id").isUnknown()).isTrue();
    assertThat(later.state().get("app_id").asString()).isEqualTo("shop-dr");
    assertThat(rig.calls()).anyMatch(call -> call.startsWith("DELETE"));
  }

  @Test
  void aTaintedOneIsProtectedAlsoWithoutARefresh() {
    String protectedCopy = COPY.formatted("");
    second.apply(protectedCopy).orFail();
    LifecycleDriver<PaasClient> later = tainted();

    Outcome plan = later.planWithoutRefresh(later.config(protectedCopy));

    assertThat(plan.errors()).singleElement().asString().contains("App shop-dr is protected");
  }

  @Test
  void whatTheConfigurationAsksForIsDone() {
    String config = COPY.formatted(", 'size': 'M', 'variables': {'A': 'b'}, 'maintenance': true");

    second.apply(config).orFail();

    assertThat(rig.app("shop-dr").size()).contains("M");
    assertThat(rig.app("shop-dr").maintenance()).isTrue();
    assertThat(rig.calls()).anyMatch(call -> call.contains("/apps/shop-dr/variables"));
    assertThat(second.plan(config).action()).isEqualTo(Outcome.Action.NO_OP);
  }
}
