package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.CheckupContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Sight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The look at Scalingo and its account.
class ScalingoCheckupTest extends CheckupContract {
  @TempDir Path place;

  static List<Dialect> dialects() {
    return Dialects.of("scalingo");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new ScalingoContractTest.OnStage(EmulatedScalingo.start(dialect));
  }

  @Override
  protected Platform withWrongToken(EmulatedStage stage) {
    return ((ScalingoContractTest.OnStage) stage).scalingo().platform("another-token", Map.of());
  }

  @Override
  protected String vendor() {
    return "scalingo";
  }

  @ParameterizedTest
  @CsvSource({
    "migrating-status, migrating, PREPARED",
    "migrating-status, as-before, PREPARED",
    "migration-finished-at, at-the-end, PREPARED",
    "migration-steps, other-names, PREPARED",
    "migration-source-after-the-end, stopped, FINALIZED",
    "migration-source-after-the-end, running, FINALIZED"
  })
  void migrationTellsWhatItsAppIsShownAs(String entry, String position, MigrationSpec.Phase phase) {
    try (EmulatedStage stage = open(place, Dialect.usual("scalingo").with(entry, position))) {
      MigrationSpec spec = stage.migration();
      // An app beside it, which was never moved.
      stage.run(stage.clones().create(stage.clone("a-shop-copy")));
      stage.run(stage.migrations().advance(Optional.empty(), spec, phase));

      assertThat(stage.reopened().checkup().orElseThrow().look())
          .flatExtracting(sight -> sight.settled().stream().toList())
          .contains(new Sight.Settled(entry, Optional.of(position)));
    }
  }
}
