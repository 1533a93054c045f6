package dev.tfpaas.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Runs the package with those modules of Java alone that the runtime of a release has.
class ModulesIT {
  private static final Path JAR = Path.of("target/dist/lib/terraform-provider-paas.jar");

  @Test
  void jsonCanBeWritten() throws Exception {
    Process paas =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--limit-modules",
                Release.MODULES,
                "-Dpaas.cli=true",
                "-cp",
                JAR.toString(),
                "dev.tfpaas.Main",
                "emulate",
                "--output=json",
                "scalingo")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = paas.inputReader(UTF_8)) {
      assertThat(said.readLine()).startsWith("{\"vendor\":\"scalingo\"");
    } finally {
      paas.destroyForcibly().waitFor();
    }
  }
}
