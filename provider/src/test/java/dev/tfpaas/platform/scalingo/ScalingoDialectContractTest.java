package dev.tfpaas.platform.scalingo;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.DialectContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.util.List;

/// What every platform promises, in each dialect of Scalingo in which everything can be done.
class ScalingoDialectContractTest extends DialectContract {
  ScalingoDialectContractTest(Dialect dialect) {
    super(dialect);
  }

  static List<Dialect> dialects() {
    return Dialects.working("scalingo");
  }

  @Override
  protected EmulatedStage open(Path directory, Dialect spoken) {
    return new ScalingoContractTest.OnStage(EmulatedScalingo.start(spoken));
  }
}
