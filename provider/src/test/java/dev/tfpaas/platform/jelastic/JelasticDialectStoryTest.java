package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.DialectStory;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What is done on Jelastic works in each of its dialects, or is refused before its first change.
class JelasticDialectStoryTest extends DialectStory {
  static List<Dialect> dialects() {
    return Dialects.of("jelastic");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new JelasticContractTest.OnStage(new Stage(Duration.ofMinutes(1), dialect));
  }
}
