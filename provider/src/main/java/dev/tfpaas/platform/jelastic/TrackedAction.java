package dev.tfpaas.platform.jelastic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Something that the platform tracks.
///
/// @param id tells it from others; 0 where it is not told
/// @param number what it is
/// @param began when it began
/// @param ended when it ended; empty while it runs
/// @param error what it failed of; empty when it did not
/// @param text tells what it is done to; of a text that is no JSON, that text alone
record TrackedAction(
    int id,
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

  /// By what environments come and go.
  static final Set<Integer> COMINGS = Set.of(CREATE, DELETE, CLONE);

  private static final String SENTENCE = "text";

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
        Spellings.number(one.path("id")).orElse(0),
        number(one.path("action")),
        began,
        over ? Optional.of(began.plusMillis(one.path("duration").asLong(0))) : Optional.empty(),
        failed ? Optional.of(one.path("error").asString("no reason given")) : Optional.empty(),
        Spellings.texts(text).orElseGet(() -> Map.of(SENTENCE, Spellings.text(text))));
  }

  private static int number(JsonNode action) {
    return Spellings.number(action)
        .or(() -> Spellings.number(Spellings.field(action, "id", "number", "action", "type")))
        .orElse(0);
  }

  /// Tells whether an environment, or a host group, is named, in whatever field or sentence.
  boolean concerns(String name) {
    return text.containsValue(name) || isNamedIn(text.getOrDefault(SENTENCE, ""), name);
  }

  /// A name is letters, digits and hyphens, and may be part of another one.
  private static boolean isNamedIn(String sentence, String name) {
    return List.of(sentence.split("[^A-Za-z0-9-]+")).contains(name);
  }

  /// Tells whether an environment of that name came into being by it, or was deleted.
  boolean comesOrGoes(String name) {
    boolean isItsSource = number == CLONE && subject().equals(Optional.of(name));
    return COMINGS.contains(number) && concerns(name) && !isItsSource;
  }

  /// Returns the environment that it is made on; empty when that is not told. Of a copy that is the
  /// source, which the vendor's own texts call `srcenv`.
  Optional<String> subject() {
    return Stream.of("srcenv", "srcEnvName", "env")
        .flatMap(field -> Optional.ofNullable(text.get(field)).stream())
        .findFirst();
  }
}
