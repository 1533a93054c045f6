package dev.tfpaas.emulator;

import dev.tfpaas.world.Pause.Moment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads what an operator asks for, and refuses what says nothing or cannot be.
final class Wishes {
  private static final int MOST_CALLS = 1_000_000;
  private static final int LONGEST_DELAY_MILLIS = 600_000;

  /// A vendor's result in an answer of status 200 is asked for by the same field.
  private static final int HIGHEST_STATUS = 9_999;

  private static final Set<String> OF_A_FAULT =
      Set.of("kind", "method", "path", "body", "skip", "times", "status", "delay_ms");

  private static final Set<String> OF_A_HOLD = Set.of("moment", "method", "path", "what", "skip");

  private Wishes() {}

  /// Reads a failure to inject.
  ///
  /// @throws IllegalArgumentException whose message says what is wrong
  static Fault fault(JsonNode body) {
    demandFields(body, OF_A_FAULT);
    return new Fault(
        text(body, "method", "*"),
        text(body, "path", ""),
        text(body, "body", ""),
        number(body, "skip", 0, 0, MOST_CALLS),
        number(body, "times", 1, 1, MOST_CALLS),
        kind(text(body, "kind", "")),
        number(body, "status", 500, 1, HIGHEST_STATUS),
        Duration.ofMillis(number(body, "delay_ms", 1000, 0, LONGEST_DELAY_MILLIS)));
  }

  private static Fault.Kind kind(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(Fault.Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "kind must be one of " + Arrays.toString(Fault.Kind.values())));
  }

  /// Lets a call stand still.
  ///
  /// @throws IllegalArgumentException whose message says what is wrong
  static void hold(JsonNode body, Hold hold) {
    demandFields(body, OF_A_HOLD);
    String method = text(body, "method", "");
    String path = text(body, "path", "");
    String what = text(body, "what", "");
    hold.ask(
        Moment.parse(text(body, "moment", "")),
        call ->
            (method.isEmpty() || call.method().equalsIgnoreCase(method))
                && call.path().contains(path)
                && call.what().contains(what),
        number(body, "skip", 0, 0, MOST_CALLS));
  }

  private static void demandFields(JsonNode body, Set<String> known) {
    if (!body.isObject()) {
      throw new IllegalArgumentException("expected a JSON object of " + new TreeSet<>(known));
    }
    for (String name : body.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown field %s; known are %s".formatted(name, new TreeSet<>(known)));
      }
    }
  }

  private static String text(JsonNode body, String name, String otherwise) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isString()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.asString(otherwise);
  }

  private static int number(JsonNode body, String name, int otherwise, int least, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new IllegalArgumentException(
          "%s must be a whole number between %d and %d".formatted(name, least, most));
    }
    return value.intValue();
  }
}
