package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads what the account has; changes nothing.
final class Account {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /// How far back actions are looked for; the server's clock has no zone, hence the spare day.
  private static final Duration PAST = Duration.ofDays(30);

  private static final Duration SPARE = Duration.ofDays(1);

  private final JelasticApi api;
  private final Clock clock;

  Account(JelasticApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /// Reads an environment; empty when it definitely does not exist.
  Optional<Environment> find(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    try {
      JsonNode answer = api.read(JelasticApi.CONTROL + "getenvinfo", Map.of("envName", name));
      return Optional.of(Environment.from(answer));
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// Reads an environment that must be there.
  Environment need(String name) {
    return find(name)
        .orElseThrow(() ->
            new PlatformException(
                Kind.NOT_FOUND,
                JelasticPlatform.NAME,
                "POST /1.0/" + JelasticApi.CONTROL + "getenvinfo",
                "there is no environment " + name,
                false));
  }

  /// Reads all environments, ordered by name.
  List<Environment> all() {
    List<Environment> all = new ArrayList<>();
    api.read(JelasticApi.CONTROL + "getenvs", Map.of())
        .path("infos")
        .forEach(one -> all.add(Environment.from(one)));
    all.sort(Comparator.comparing(Environment::name));
    return all;
  }

  /// Reads all host groups, ordered by name.
  List<HostGroup> hostGroups() {
    List<HostGroup> groups = new ArrayList<>();
    for (JsonNode centre : api.read(JelasticApi.CONTROL + "getregions", Map.of()).path("array")) {
      for (JsonNode group : centre.path("hardNodeGroups")) {
        groups.add(
            new HostGroup(
                group.path("uniqueName").asString(""),
                group.path("displayName").asString(""),
                centre.path("uniqueName").asString(""),
                centre.path("domain").asString(""),
                group.path("isEnabled").asBoolean(true) && isActive(centre) && isActive(group),
                centre.path("isMigrationAllowed").asBoolean(true)));
      }
    }
    groups.sort(Comparator.comparing(HostGroup::name));
    return groups;
  }

  private static boolean isActive(JsonNode place) {
    return place.path("status").asString("ACTIVE").equals("ACTIVE");
  }

  Optional<HostGroup> hostGroup(String name) {
    return hostGroups().stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /// Reads the variables of a node group.
  Map<String, String> variables(String environment, String nodeGroup) {
    Map<String, String> variables = new TreeMap<>();
    api.read(
            JelasticApi.CONTROL + "getcontainerenvvarsbygroup",
            Map.of("envName", environment, "nodeGroup", nodeGroup))
        .path("object")
        .properties()
        .forEach(one -> variables.put(one.getKey(), one.getValue().asString("")));
    return variables;
  }

  /// Reads the properties of an environment; empty when the platform has none.
  Optional<Map<String, String>> properties(String environment) {
    return api.readIfOffered(JelasticApi.CONTROL + "getenvproperty", Map.of("envName", environment))
        .map(answer -> {
          Map<String, String> properties = new TreeMap<>();
          answer
              .path("object")
              .properties()
              .forEach(one -> properties.put(one.getKey(), one.getValue().asString("")));
          return properties;
        });
  }

  /// Reads a mark; empty when there is none, or the platform has none.
  Optional<String> mark(Environment environment, String name) {
    return properties(environment.name())
        .flatMap(all -> Optional.ofNullable(all.get(name)))
        .flatMap(value -> Mark.read(value, environment));
  }

  /// Reads what is being done.
  List<Action> running() {
    return actions("getcurrentactions", Map.of());
  }

  /// Reads what was done lately, the newest first.
  ///
  /// @param number what kind; filtered here too, since no source tells how several are separated
  List<Action> past(int number) {
    Map<String, String> parameters =
        Map.of(
            "count",
            "100",
            "starttime",
            TIME.format(clock.instant().minus(PAST)),
            "endtime",
            TIME.format(clock.instant().plus(SPARE)),
            "actionTypes",
            Integer.toString(number));
    return actions("getuidactions", parameters).stream()
        .filter(action -> action.number() == number)
        .sorted(Comparator.comparing(Action::began).reversed())
        .toList();
  }

  /// Reads what copies are being made, and were made lately.
  List<Action> copies() {
    return Stream.concat(
            running().stream().filter(action -> action.number() == Action.CLONE),
            past(Action.CLONE).stream())
        .toList();
  }

  private List<Action> actions(String method, Map<String, String> parameters) {
    List<Action> actions = new ArrayList<>();
    // What was done is only looked up to tell more; a token need not be allowed to.
    api.readIfOffered(JelasticApi.TRACKING + method, parameters)
        .ifPresent(answer -> answer.path("array").forEach(one -> actions.add(Action.from(one))));
    return actions;
  }
}
