package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many calls `terraform apply` makes in each story of Cloud 66: it plans in one process and
/// applies in another. The numbers may only fall.
class Cloud66StoryCallsTest {
  private static final Map<String, Integer> WRITTEN =
      Map.ofEntries(
          Map.entry("cloud66: abort from checked", 16),
          Map.entry("cloud66: abort from data_migrated", 22),
          Map.entry("cloud66: abort from prepared", 16),
          Map.entry("cloud66: adopt clone", 34),
          Map.entry("cloud66: change clone", 26),
          Map.entry("cloud66: change replication", 32),
          Map.entry("cloud66: compose clone", 36),
          Map.entry("cloud66: create group", 34),
          Map.entry("cloud66: create replication", 34),
          Map.entry("cloud66: destroy group", 22),
          Map.entry("cloud66: destroy replication", 17),
          Map.entry("cloud66: move at once", 73),
          Map.entry("cloud66: move to data_migrated", 51),
          Map.entry("cloud66: move to finalized", 35),
          Map.entry("cloud66: switch emergency", 60),
          Map.entry("cloud66: switch planned", 71));

  @TempDir Path directory;

  @Test
  void noStoryTakesMoreCallsThanItDid() throws IOException {
    Map<String, Integer> more = new TreeMap<>();
    for (Scenario scenario : Cloud66Scenarios.all()) {
      int most = WRITTEN.getOrDefault(scenario.name(), Integer.MAX_VALUE);
      if (most < Integer.MAX_VALUE) {
        int calls = calls(scenario);
        if (calls > most) {
          more.put(scenario.name(), calls);
        }
      }
    }

    assertThat(more).as("more calls than are written down here").isEmpty();
  }

  private int calls(Scenario scenario) throws IOException {
    Scenario.Scene scene = scenario.begin(Files.createTempDirectory(directory, "story"));
    try (EmulatedTheatre theatre = (EmulatedTheatre) scene.theatre()) {
      // What was read while the scene was set is too old to be taken for what there is.
      theatre.rest(Duration.ofSeconds(10));
      theatre.server().log().clear();
      scene.run().orFail();
      return theatre.server().log().entries().size();
    }
  }
}
