package dev.tfpaas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The look at the provider that is installed.
class InstallationTest {
  @TempDir Path directory;

  @Test
  void startedProviderLeavesNothingBehind() throws IOException {
    Path launcher = directory.resolve("terraform-provider-paas");
    Path place = directory.resolve("place");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        mkdir "$TMPDIR/sockets" && : >"$TMPDIR/sockets/plugin"
        echo "$TMPDIR" >"%s"
        echo '1|6|unix|plugin|grpc|'
        exec sleep 60
        """
            .formatted(place));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "TMPDIR", directory.toString());

    assertThat(new Installation(environment, directory, Optional.of(directory), "1.2.3").look())
        .filteredOn(sight -> sight.subject().equals("start"))
        .singleElement()
        .satisfies(sight -> {
          assertThat(sight.verdict()).isNotEqualTo(Sight.Verdict.BAD);
          assertThat(sight.seen()).contains("the provider starts in");
        });

    Path sockets = Path.of(Files.readString(place).strip());
    assertThat(sockets).isNotEqualTo(directory).doesNotExist();
  }
}
