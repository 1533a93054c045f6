package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The calls that change the variables of an app.
///
/// @param api makes them
record VariableWrites(ScalingoApi api) {

  /// Sets variables; others stay. Restarts nothing.
  void set(AppPlace place, Map<String, Secret> values) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("variables");
    new TreeMap<>(values)
        .forEach((name, value) -> list.addObject().put("name", name).put("value", value.value()));
    api.change(place.region(), Change.repeatable("PUT", place.path("/variables"), body));
  }
}
