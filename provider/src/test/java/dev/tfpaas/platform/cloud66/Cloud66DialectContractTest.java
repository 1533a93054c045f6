package dev.tfpaas.platform.cloud66;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.DialectContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.util.List;

/// What every platform promises, in each dialect of Cloud 66 in which everything can be done.
class Cloud66DialectContractTest extends DialectContract {
  Cloud66DialectContractTest(Dialect dialect) {
    super(dialect);
  }

  static List<Dialect> dialects() {
    return Dialects.working("cloud66");
  }

  @Override
  protected EmulatedStage open(Path directory, Dialect spoken) {
    return new Cloud66ContractTest.OnStage(
        new Stage(directory, Cloud66Options.usual(Stage.TOKEN).in(spoken)));
  }
}
