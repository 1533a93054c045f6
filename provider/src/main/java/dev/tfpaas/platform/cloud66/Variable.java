package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Secret;
import tools.jackson.databind.JsonNode;

/// An environment variable of a stack.
///
/// @param name its name
/// @param value its raw value, references unresolved
/// @param own whether the user made it; the others are made by Cloud 66 and never copied
record Variable(String name, Secret value, boolean own) {

  static Variable from(JsonNode json) {
    return new Variable(
        JsonFields.need(json, "key"),
        new Secret(json.path("value").asString("")),
        !JsonFields.flag(json, "is_generated") && !JsonFields.flag(json, "readonly"));
  }
}
