package dev.tfpaas.platform.jelastic;

import dev.tfpaas.json.JsonTree;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes and removes properties of environments.
///
/// @param api makes the calls
record Properties(JelasticApi api) {
  static final String APPLY = JelasticApi.CONTROL + "applyenvproperty";
  static final String REMOVE = JelasticApi.CONTROL + "removeenvproperty";

  /// Writes marks; other properties stay as they are.
  void write(Environment environment, Map<String, String> marks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    marks.forEach((name, text) -> json.put(name, Mark.written(text, environment)));
    api.set(APPLY, Map.of("envName", environment.name(), "properties", JsonTree.text(json)));
  }

  /// Removes those properties that are there.
  ///
  /// @param there what the environment has
  void remove(Environment environment, Map<String, String> there, Set<String> names) {
    Set<String> meant = new TreeSet<>(names);
    meant.retainAll(there.keySet());
    if (!meant.isEmpty()) {
      api.set(
          REMOVE, Map.of("envName", environment.name(), "propertyKeys", String.join(",", meant)));
    }
  }
}
