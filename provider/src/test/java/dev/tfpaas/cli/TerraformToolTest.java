package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run of Terraform leaves.
class TerraformToolTest {
  @TempDir Path directory;

  @Test
  void answerThatAProgramReadsIsWholeHoweverLongItIs() throws IOException {
    Path tool = directory.resolve("terraform");
    Files.writeString(tool, "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    Host host =
        Hosts.of(
            new Hosts.Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
            Map.of("PATH", directory + ":" + System.getenv("PATH")),
            new MovedClock(Instant.EPOCH));

    try (Interruption interruption = new Interruption()) {
      TerraformTool.Ended ended =
          TerraformTool.find(host, directory, interruption).quietly(List.of("show"), Map.of());

      assertThat(ended.answer()).hasSize(3_000_000);
    }
  }
}
