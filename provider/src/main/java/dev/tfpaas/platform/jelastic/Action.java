package dev.tfpaas.platform.jelastic;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Something that the platform tracks.
///
/// @param number what it is
/// @param began when it began
/// @param ended when it ended; empty while it runs
/// @param error what it failed of; empty when it did not
/// @param text tells what it is done to; `env` is the environment it is made on
record Action(
    int number,
    Instant began,
    Optional<Instant> ended,
    Optional<String> error,
    Map<String, String> text) {
  static final int CLONE = 20;
  static final int SWAP_DOMAINS = 65;
  static final int MIGRATE = 83;
  static final int COMMAND = 109;

  /// Copies the text.
  Action {
    text = Map.copyOf(text);
  }

  static Action from(JsonNode one) {
    Instant began = Instant.ofEpochMilli(one.path("starttime").asLong(0));
    boolean over = one.path("duration").isNumber() || one.path("result").isNumber();
    boolean failed = one.path("result").asInt(0) != 0;
    Map<String, String> text = new TreeMap<>();
    one.path("text")
        .properties()
        .forEach(part -> text.put(part.getKey(), part.getValue().asString("")));
    return new Action(
        one.path("action").asInt(0),
        began,
        over ? Optional.of(began.plusMillis(one.path("duration").asLong(0))) : Optional.empty(),
        failed ? Optional.of(one.path("error").asString("no reason given")) : Optional.empty(),
        text);
  }

  /// Tells whether an environment, or a host group, is named.
  boolean concerns(String name) {
    return text.containsValue(name);
  }

  /// Returns the environment that it is made on; empty when that is not told.
  Optional<String> subject() {
    return Optional.ofNullable(text.get("env"));
  }
}
