package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Dialect;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Spells an answer as the platform may do where sources differ: the same facts, in other words.
///
/// @param dialect says which
record Accent(Dialect dialect) {
  private static final Set<Integer> COMINGS = Set.of(TrackedAction.CREATE, TrackedAction.DELETE);
  private static final Set<String> NUMBERS = Set.of("result", "status", "id");

  /// Returns an answer of a method in this dialect.
  ObjectNode spoken(String method, ObjectNode answer) {
    ObjectNode body = answer.deepCopy();
    environment(body);
    body.path("infos").valueStream().forEach(one -> environment((ObjectNode) one));
    switch (method) {
      case "getenvproperty" -> properties(body);
      case "getregions" -> body.path("array").forEach(one -> region((ObjectNode) one));
      case "getuidactions", "getcurrentactions" ->
          body.path("array").forEach(one -> action((ObjectNode) one));
      default -> {}
    }
    if (dialect.is("numbers-form", "texts")) {
      inTexts(body);
    }
    return body;
  }

  private void environment(ObjectNode body) {
    if (!(body.path("env") instanceof ObjectNode env)) {
      return;
    }
    if (dialect.is("env-property-key", "object") || dialect.is("env-property-key", "apart")) {
      env.remove("properties");
    }
    if (dialect.is("host-group-key", "host-group")) {
      env.remove("hardwareNodeGroup");
    }
    if (dialect.is("ext-domains-form", "objects")) {
      List<JsonNode> names = env.path("extdomains").valueStream().toList();
      ArrayNode objects = env.putArray("extdomains");
      names.forEach(name -> objects.addObject().set("domain", name));
    }
  }

  private void properties(ObjectNode body) {
    JsonNode properties = body.remove("properties");
    if (properties == null) {
      // It was refused.
      return;
    }
    if (dialect.is("env-property-key", "object")) {
      body.set("object", properties);
    } else if (!dialect.is("env-property-key", "inside")) {
      body.set("properties", properties);
    }
  }

  private void region(ObjectNode region) {
    if (dialect.is("regions-key", "hardware")) {
      region.set("hardwareNodeGroups", region.remove("hardNodeGroups"));
    }
  }

  private void action(ObjectNode action) {
    JsonNode number = action.path("action");
    if (COMINGS.contains(number.asInt())) {
      coming(action);
    }
    if (number.asInt() == TrackedAction.CLONE) {
      copying(action);
    }
    JsonNode told = action.path("text");
    switch (dialect.position("action-form")) {
      case "text-as-string" -> action.put("text", told.isString() ? told.asString() : "" + told);
      case "action-as-object" -> action.putObject("action").set("id", number);
      case "action-as-string" -> action.put("action", number.asString());
      default -> {}
    }
  }

  private void copying(ObjectNode action) {
    ObjectNode text = (ObjectNode) action.path("text");
    JsonNode source = text.path("srcenv");
    switch (dialect.position("clone-action-text")) {
      case "env" -> text.set("env", text.remove("srcenv"));
      case "sentence" ->
          action.put(
              "text",
              "Environment %s was cloned to %s"
                  .formatted(source.asString(""), text.path("targetenv").asString("")));
      default -> {}
    }
  }

  /// What is told of an environment that was created or deleted.
  private void coming(ObjectNode action) {
    ObjectNode text = (ObjectNode) action.path("text");
    JsonNode name = text.path("env");
    switch (dialect.position("create-delete-text")) {
      case "env-name" -> text.set("envName", text.remove("env"));
      case "sentence" -> action.put("text", "Environment %s".formatted(name.asString("")));
      default -> {}
    }
  }

  private static void inTexts(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        if (NUMBERS.contains(name) && object.get(name).isNumber()) {
          object.put(name, object.get(name).asString());
        }
      }
    }
    node.valueStream().forEach(Accent::inTexts);
  }
}
