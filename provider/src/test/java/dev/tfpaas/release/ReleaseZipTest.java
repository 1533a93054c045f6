package dev.tfpaas.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that a zip depends on what is in it alone.
class ReleaseZipTest {
  @TempDir private Path temporary;

  @Test
  void sameFilesOfAnotherTimeAreTheSameBytes() throws IOException {
    Path directory = temporary.resolve("package");
    Files.createDirectories(directory.resolve("lib"));
    Path file = Files.writeString(directory.resolve("lib/launch.sh"), "launch");
    Path one = temporary.resolve("one.zip");
    ReleaseZip.of(directory, one);
    // A zip counts times in seconds.
    Instant later = Instant.now().plusSeconds(2);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(later));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    Path two = temporary.resolve("two.zip");

    ReleaseZip.of(directory, two);

    assertThat(two).hasSameBinaryContentAs(one);
  }
}
