package dev.tfpaas.platform.scalingo;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.CheckupContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The look at Scalingo and its account.
class ScalingoCheckupTest extends CheckupContract {
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
}
