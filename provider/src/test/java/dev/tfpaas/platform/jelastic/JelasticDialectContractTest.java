package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.DialectContract;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What every platform promises, in dialects of Jelastic that have each position between them; one
/// dialect after the other would take long, and the story is told in each.
class JelasticDialectContractTest extends DialectContract {
  JelasticDialectContractTest(Dialect dialect) {
    super(dialect);
  }

  static List<Dialect> dialects() {
    return Dialects.together("jelastic");
  }

  @Override
  protected EmulatedStage open(Path directory, Dialect spoken) {
    return new JelasticContractTest.OnStage(new Stage(Duration.ofMinutes(1), spoken));
  }
}
