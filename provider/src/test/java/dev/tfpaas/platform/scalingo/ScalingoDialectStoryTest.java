package dev.tfpaas.platform.scalingo;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.DialectStory;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.util.List;

/// What is done on Scalingo works in each of its dialects, or is refused before its first change.
class ScalingoDialectStoryTest extends DialectStory {
  static List<Dialect> dialects() {
    return Dialects.of("scalingo");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new ScalingoContractTest.OnStage(EmulatedScalingo.start(dialect));
  }
}
