package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills the host at many instants of the start, with somebody else holding the plugin's pipes, so
/// that neither a broken pipe nor a missing line tells of it.
///
/// `-Dpaas.deaths=1000` tries as many instants.
@DisabledOnOs(OS.WINDOWS)
final class HostDeathTest {
  private static final int DEATHS = Integer.getInteger("paas.deaths", 24);

  /// What a start takes on a machine that has other things to do; instants behind its end count as
  /// those just after it.
  private static final double SECONDS = 1.2;

  @TempDir private Path temporary;

  static Stream<String> instants() {
    return IntStream.range(0, DEATHS)
        .mapToObj(i -> String.format(Locale.ROOT, "%.3f", SECONDS * i / DEATHS));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void pluginEndsWhenItsHostDiedAt(String seconds) throws Exception {
    // The outer shell outlives the host and holds no pipe. The host notes its number as the
    // launcher
    // does.
    String script =
        """
        sh -c 'PAAS_HOST_PID=$$ "$@" & sleep %s; kill -KILL $$' host "$@"
        exec >&- 2>&-
        read _
        """
            .formatted(seconds);
    try (PluginChild child = PluginChild.startFromShell(temporary, PluginChild.COOKIE, script)) {
      child.awaitEndOfOutput();

      assertThat(child.process().isAlive()).isTrue();
      assertThat(temporary).isEmptyDirectory();
    }
  }
}
