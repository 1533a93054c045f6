package dev.tfpaas.platform.cloud66;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.DialectStory;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.EmulatedStage;
import java.nio.file.Path;
import java.util.List;

/// What is done on Cloud 66 works in each of its dialects, or is refused before its first change.
class Cloud66DialectStoryTest extends DialectStory {
  static List<Dialect> dialects() {
    return Dialects.of("cloud66");
  }

  @Override
  protected EmulatedStage open(Path below, Dialect dialect) {
    return new Cloud66ContractTest.OnStage(
        new Stage(below, Cloud66Options.usual(Stage.TOKEN).in(dialect)));
  }
}
