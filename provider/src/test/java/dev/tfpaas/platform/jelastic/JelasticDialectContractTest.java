package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.DialectContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What every platform promises, in each dialect of Jelastic in which everything can be done.
class JelasticDialectContractTest extends DialectContract {
  JelasticDialectContractTest(Dialect dialect) {
    super(dialect);
  }

  static List<Dialect> dialects() {
    return Dialects.working("jelastic");
  }

  @Override
  protected EmulatedStage open(Path directory, Dialect spoken) {
    return new JelasticContractTest.OnStage(new Stage(Duration.ofMinutes(1), spoken));
  }
}
