package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The steps of a runbook out of Terraform's log.
class StepProgressTest {
  private static final String PROVIDER =
      "2026-11-21T15:14:04.833Z [INFO]  provider.terraform-provider-paas_v1.2.3: ";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir Path directory;

  @Test
  void stepsAreShownAndNothingElse() throws IOException {
    Path log = directory.resolve("log");
    String first =
        "2026-11-21T15:13:53.376Z [INFO]  provider: configuring client automatic mTLS\n"
            + PROVIDER
            + "maintenance on shop: done after 294ms: @module=provider timestamp=2026";
    String second =
        "-11-21T15:14:04.833Z\n" + PROVIDER + "move traffic shop to shop-standby: already so\n";

    SwitchTable none =
        SwitchTable.of(JsonMapper.shared().readTree("{}"), Map.of(), Clock.systemUTC());
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    try (SwitchBoard board = new SwitchBoard(none, stream, true);
        StepProgress _ = StepProgress.follow(log, board)) {
      Files.writeString(log, first);
      Files.writeString(log, second, StandardOpenOption.APPEND);
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
              maintenance on shop: done after 294ms
              move traffic shop to shop-standby: already so
            """);
  }

  @Test
  void logOfTheUserIsLeftToTheUser() {
    Path log = directory.resolve("log");

    assertThat(StepProgress.variables(log, Map.of("TF_LOG", "TRACE"))).isEmpty();
    assertThat(StepProgress.variables(log, Map.of()))
        .containsOnly(
            Map.entry("TF_LOG_PROVIDER", "INFO"), Map.entry("TF_LOG_PATH", log.toString()));
  }
}
