package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A label that was renamed without a `moved` block: one plan creates a copy at the new address and
/// destroys the same one at the old, and Terraform asks for either first.
class RenamedLabelTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'deletion_protection': false}";

  @TempDir Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> old;
  private PaasClient planning;

  @BeforeEach
  void copy() {
    rig = new LocalRig(directory);
    old = rig.driver(new Life<>(new CloneKind()));
    old.apply(COPY).orFail();
    planning = rig.client();
  }

  /// What a process sees at the new address.
  private LifecycleDriver<PaasClient> renamed(PaasClient process) {
    return rig.driver(new Life<>(new CloneKind()), process);
  }

  /// What a process sees at the old address.
  private LifecycleDriver<PaasClient> old(PaasClient process) {
    LifecycleDriver<PaasClient> seen = rig.driver(new Life<>(new CloneKind()), process);
    seen.restore(old.state(), old.privateState());
    return seen;
  }

  private void assertIsThere() {
    assertThat(rig.calls()).noneMatch(call -> call.startsWith("DELETE"));
    assertThat(rig.app("shop-dr").name()).isEqualTo("shop-dr");
  }

  @Test
  void whatIsTakenOverIsLeftThoughItsDestructionComesFirstInApply() {
    Outcome creation = renamed(planning).plan(COPY).orFail();
    Outcome destruction = old(planning).planDestroy().orFail();
    PaasClient applying = rig.client();
    LifecycleDriver<PaasClient> renamed = renamed(applying);

    Outcome left = old(applying).applyDestruction(destruction).orFail();
    renamed.apply(creation).orFail();

    assertThat(destruction.diagnostics().toString()).contains("goes on under another label");
    assertThat(left.diagnostics().toString()).contains("only forgotten here");
    assertIsThere();
    assertThat(renamed.plan(COPY).action()).isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void creationThatWouldComeTooLateIsRefusedInThePlan() {
    old(planning).planDestroy().orFail();

    Outcome creation = renamed(planning).plan(COPY);

    assertThat(creation.errors().toString()).contains("`moved` block");
    assertIsThere();
  }

  @Test
  void refusedDestructionKeepsNobodyFromTakingOver() {
    String kept = COPY.replace("'deletion_protection': false", "'deletion_protection': true");
    old.apply(kept).orFail();
    Outcome creation = renamed(planning).plan(kept).orFail();
    PaasClient applying = rig.client();

    assertThat(old(applying).planDestroyWithoutRefresh().failed()).isTrue();

    renamed(applying).apply(creation).orFail();
    assertIsThere();
  }

  @Test
  void copyOfThatNameThatWasDestroyedIsMadeAnew() {
    old(planning).destroy().orFail();

    renamed(planning).apply(COPY).orFail();

    assertThat(rig.calls()).anyMatch(call -> call.startsWith("DELETE"));
    assertThat(rig.app("shop-dr").name()).isEqualTo("shop-dr");
  }

  @Test
  void copyThatWasTakenOverIsDestroyedWhenAsked() {
    LifecycleDriver<PaasClient> renamed = renamed(planning);
    renamed.apply(COPY).orFail();

    renamed.destroy().orFail();

    assertThat(rig.calls()).anyMatch(call -> call.startsWith("DELETE"));
  }
}
