package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.CheckupContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Sight;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The look at Cloud 66 and its account.
class Cloud66CheckupTest extends CheckupContract {
  @TempDir Path place;

  static List<Dialect> dialects() {
    return Dialects.of("cloud66");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new Cloud66ContractTest.OnStage(
        new Stage(below, Cloud66Options.usual(Stage.TOKEN).in(dialect)));
  }

  @Override
  protected Platform withWrongToken(EmulatedStage stage) {
    return ((Cloud66ContractTest.OnStage) stage).stage().open("another-token");
  }

  @Override
  protected String vendor() {
    return "cloud66";
  }

  @ParameterizedTest
  @CsvSource({"403, BAD", "401, UNKNOWN", "404, UNKNOWN", "500, UNKNOWN"})
  void onlyARefusalMeansThatAScopeIsMissing(int status, Sight.Verdict verdict) {
    try (EmulatedStage stage = open(place, Dialect.usual("cloud66"))) {
      stage
          .watched()
          .answer((request, own) ->
              request.path().endsWith("/environments") ? Reply.text(status, "{}") : own);

      assertThat(stage.platform().checkup().orElseThrow().look())
          .filteredOn(sight -> sight.subject().equals("permissions"))
          .singleElement()
          .extracting(Sight::verdict)
          .isEqualTo(verdict);
    }
  }
}
