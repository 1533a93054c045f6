package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.process.HostFailure;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDeskTest {
  @Test
  void systemWithoutPermissionsIsRefusedBeforeAnythingIsMade(@TempDir Path temporary)
      throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(
            temporary.resolve("like-windows.zip"), Map.of("create", "true"))) {
      HostDesk desk = new HostDesk(zip.getPath("/paas-host"), Clock.systemUTC());

      assertThatThrownBy(desk::machines)
          .isInstanceOf(HostFailure.class)
          .hasMessageContaining("processes of Linux or macOS");
    }
  }
}
