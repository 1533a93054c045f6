package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.CheckupContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The look at Jelastic and its account.
class JelasticCheckupTest extends CheckupContract {
  static List<Dialect> dialects() {
    return Dialects.of("jelastic");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new JelasticContractTest.OnStage(new Stage(Duration.ofMinutes(1), dialect));
  }

  @Override
  protected Platform withWrongToken(EmulatedStage stage) {
    return ((JelasticContractTest.OnStage) stage).stage().open("another-token");
  }

  @Override
  protected String vendor() {
    return "jelastic";
  }

  @Test
  void quotaThatMayKeepATokenFromDeletingIsShown() {
    try (Stage stage = new Stage()) {
      assertThat(stage.platform.checkup().orElseThrow().look())
          .filteredOn(sight -> sight.subject().equals("deletion"))
          .singleElement()
          .satisfies(sight ->
              assertThat(sight.seen())
                  .contains("environment.delete.confirm.type is NONE", "cannot delete"));
    }
  }
}
