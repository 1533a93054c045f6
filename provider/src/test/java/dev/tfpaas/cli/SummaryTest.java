package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import dev.tfpaas.topology.Topology;
import dev.tfpaas.topology.TopologyReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a person is told after a command.
class SummaryTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "1m59s, which keeps the promise of 2m",
    "2m, which keeps the promise of 2m",
    "120s, which keeps the promise of 2m",
    "2m0.001s, WHICH IS LONGER THAN THE PROMISE of 2m",
    "1h, WHICH IS LONGER THAN THE PROMISE of 2m",
  })
  void promiseIsComparedWithTheLastSwitch(String downtime, String sentence) throws IOException {
    assertThat(standing("objectives: {rto: 2m}", "{\"downtime\": \"%s\"}".formatted(downtime)))
        .endsWith(sentence + "\n");
  }

  @Test
  void nothingIsSaidOfAPromiseThatWasNotMadeOrNotTried() throws IOException {
    assertThat(standing("active: shop", "{\"downtime\": \"1h\"}"))
        .doesNotContainIgnoringCase("promise");
    assertThat(standing("objectives: {rto: 2m}", "null")).doesNotContainIgnoringCase("promise");
  }

  private String standing(String setting, String lastSwitch) throws IOException {
    Files.writeString(
        directory.resolve("topology.yaml"),
        """
        apps:
          shop:
          standby: {clone_of: shop}
        failover:
          shop: {members: [shop, standby], %s}
        """
            .formatted(setting));
    JsonNode state =
        JsonMapper.shared()
            .readTree(
                """
                {"values": {"root_module": {"resources": [
                  {"address": "paas_failover_group.shop", "mode": "managed",
                   "type": "paas_failover_group",
                   "values": {"active": "primary", "active_app_id": "shop", "address": "a",
                              "last_switch": %s}}]}}}
                """
                    .formatted(lastSwitch));
    StringWriter text = new StringWriter();
    // Holds back what is not flushed, as the writer of a command does.
    BufferedWriter held = new BufferedWriter(text);
    new Summary(topology()).state(state).printStanding(new PrintWriter(held, true));
    return text.toString();
  }

  private Topology topology() {
    TopologyReader.Result result =
        TopologyReader.read(
            Catalogues.all(),
            new TopologyReader.Source(directory, Path.of("topology.yaml"), Optional.empty()));
    assertThat(result.problems()).isEmpty();
    return result.topology();
  }
}
