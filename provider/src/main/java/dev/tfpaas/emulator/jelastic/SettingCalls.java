package dev.tfpaas.emulator.jelastic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `environment/control`: variables of containers, properties of environments.
final class SettingCalls {
  private final Hoster hoster;

  SettingCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer variables(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    ObjectNode object = body.putObject("object");
    nodes(call).getFirst().variables.forEach(object::put);
    return Answer.of(body);
  }

  Answer addVariables(CheckedCall call) {
    Map<String, String> values = texts(call.params().json("vars"));
    nodes(call).forEach(node -> node.variables.putAll(values));
    return changed(call);
  }

  /// One of the two methods calls its parameter `vars`, or `data` in older versions.
  Answer setVariables(CheckedCall call) {
    String name = call.params().text("vars").isPresent() ? "vars" : "data";
    Map<String, String> values = texts(call.params().json(name));
    for (Environment.Node node : nodes(call)) {
      node.variables.clear();
      node.variables.putAll(values);
    }
    return changed(call);
  }

  Answer removeVariables(CheckedCall call) {
    for (JsonNode name : call.params().json("vars")) {
      nodes(call).forEach(node -> node.variables.remove(name.asString("")));
    }
    return changed(call);
  }

  private Answer changed(CheckedCall call) {
    hoster.track(TrackedAction.VARIABLES, Map.of("env", call.environment().name));
    return Answer.ok();
  }

  private static List<Environment.Node> nodes(CheckedCall call) {
    Environment environment = call.environment();
    if (call.params().text("nodeId").isPresent()) {
      return List.of(environment.node(call.params().number("nodeId")));
    }
    List<Environment.Node> nodes = environment.nodesOf(call.params().need("nodeGroup"));
    if (nodes.isEmpty()) {
      throw Refused.byLogic(1101, "node group does not exist");
    }
    return nodes;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asString("")));
    return texts;
  }

  Answer addProperties(CheckedCall call) {
    call.environment().properties.putAll(texts(call.params().json("properties")));
    return Answer.ok();
  }

  /// The one client that reads this answer reads `properties`.
  Answer properties(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    ObjectNode object = body.putObject("properties");
    boolean all = call.params().text("propertyKeys").isEmpty();
    Set<String> wanted = all ? Set.of() : Set.copyOf(call.params().list("propertyKeys"));
    call.environment()
        .properties
        .forEach((name, value) -> {
          if (all || wanted.contains(name)) {
            object.put(name, value);
          }
        });
    return Answer.of(body);
  }

  Answer removeProperties(CheckedCall call) {
    call.params().list("propertyKeys").forEach(call.environment().properties::remove);
    return Answer.ok();
  }
}
