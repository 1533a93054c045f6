package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.Sight.Verdict;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.Redaction;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Tells by what an account has, and by reads alone, what the register leaves open about the
/// account's own objects: lists, groups, actions, files. What a server shows is [ServerPositions].
final class AccountPositions {
  private static final String STACKS = Cloud66Api.ROOT + "/stacks";
  private static final String FILTER = "filter_name";
  private static final String NOBODY = "0".repeat(32);

  /// How what is no position of the register begins.
  private static final String OTHER = "something else: ";

  private final Cloud66Api api;
  private final List<Stack> stacks;
  private final List<Stack> looked;

  /// @param stacks all that the token sees
  /// @param looked those whose parts are read
  AccountPositions(Cloud66Api api, List<Stack> stacks, List<Stack> looked) {
    this.api = api;
    this.stacks = List.copyOf(stacks);
    this.looked = List.copyOf(looked);
  }

  List<Sight> sights() {
    return List.of(
        Checkup.tried("action-order", this::actionOrder),
        Checkup.tried("action-user-reference", this::references),
        Checkup.tried("current-stack", this::currentStack),
        Checkup.tried("groups-of-a-stack", this::groupsOfAStack),
        Checkup.tried("stack-filter", this::filter),
        Checkup.tried("file-version-order", this::versionOrder),
        Checkup.tried("error-identifier", this::errorIdentifier),
        Checkup.tried("invisible-stack", this::invisible),
        nameClash());
  }

  /// Makes the sight of an entry whose positions were seen.
  ///
  /// @param seen those that answers are in
  /// @param none what is said where nothing tells
  static Sight settled(String entry, Set<String> seen, String none) {
    return switch (seen.size()) {
      case 0 -> Sight.undecided(entry, Verdict.UNKNOWN, none);
      case 1 -> one(entry, seen.iterator().next());
      default ->
          Sight.undecided(
              entry, Verdict.BAD, "answers show sometimes " + String.join(", sometimes ", seen));
    };
  }

  private static Sight one(String entry, String seen) {
    String statement = "answers show: " + seen;
    return seen.startsWith(OTHER)
        ? Sight.undecided(entry, Verdict.BAD, statement)
        : Sight.in(entry, seen, statement);
  }

  /// Returns what is settled by an answer in a form that nobody knew: nothing.
  static String other(JsonNode answered) {
    return OTHER + answered.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> seen(Stream<String> positions) {
    return positions.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<JsonNode> actions(Stack stack) {
    return api.page(Account.path(stack.uid()) + "/actions", Map.of(), 1, "id").items();
  }

  private Sight actionOrder() {
    return settled(
        "action-order",
        seen(
            looked.stream()
                .map(this::actions)
                .filter(it -> it.size() > 1)
                .map(it -> Long.compare(id(it.getFirst()), id(it.getLast())))
                .filter(order -> order != 0)
                .map(order -> order > 0 ? "newest-first" : "oldest-first")),
        "no stack that was looked at has two actions");
  }

  private static long id(JsonNode action) {
    return StackAction.from(action).id();
  }

  /// Only an action of this provider bears one; without any, it may have been dropped.
  private Sight references() {
    boolean kept =
        looked.stream()
            .flatMap(stack -> actions(stack).stream())
            .anyMatch(it -> StackAction.from(it).reference().startsWith("paas:"));
    return settled(
        "action-user-reference",
        kept ? Set.of("kept") : Set.of(),
        "no action that was looked at bears a reference of this provider");
  }

  private List<JsonNode> groups() {
    return api.listWhole(Cloud66Api.ROOT + "/failover_groups", "uid");
  }

  private Sight currentStack() {
    return settled(
        "current-stack",
        seen(
            groups().stream()
                .map(group -> group.path("current_stack"))
                .map(it -> it.isNumber() ? "number" : it.isString() ? "word" : other(it))),
        "there is no failover group");
  }

  private Sight groupsOfAStack() {
    Set<String> met = new HashSet<>();
    boolean twice =
        groups().stream()
            .map(Group::from)
            .flatMap(group -> Stream.concat(group.primary().stream(), group.secondary().stream()))
            .anyMatch(uid -> !met.add(uid));
    return settled(
        "groups-of-a-stack",
        twice ? Set.of("any") : Set.of(),
        "no stack is in two failover groups");
  }

  /// A filter that no name has tells whether it is looked at; a part of a name, how.
  private Sight filter() {
    Optional<String> name =
        stacks.stream().map(Stack::name).filter(it -> it.length() > 2).findFirst();
    if (name.isEmpty()) {
      return settled("stack-filter", Set.of(), "there is no stack with a name to look for");
    }
    String part = name.get().substring(0, name.get().length() - 1);
    if (!api.page(STACKS, Map.of(FILTER, NOBODY), 1, "uid").items().isEmpty()) {
      return settled("stack-filter", Set.of("ignored"), "");
    }
    // What matches a part may be many stacks.
    boolean found =
        api.list(STACKS, Map.of(FILTER, part), "uid").stream()
            .anyMatch(it -> Stack.from(it).name().equals(name.get()));
    return settled("stack-filter", Set.of(found ? "contains" : "exact"), "");
  }

  private Sight versionOrder() {
    return settled(
        "file-version-order",
        seen(
            looked.stream()
                .filter(Stack::containers)
                .map(stack -> times(Account.path(stack.uid()) + "/service_yaml"))
                .filter(it -> it.size() > 1 && !it.getFirst().equals(it.getLast()))
                .map(it -> it.getFirst().isBefore(it.getLast()) ? "newest-last" : "newest-first")),
        "no containerised stack that was looked at has two versions of its service file");
  }

  private List<Instant> times(String path) {
    return api.list(path, Map.of()).stream()
        .flatMap(it -> JsonFields.time(it, "created_at_iso").stream())
        .toList();
  }

  /// A stack that nobody has is refused in the API's own form.
  private Sight errorIdentifier() {
    HttpAnswer answer = api.ask(Account.path(NOBODY));
    Function<String, String> field =
        name -> answer.json().map(body -> JsonFields.need(body, name)).orElse("");
    String error = field.apply("error");
    if (answer.status() != 404 || (error + field.apply("details")).isEmpty()) {
      return settled(
          "error-identifier", Set.of(), "a stack that does not exist was not refused as such");
    }
    return settled(
        "error-identifier",
        Set.of(
            switch (error) {
              case "not_found" -> "identifier";
              case "" -> "missing";
              default -> OTHER + Redaction.identifier(error);
            }),
        "");
  }

  /// A group names its members to everybody. One that is not found may have been deleted as well.
  private Sight invisible() {
    Set<String> visible = seen(stacks.stream().map(Stack::uid));
    Set<String> seen =
        seen(
            groups().stream()
                .map(Group::from)
                .flatMap(
                    group -> Stream.concat(group.primary().stream(), group.secondary().stream()))
                .filter(uid -> !visible.contains(uid))
                .limit(3)
                .filter(uid -> api.ask(Account.path(uid)).status() == 403)
                .map(_ -> "forbidden"));
    return settled(
        "invisible-stack", seen, "no failover group names a stack that is refused to this token");
  }

  private Sight nameClash() {
    Set<List<String>> met = new HashSet<>();
    boolean twice = stacks.stream().anyMatch(it -> !met.add(List.of(it.name(), it.environment())));
    return settled(
        "stack-name-clash",
        twice ? Set.of("built") : Set.of(),
        "no two stacks have the same name and environment");
  }
}
