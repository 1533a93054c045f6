package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.host.HostDesk;
import dev.tfpaas.platform.host.HostView;
import dev.tfpaas.platform.host.load.Loader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReportTest {
  @Test
  void groupThatCannotBeReadIsShownWithTheReason() {
    HostView view =
        new HostView(
            Map.of("eu-west", "cut off"),
            List.of(),
            List.of(),
            List.of(new HostView.Group("shop", Optional.empty(), Optional.of("no answer"))),
            Map.of("network", 17L));

    assertThat(view.lines())
        .containsExactly(
            "region eu-west: cut off", "group shop: no answer", "processes: network 17");
    assertThat(HostReport.of(view))
        .hasToString(
            """
            {"regions":[{"name":"eu-west","state":"cut off"}],"apps":[],"replications":[],\
            "failover_groups":[{"name":"shop","trouble":"no answer"}],"processes":{"network":17}}\
            """);
  }

  @Test
  void callsAreReadAsTheyWereNoted(@TempDir Path directory) throws Exception {
    Files.writeString(
        directory.resolve("calls.log"), "2026-01-01T00:00:00Z  PUT /apps/shop {on: true}\n");

    List<HostDesk.Made> calls = new HostDesk(directory, Clock.systemUTC()).log();

    assertThat(HostReport.calls(calls))
        .hasToString("[{\"at\":\"2026-01-01T00:00:00Z\",\"call\":\"PUT /apps/shop {on: true}\"}]");
  }

  @Test
  void lostWritesThatNobodyKnowsAreLeftOut() {
    Loader.Report report = new Loader.Report(7, 1, Duration.ofMillis(250), Optional.empty());

    assertThat(HostReport.load(report))
        .hasToString("{\"acknowledged\":7,\"refused\":1,\"longest_silence_seconds\":0.25}");
  }
}
