package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Request;
import dev.tfpaas.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;

/// The parameters of a call, from query and form, by their names in lower case.
///
/// @param values without those that clients send empty, or as `null` or `None`, for "not set"
record Params(Map<String, String> values) {
  private static final Set<String> ABSENT = Set.of("", "null", "None");

  /// The platform's own parser takes single quotes and names without any, and clients send them.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /// Reads the parameters of a request.
  static Params of(Request request) {
    Map<String, String> values = new TreeMap<>();
    request.query().forEach((name, value) -> put(values, name, value));
    if (!request.body().isBlank()) {
      request.form().forEach((name, value) -> put(values, name, value));
    }
    return new Params(values);
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (!ABSENT.contains(value)) {
      values.put(name.toLowerCase(Locale.ROOT), value);
    }
  }

  /// Returns a parameter; empty when it is not set.
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Returns a parameter that must be set.
  String need(String name) {
    return text(name).orElseThrow(() -> Refused.parameter(name));
  }

  /// Returns a switch, which is off unless it says `true` in any case.
  boolean flag(String name) {
    return text(name).map("true"::equalsIgnoreCase).orElse(false);
  }

  /// Returns a number that must be set.
  int number(String name) {
    try {
      return Integer.parseInt(need(name));
    } catch (NumberFormatException _) {
      throw Refused.parameter(name);
    }
  }

  /// Returns a parameter that must be set and hold JSON.
  JsonNode json(String name) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), need(name))) {
      return JsonTree.read(in);
    } catch (JacksonException _) {
      throw Refused.parameter(name);
    }
  }

  /// Returns a parameter that holds a list: separated by `;` or `,`, or as JSON.
  List<String> list(String name) {
    List<String> parts = new ArrayList<>();
    if (need(name).strip().startsWith("[")) {
      json(name).forEach(one -> parts.add(one.asString("")));
      return parts;
    }
    for (String part : need(name).split("[;,]", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
