package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.runbook.Runbook;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What platforms promise whose migrations have phases, beside [PlatformContract].
public interface PhasedContract {

  /// Returns the platform of this test.
  ContractStage stage();

  @ParameterizedTest
  @EnumSource(value = Phase.class, names = "FINALIZED", mode = EnumSource.Mode.EXCLUDE)
  default void abortGivesTheAppBack(Phase phase) {
    ContractStage stage = stage();
    MigrationSpec spec = stage.migration();
    App before = stage.apps().find(spec.appId()).orElseThrow();
    stage.done(stage.migrations().advance(Optional.empty(), spec, phase));
    Migration current = stage.migrations().existing(spec).orElseThrow();
    Runbook abort = stage.pure(() -> stage.migrations().abort(current));

    stage.done(abort);

    App after = stage.apps().find(spec.appId()).orElseThrow();
    assertThat(after.region()).isEqualTo(before.region());
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.maintenance()).isFalse();
    assertThat(stage.migrations().existing(spec)).isEmpty();
  }
}
