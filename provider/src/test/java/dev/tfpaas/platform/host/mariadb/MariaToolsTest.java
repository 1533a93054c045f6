package dev.tfpaas.platform.host.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.process.HostFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaToolsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64|10.11",
        "10.11.19-MariaDB-0+deb12u1-log|10.11",
        "mariadbd  Ver 11.4.2-MariaDB for Linux|11.4",
        "mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)|"
      })
  void releaseIsRead(String said, String release) {
    assertThat(MariaTools.Version.parse(said).map(MariaTools.Version::toString).orElse(null))
        .isEqualTo(release);
  }

  @Test
  void releasesAreComparedByNumber() {
    assertThat(new MariaTools.Version(10, 5)).isLessThan(new MariaTools.Version(10, 11));
    assertThat(new MariaTools.Version(10, 11)).isLessThan(new MariaTools.Version(11, 4));
  }

  @ParameterizedTest
  @CsvSource({"10.4.34-MariaDB", "8.0.36"})
  void programThatIsTooOldOrAnotherIsRefused(String version, @TempDir Path temporary)
      throws Exception {
    Path old = temporary.resolve("mariadbd");
    Files.writeString(old, "#!/bin/sh\necho 'mariadbd  Ver " + version + " for Linux'\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> new MariaTools(old, old, old, old).version())
        .isInstanceOf(HostFailure.class)
        .hasMessageContaining("10.5 or later");
  }
}
