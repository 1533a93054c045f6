package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The module of `examples/modules/pair` passes its own tests.
@RequiresTerraform
class PairModuleIT {
  @Test
  void passesItsTests(@TempDir Path temporary) {
    try (Workspace workspace = Workspace.in(temporary)) {
      Path module = Installation.EXAMPLES.resolve("modules/pair");
      workspace.shell("cp -r '" + module + "/.' .").run().succeeded();
      workspace.initialised();

      Finished tests = workspace.terraform("test", "-no-color").run().succeeded();

      assertThat(tests.text()).contains("Success! 10 passed, 0 failed.");
    }
  }
}
