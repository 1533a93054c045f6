package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever connects to a plugin in debug mode calls with its user's token.
@DisabledOnOs(OS.WINDOWS)
final class PrivateDebugTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "a-directory-whose-name-alone-is-too-long-for-the-path-of-a-socket-of-unix-whatever-it-is-in-1234567"
      })
  void debugModeRefusesWhereNoSocketCanBeItsUsersOwn(String name) throws Exception {
    Path directory = temporary.resolve(name);
    if (!name.equals("missing")) {
      Files.createDirectory(directory);
    }

    try (PluginChild child = PluginChild.start(directory, Map.of(), "debug")) {
      assertThat(child.awaitExit()).isEqualTo(1);
      assertThat(child.stdout()).isEmpty();
      assertThat(child.stderr()).anyMatch(line -> line.contains("nobody but you can open"));
    }
  }
}
