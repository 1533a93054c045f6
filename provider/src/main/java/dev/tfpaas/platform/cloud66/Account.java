package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.http.HttpCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads what the account has; changes nothing.
final class Account {
  private static final String STACKS = Cloud66Api.ROOT + "/stacks";
  private static final String GROUPS = Cloud66Api.ROOT + "/failover_groups";

  /// The fields without which a stack says nothing.
  private static final String[] STACK = {"uid", "name", "environment", "status"};

  /// The time of what says no time.
  private static final Instant NEVER = Instant.MIN;

  private final Cloud66Api api;
  private final Actions actions;
  private final Clouds clouds;

  Account(Cloud66Api api) {
    this.api = api;
    this.actions = new Actions(api);
    this.clouds = new Clouds(api);
  }

  /// Returns the path of a stack.
  static String path(String stack) {
    return STACKS + "/" + HttpCall.encoded(stack);
  }

  List<Stack> stacks() {
    return api.list(STACKS, Map.of(), STACK).stream().map(Stack::from).toList();
  }

  /// Reads a stack; empty when there is none.
  ///
  /// @throws PlatformException of kind `DENIED` when it may exist and this token not see it, as far
  ///   as that can be told: the API answers "not found" to both, but a failover group names its
  ///   members to everybody
  Optional<Stack> stack(String uid) {
    if (uid.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Stack.from(api.read(path(uid), STACK)));
    } catch (PlatformException failure) {
      if (failure.kind() != Kind.NOT_FOUND) {
        throw failure;
      }
      if (groups().stream().anyMatch(group -> group.has(uid))) {
        throw new PlatformException(
            Kind.DENIED,
            Cloud66Platform.NAME,
            failure.call(),
            "a failover group names stack %s, but this token is not shown it: it may not see it, or the stack was deleted in the dashboard"
                .formatted(uid),
            false);
      }
      return Optional.empty();
    }
  }

  /// Reads a stack that must be there.
  Stack need(String uid) {
    return stack(uid)
        .orElseThrow(() ->
            PlatformException.notFound(
                Cloud66Platform.NAME,
                "GET " + path(uid),
                "there is no stack %s, or this token may not see it".formatted(uid)));
  }

  /// Finds a stack by name and environment, which together are meant to be unique.
  ///
  /// @throws PlatformException when several have them
  Optional<Stack> named(String name, String environment) {
    Map<String, String> filter = Map.of("filter_name", name, "filter_environment", environment);
    // How the filters match is not documented, so what they give is compared again.
    List<Stack> found =
        api.list(STACKS, filter, STACK).stream()
            .map(Stack::from)
            .filter(it -> it.name().equals(name) && it.environment().equals(environment))
            .toList();
    if (found.size() > 1) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME,
          "GET " + STACKS,
          "there are %d stacks named %s in %s: %s; rename all but one in the dashboard"
              .formatted(
                  found.size(),
                  name,
                  environment,
                  String.join(", ", found.stream().map(Stack::uid).toList())));
    }
    return found.stream().findFirst();
  }

  List<Server> servers(String stack) {
    return api.list(path(stack) + "/servers", Map.of(), "uid").stream().map(Server::from).toList();
  }

  List<Group> groups() {
    return api.listWhole(GROUPS, "uid", "address", "current_stack").stream()
        .map(Group::from)
        .toList();
  }

  /// Reads a group. There is no call for one, so all are read.
  Optional<Group> group(String uid) {
    return groups().stream().filter(it -> it.uid().equals(uid)).findFirst();
  }

  /// Reads the variables of a stack by name.
  Map<String, Variable> variables(String stack) {
    Map<String, Variable> variables = new TreeMap<>();
    for (JsonNode json : api.list(path(stack) + "/environments", Map.of(), "key")) {
      Variable variable = Variable.from(json);
      variables.put(variable.name(), variable);
    }
    return variables;
  }

  /// Tells whether a stack can be put into maintenance: the vendor lists the setting only then.
  boolean hasMaintenance(String stack) {
    return api.list(path(stack) + "/settings", Map.of(), "key").stream()
        .anyMatch(setting -> JsonFields.need(setting, "key").equals("maintenance.mode"));
  }

  /// Returns when the newest good backup of an engine was made; empty when there is none.
  Optional<Instant> newestBackup(String stack, String engine) {
    return api.list(path(stack) + "/backups", Map.of("db_type", engine)).stream()
        .filter(json -> JsonFields.text(json, "db_type").map(engine::equals).orElse(true))
        .map(Backup::from)
        .filter(Backup::good)
        .flatMap(backup -> backup.madeAt().stream())
        .max(Comparator.naturalOrder());
  }

  /// Returns what was done to stacks.
  Actions actions() {
    return actions;
  }

  /// Returns the newest version of a file of a stack; empty when it has none.
  ///
  /// @param kind `service_yaml` or `manifest_yaml`
  /// @throws PlatformException when several differ, and nothing tells which of them is the newest
  Optional<String> file(String stack, String kind) {
    // The order of the versions is not documented.
    String path = path(stack) + "/" + kind;
    List<JsonNode> versions = api.list(path, Map.of("include_body", "true"));
    Instant newest = versions.stream().map(Account::madeAt).max(Instant::compareTo).orElse(NEVER);
    List<String> bodies =
        versions.stream()
            .filter(version -> madeAt(version).equals(newest))
            .flatMap(version -> JsonFields.text(version, "body").stream())
            .distinct()
            .toList();
    if (bodies.size() > 1) {
      throw new PlatformException(
          Kind.CORRUPT,
          Cloud66Platform.NAME,
          "GET " + path,
          "it lists %d versions, and nothing tells which of them is the newest"
              .formatted(bodies.size()),
          false);
    }
    return bodies.stream().findFirst();
  }

  /// When a version of a file was made.
  private static Instant madeAt(JsonNode version) {
    return JsonFields.time(version, "created_at_iso").orElse(NEVER);
  }

  /// Returns the clouds that the account has keys of.
  Clouds clouds() {
    return clouds;
  }

  /// Returns where servers are; there is no region of a stack.
  String region(List<Server> servers) {
    return servers.stream()
        .map(Server::region)
        .filter(region -> !region.isEmpty())
        .map(clouds::region)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// Says that there is no stack of a uid, and which one may be meant: the dashboard shows names.
  ///
  /// @param attribute the attribute that has it
  Problem noStack(String attribute, String word) {
    return new Problem(
        attribute,
        "There is no app \"" + word + "\"",
        "Cloud 66 shows no application with this uid to this token."
            + meant(word).map(it -> " " + it).orElse(""));
  }

  /// Says which stacks a word names that is no uid, each with the uid to write instead.
  private Optional<String> meant(String word) {
    if (word.isBlank() || word.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    List<String> found =
        api.list(STACKS, Map.of("filter_name", word), STACK).stream()
            .map(Stack::from)
            .filter(it -> it.name().equalsIgnoreCase(word))
            .map(it -> "\"%s\" for %s in %s".formatted(it.uid(), it.name(), it.environment()))
            .sorted()
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Applications are named by their uid here: write %s."
                .formatted(String.join(", or ", found)));
  }
}
