package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.Sight.Verdict;
import dev.tfpaas.platform.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Tells from answers as they came which of the assumed spellings a platform uses.
///
/// @param environments what `getenvs` answered
/// @param properties what `getenvproperty` answered for one environment; missing when there is none
/// @param regions what `getregions` answered
/// @param actions what `getuidactions` answered
/// @param running what `getcurrentactions` answered
record SeenPositions(
    JsonNode environments,
    JsonNode properties,
    JsonNode regions,
    JsonNode actions,
    JsonNode running) {
  private static final List<Integer> NOT_OFFERED = List.of(5, 6, 8202);
  private static final int WRONG_PARAMETER = 3;

  /// Returns what an answer says; a missing node when it is no JSON.
  static JsonNode body(HttpAnswer answer) {
    return answer.json().orElse(MissingNode.getInstance());
  }

  List<Sight> sights() {
    return List.of(
        propertyKey(),
        offered("env-properties", properties, "kept"),
        offered("tracking", actions, isNotOffered(running) ? "past-only" : "offered"),
        actionForm(),
        cloneText(),
        comingText(),
        order(),
        first("regions-key", regions.path("array"), SeenPositions::regionsKey),
        first("host-group-key", envs(), SeenPositions::hostGroupKey),
        first("ext-domains-form", envs(), SeenPositions::domainsForm),
        told("numbers-form", position(environments.path("result"), "numbers", "texts")));
  }

  private List<JsonNode> envs() {
    return environments.path("infos").valueStream().map(one -> one.path("env")).toList();
  }

  private static Sight told(String entry, Optional<String> position) {
    return position
        .map(it -> Sight.in(entry, it, "the answer is of the form " + it))
        .orElseGet(
            () -> Sight.undecided(entry, Verdict.UNKNOWN, "there was nothing to tell it by"));
  }

  /// Returns what the first thing that tells anything tells.
  private static Sight first(
      String entry, Iterable<JsonNode> things, Function<JsonNode, Optional<String>> position) {
    for (JsonNode thing : things) {
      Optional<String> told = position.apply(thing);
      if (told.isPresent()) {
        return told(entry, told);
      }
    }
    return told(entry, Optional.empty());
  }

  /// Names one of two positions by whether a value is a number or its text.
  private static Optional<String> position(JsonNode value, String number, String text) {
    if (value.isNumber()) {
      return Optional.of(number);
    }
    return value.isString() ? Optional.of(text) : Optional.empty();
  }

  private Sight propertyKey() {
    String entry = "env-property-key";
    boolean inside = envs().stream().anyMatch(env -> env.path("properties").isObject());
    if (properties.path("object").isObject()) {
      return told(entry, Optional.of("object"));
    }
    if (properties.path("properties").isObject()) {
      return told(entry, Optional.of(inside ? "properties" : "apart"));
    }
    if (!isDone(properties)) {
      return told(entry, Optional.empty());
    }
    return inside
        ? told(entry, Optional.of("inside"))
        : Sight.undecided(
            entry,
            Verdict.BAD,
            "the properties are nowhere that is known; the answer has the keys "
                + String.join(", ", properties.propertyNames()));
  }

  private static boolean isDone(JsonNode body) {
    return Spellings.number(body.path("result")).filter(result -> result == 0).isPresent();
  }

  private static boolean isNotOffered(JsonNode body) {
    return Spellings.number(body.path("result")).filter(NOT_OFFERED::contains).isPresent();
  }

  /// Whether methods are there, by the answer of one of them.
  private static Sight offered(String entry, JsonNode body, String position) {
    Optional<Integer> result = Spellings.number(body.path("result"));
    if (result.isEmpty()) {
      return told(entry, Optional.empty());
    }
    if (result.get() == 0) {
      return told(entry, Optional.of(position));
    }
    if (isNotOffered(body)) {
      return told(entry, Optional.of("missing"));
    }
    return result.get() == WRONG_PARAMETER && entry.equals("tracking")
        ? told(entry, Optional.of("refused"))
        : Sight.undecided(entry, Verdict.LOOK, "the platform answers result " + result.get());
  }

  private Sight actionForm() {
    return first(
        "action-form",
        actions.path("array"),
        action -> {
          JsonNode number = action.path("action");
          if (number.isObject()) {
            return Optional.of("action-as-object");
          }
          if (number.isString()) {
            return Optional.of("action-as-string");
          }
          JsonNode text = action.path("text");
          // A sentence is one in every form.
          return text.isString() && Spellings.object(text).isEmpty()
              ? Optional.empty()
              : Optional.of(text.isString() ? "text-as-string" : "plain");
        });
  }

  private Sight cloneText() {
    return first(
        "clone-action-text",
        actions(Set.of(TrackedAction.CLONE)),
        action -> named(action, Map.of("srcenv", "srcenv", "env", "env")));
  }

  private Sight comingText() {
    return first(
        "create-delete-text",
        actions(Set.of(TrackedAction.CREATE, TrackedAction.DELETE)),
        action -> named(action, Map.of("env", "env", "envName", "env-name")));
  }

  /// Names the position by the field that a text has. A text may be JSON; a sentence is none.
  ///
  /// @param fields positions by field, of which a text has one
  private static Optional<String> named(JsonNode action, Map<String, String> fields) {
    JsonNode text = action.path("text");
    Optional<JsonNode> object = Spellings.object(text);
    if (object.isEmpty()) {
      return text.isString() ? Optional.of("sentence") : Optional.empty();
    }
    return fields.entrySet().stream()
        .filter(one -> object.get().has(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private List<JsonNode> actions(Set<Integer> numbers) {
    return actions
        .path("array")
        .valueStream()
        .filter(action -> number(action).filter(numbers::contains).isPresent())
        .toList();
  }

  private static Optional<Integer> number(JsonNode action) {
    JsonNode number = action.path("action");
    return Spellings.number(number.isObject() ? number.path("id") : number);
  }

  private Sight order() {
    List<Long> times = new ArrayList<>();
    actions.path("array").forEach(action -> times.add(action.path("starttime").asLong(0)));
    boolean tells = times.size() > 1 && !times.getFirst().equals(times.getLast());
    return told(
        "tracking-order",
        tells
            ? Optional.of(times.getFirst() > times.getLast() ? "newest-first" : "oldest-first")
            : Optional.empty());
  }

  private static Optional<String> regionsKey(JsonNode region) {
    if (region.has("hardNodeGroups")) {
      return Optional.of("hard");
    }
    return region.has("hardwareNodeGroups") ? Optional.of("hardware") : Optional.empty();
  }

  private static Optional<String> hostGroupKey(JsonNode env) {
    if (env.has("hardwareNodeGroup")) {
      return Optional.of("both");
    }
    return env.has("hostGroup") ? Optional.of("host-group") : Optional.empty();
  }

  private static Optional<String> domainsForm(JsonNode env) {
    JsonNode domain = env.path("extdomains").path(0);
    if (domain.isString()) {
      return Optional.of("texts");
    }
    return domain.isObject() ? Optional.of("objects") : Optional.empty();
  }
}
