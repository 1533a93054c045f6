package dev.tfpaas.platform.jelastic;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Something that the platform tracks.
///
/// @param number what it is
/// @param began when it began
/// @param ended when it ended; empty while it runs
/// @param error what it failed of; empty when it did not
/// @param text tells what it is done to; of a text that is no JSON, that text alone
record TrackedAction(
    int number,
    Instant began,
    Optional<Instant> ended,
    Optional<String> error,
    Map<String, String> text) {
  static final int CREATE = 2;
  static final int DELETE = 3;
  static final int CLONE = 20;
  static final int SWAP_DOMAINS = 65;
  static final int MIGRATE = 83;
  static final int COMMAND = 109;

  /// Copies the text.
  TrackedAction {
    text = Map.copyOf(text);
  }

  /// Reads an entry; the documents of newer versions write `action` as an object and `text` as a
  /// text.
  static TrackedAction from(JsonNode one) {
    Instant began = Instant.ofEpochMilli(one.path("starttime").asLong(0));
    Optional<Integer> result = Spellings.number(one.path("result"));
    boolean over = one.hasNonNull("duration") || result.isPresent();
    boolean failed = result.filter(it -> it != 0).isPresent();
    JsonNode text = one.path("text");
    return new TrackedAction(
        number(one.path("action")),
        began,
        over ? Optional.of(began.plusMillis(one.path("duration").asLong(0))) : Optional.empty(),
        failed ? Optional.of(one.path("error").asString("no reason given")) : Optional.empty(),
        Spellings.texts(text).orElseGet(() -> Map.of("text", Spellings.text(text))));
  }

  private static int number(JsonNode action) {
    return Spellings.number(action)
        .or(() -> Spellings.number(Spellings.field(action, "id", "number", "action", "type")))
        .orElse(0);
  }

  /// Tells whether an environment, or a host group, is named.
  boolean concerns(String name) {
    return text.containsValue(name);
  }

  /// Returns the environment that it is made on; empty when that is not told. Of a copy that is the
  /// source, which the vendor's own texts call `srcenv`.
  Optional<String> subject() {
    return Optional.ofNullable(text.get("srcenv")).or(() -> Optional.ofNullable(text.get("env")));
  }
}
