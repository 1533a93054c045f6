package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads runbooks out of plans and compares them with what was really called.
final class Runbooks {
  private Runbooks() {}

  /// Returns the planned runbook of one resource; fails the test when it is not known in the plan.
  static List<String> planned(JsonNode plan, String address) {
    JsonNode change = change(plan, address);
    assertThat(change.at("/after_unknown/runbook").asBoolean(false))
        .as("the runbook of %s is unknown in the plan", address)
        .isFalse();
    return lines(change.at("/after/runbook"));
  }

  /// Returns the change of one resource in a plan.
  static JsonNode change(JsonNode plan, String address) {
    for (JsonNode resource : plan.path("resource_changes")) {
      if (resource.path("address").asString().equals(address)) {
        return resource.path("change");
      }
    }
    throw new AssertionError(address + " is not in the plan");
  }

  /// Returns the texts of a JSON array.
  static List<String> lines(JsonNode array) {
    List<String> lines = new ArrayList<>();
    array.forEach(line -> lines.add(line.asString()));
    return lines;
  }

  /// Fails the test unless each line shows the call in the same place of the log, and none is left
  /// over.
  static void assertSame(List<String> runbook, List<String> calls) {
    String both =
        "runbook%n%s%ncalls%n%s".formatted(String.join("\n", runbook), String.join("\n", calls));
    assertThat(calls).as(both).hasSameSizeAs(runbook);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(runbook.get(i)).as(both).contains(" " + calls.get(i) + " ");
    }
  }
}
