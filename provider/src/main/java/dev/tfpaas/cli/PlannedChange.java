package dev.tfpaas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One change of a plan.
///
/// @param path where the thing stands in the topology, or its address where it stands there no more
/// @param address its address in Terraform
/// @param word what is done: `create`, `update`, `delete`, `replace`, `import`
/// @param move for a switch, the places it leads from and to
record PlannedChange(String path, String address, String word, Optional<String> move) {

  /// Reads a change; empty when nothing is done.
  static Optional<PlannedChange> of(JsonNode resource, String path) {
    JsonNode change = resource.path("change");
    List<String> actions = new ArrayList<>();
    change.path("actions").forEach(action -> actions.add(action.asString()));
    actions.removeAll(List.of("no-op", "read"));
    boolean isImported = change.path("importing").isObject();
    if (actions.isEmpty() && !isImported) {
      return Optional.empty();
    }
    String word =
        actions.isEmpty() ? "import" : actions.size() > 1 ? "replace" : actions.getFirst();
    String address = resource.path("address").asString();
    return Optional.of(new PlannedChange(path, address, word, move(change)));
  }

  private static Optional<String> move(JsonNode change) {
    String from = change.path("before").path("active").asString("");
    String to = change.path("after").path("active").asString("");
    return from.isEmpty() || to.isEmpty() || from.equals(to)
        ? Optional.empty()
        : Optional.of(from + " to " + to);
  }

  /// Returns what is done, in words.
  String text() {
    return move.map(it -> "switch " + it).orElse(word);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonAnswer.object().put("path", path).put("address", address).put("change", word);
    move.ifPresent(it -> json.put("switch", it));
    return json;
  }
}
