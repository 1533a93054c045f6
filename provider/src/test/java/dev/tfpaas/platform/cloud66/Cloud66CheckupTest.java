package dev.tfpaas.platform.cloud66;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.CheckupContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.Platform;
import java.nio.file.Path;
import java.util.List;

/// The look at Cloud 66 and its account.
class Cloud66CheckupTest extends CheckupContract {
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
}
