package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.runbook.Action;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads what the account has; changes nothing.
final class Account {
  /// The quota that says by what a deletion is confirmed; by what values, no source tells.
  static final String CONFIRMATION = "environment.delete.confirm.type";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /// How far back actions are looked for; the server's clock has no zone, hence the spare day.
  private static final Duration PAST = Duration.ofDays(30);

  /// How far back it is looked for what began or ended with a copy that is being made: an account
  /// that does much is shown only so much at once.
  private static final Duration LATELY = Duration.ofDays(2);

  private static final Duration SPARE = Duration.ofDays(1);

  /// How many actions are asked for at once.
  private static final int MOST = 500;

  private final JelasticApi api;
  private final Clock clock;

  /// Whether properties were seen in environments; how this platform is does not change.
  private volatile boolean shownInside;

  /// Whether the platform shows what was done; empty while it was not asked.
  private volatile Optional<Boolean> pastIsShown = Optional.empty();

  /// Whether there was more than the platform shows at once, when it was asked last.
  private volatile boolean pastIsCut;

  private volatile List<HostGroup> places = List.of();

  /// Whether the platform said that it has no properties, or none for this token.
  private volatile boolean withoutProperties;

  Account(JelasticApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /// Looks at what there is now, also within an operation that has looked before.
  <R> R afresh(Supplier<R> look) {
    return api.afresh(look);
  }

  /// Returns an act that rests on what there is when it is made, whatever its operation has read
  /// before.
  Action onWhatThereIs(Action act) {
    return () ->
        api.afresh(() -> {
          act.run();
          return true;
        });
  }

  /// Reads an environment; empty when it definitely does not exist.
  Optional<Environment> find(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    try {
      Environment live =
          api.read(JelasticApi.CONTROL + "getenvinfo", Map.of("envName", name), Environment::parse);
      return Optional.of(live.knownAs(name));
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// Reads an environment that was seen before, also when it was renamed since: it then has the
  /// name by which it is known, and every call goes to it. Where another one has its name by now
  /// and it does not exist any more, that one is returned.
  ///
  /// @param meant tells it from others
  Optional<Environment> findAgain(String known, Predicate<Environment> meant) {
    Optional<Environment> called = find(known);
    if (called.filter(meant).isPresent()) {
      return called;
    }
    Optional<Environment> renamed =
        all().stream().filter(one -> !one.name().equals(known)).filter(meant).findFirst();
    renamed.ifPresent(one -> api.renamed(known, one.name()));
    return renamed.map(one -> one.knownAs(known)).or(() -> called);
  }

  /// Reads an environment, also when it was renamed since, if another one remembers it: its copy,
  /// or the other member of its group. Where it has its name, nothing else is read.
  Optional<Environment> findKnown(String known) {
    Optional<Environment> called = find(known);
    if (called.isPresent() || known.isBlank()) {
      return called;
    }
    List<Environment> all = all();
    Set<String> names = all.stream().map(Environment::name).collect(Collectors.toSet());
    Set<String> meant = new HashSet<>();
    for (Environment one : all) {
      Map<String, String> properties = properties(one).orElse(Map.of());
      Mark.read(properties, Mark.CLONED_FROM, one)
          .filter(known::equals)
          .flatMap(_ -> Mark.read(properties, Mark.SOURCE, one))
          .ifPresent(meant::add);
      Mark.read(properties, Mark.GROUP, one)
          .map(GroupId::parse)
          .filter(group -> !group.has(one.name()))
          .filter(group -> group.partner(known).filter(names::contains).isPresent())
          .ifPresent(_ -> meant.add(one.appid()));
    }
    List<Environment> found = all.stream().filter(one -> meant.contains(one.appid())).toList();
    if (found.size() != 1) {
      return Optional.empty();
    }
    api.renamed(known, found.getFirst().name());
    return Optional.of(found.getFirst().knownAs(known));
  }

  /// Returns what an environment is called that is known by a name.
  String liveName(String known) {
    return api.liveName(known);
  }

  /// Reads an environment that must be there.
  Environment need(String name) {
    return find(name)
        .orElseThrow(() ->
            PlatformException.notFound(
                JelasticPlatform.NAME,
                "POST /1.0/" + JelasticApi.CONTROL + "getenvinfo",
                "there is no environment " + name));
  }

  /// Reads all environments, ordered by name.
  List<Environment> all() {
    return api.read(JelasticApi.CONTROL + "getenvs", Map.of(), Account::environments).stream()
        .map(one -> one.knownAs(api.knownName(one.name())))
        .sorted(Comparator.comparing(Environment::name))
        .toList();
  }

  private static Optional<List<Environment>> environments(JsonNode body) {
    return AnswerForm.objects(body.path("infos"))
        .map(all -> all.stream().flatMap(one -> Environment.parse(one).stream()).toList())
        .filter(all -> all.size() == body.path("infos").size());
  }

  /// Returns all host groups as they were read last, if these are among them: in which data centre
  /// one is does not change. Whether it can be used does, see [#hostGroups].
  List<HostGroup> places(Collection<String> names) {
    Set<String> known = places.stream().map(HostGroup::name).collect(Collectors.toSet());
    return known.containsAll(names) ? places : hostGroups();
  }

  /// Reads all host groups, ordered by name.
  List<HostGroup> hostGroups() {
    List<HostGroup> groups = new ArrayList<>();
    for (JsonNode centre : centres()) {
      for (JsonNode group : groups(centre)) {
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
    places = List.copyOf(groups);
    return places;
  }

  private List<JsonNode> centres() {
    return api.read(
        JelasticApi.CONTROL + "getregions",
        Map.of(),
        body -> AnswerForm.objects(body.path("array"), "uniqueName").filter(Account::haveGroups));
  }

  private static boolean haveGroups(List<JsonNode> centres) {
    return centres.stream()
        .allMatch(one -> AnswerForm.objects(groups(one), "uniqueName").isPresent());
  }

  /// The vendor's API description names the bean and not the key.
  private static JsonNode groups(JsonNode centre) {
    return Spellings.field(centre, "hardNodeGroups", "hardwareNodeGroups");
  }

  private static boolean isActive(JsonNode place) {
    return place.path("status").asString("ACTIVE").equals("ACTIVE");
  }

  /// Reads the variables of a node group.
  Map<String, String> variables(String environment, String nodeGroup) {
    return api.read(
        JelasticApi.CONTROL + "getcontainerenvvarsbygroup",
        Map.of("envName", environment, "nodeGroup", nodeGroup),
        Account::texts);
  }

  /// Reads the properties of an environment; empty when the platform has none.
  ///
  /// Some versions show them in the environment itself. There they count once one of ours was seen
  /// in any: whether all are shown no source tells.
  Optional<Map<String, String>> properties(Environment environment) {
    if (environment.properties().filter(Mark::isAmong).isPresent()) {
      shownInside = true;
    }
    return environment.properties().filter(_ -> shownInside).or(() -> asked(environment));
  }

  private Optional<Map<String, String>> asked(Environment environment) {
    Optional<Map<String, String>> told =
        api.readIfOffered(
            JelasticApi.CONTROL + "getenvproperty",
            Map.of("envName", environment.name()),
            body -> Account.properties(body).or(environment::properties));
    withoutProperties = told.isEmpty();
    return told;
  }

  /// Tells whether properties are kept, as far as an answer has said.
  boolean keepsProperties() {
    return !withoutProperties;
  }

  /// The only client that reads this answer reads `properties`.
  private static Optional<Map<String, String>> properties(JsonNode body) {
    return Spellings.texts(Spellings.field(body, "properties", "object"));
  }

  private static Optional<Map<String, String>> texts(JsonNode body) {
    return Spellings.texts(body.path("object"));
  }

  /// Reads a mark; empty when there is none, or the platform has none.
  Optional<String> mark(Environment environment, String name) {
    return properties(environment).flatMap(all -> Mark.read(all, name, environment));
  }

  /// Reads what is being done.
  List<TrackedAction> running() {
    return actions("getcurrentactions", Map.of()).orElse(List.of());
  }

  /// Reads what was done lately, the newest first.
  ///
  /// @param number what kind; filtered here, since the platform's own filter is by who may see them
  List<TrackedAction> past(int number) {
    return past(PAST).stream().filter(action -> action.number() == number).toList();
  }

  private List<TrackedAction> past(Duration window) {
    Map<String, String> parameters =
        Map.of(
            "count",
            Integer.toString(MOST),
            "starttime",
            TIME.format(clock.instant().minus(window)),
            "endtime",
            TIME.format(clock.instant().plus(SPARE)));
    Optional<List<TrackedAction>> told = actions("getuidactions", parameters);
    pastIsShown = Optional.of(told.isPresent());
    pastIsCut = told.filter(all -> all.size() >= MOST).isPresent();
    return told.orElse(List.of()).stream()
        .sorted(
            Comparator.comparing(TrackedAction::began)
                .thenComparingLong(TrackedAction::id)
                .reversed())
        .toList();
  }

  /// Returns what was begun last of all that is over; empty when the platform shows none.
  Optional<TrackedAction> newest() {
    return past(LATELY).stream().findFirst();
  }

  /// Tells whether an environment of that name is being made as a copy, listed or not.
  boolean isBeingCopied(String name) {
    return running().stream()
        .anyMatch(action -> action.number() == TrackedAction.CLONE && action.comesOrGoes(name));
  }

  /// Tells whether the platform shows what was done; asks it once.
  boolean showsPast() {
    if (pastIsShown.isEmpty()) {
      past(LATELY);
    }
    return pastIsShown.orElse(false);
  }

  /// Tells whether something may have been done lately that the platform did not show when it was
  /// asked last.
  boolean showsOnlySomeOfThePast() {
    return pastIsCut;
  }

  /// Reads how environments came and went in the last days: what copies are being made, and then
  /// what was copied, created and deleted, the newest first. What runs may be told with what is
  /// over, too, and is returned once.
  List<TrackedAction> comings() {
    Set<Integer> told = new HashSet<>();
    return Stream.concat(
            running().stream().filter(action -> action.number() == TrackedAction.CLONE),
            past(LATELY).stream().filter(action -> TrackedAction.COMINGS.contains(action.number())))
        .filter(action -> action.id() == 0 || told.add(action.id()))
        .toList();
  }

  /// Returns of what an environment was copied, as far as the platform tracked it; whoever did.
  /// What came last under its name counts.
  Optional<String> copiedFrom(String name) {
    return past(PAST).stream()
        .filter(action -> action.error().isEmpty() && action.comesOrGoes(name))
        .findFirst()
        .filter(action -> action.number() == TrackedAction.CLONE)
        .flatMap(TrackedAction::subject);
  }

  private Optional<List<TrackedAction>> actions(String method, Map<String, String> parameters) {
    // What was done is only looked up to tell more; a token need not be allowed to, and a version
    // that refuses the question need not answer it.
    try {
      return api.readIfOffered(
              JelasticApi.TRACKING + method,
              parameters,
              body -> AnswerForm.objects(body.path("array")).filter(Account::haveActions))
          .map(all -> all.stream().map(TrackedAction::from).toList());
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.REJECTED) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static boolean haveActions(List<JsonNode> all) {
    return all.stream().allMatch(one -> one.hasNonNull("action"));
  }

  /// Returns by what this account is to confirm a deletion; empty where that is not told. No read
  /// of anything else is worth less for it.
  Optional<String> confirmation() {
    try {
      return api.readIfOffered(
              "billing/account/rest/getquotas",
              Map.of("quotasnames", CONFIRMATION),
              body -> Optional.of(body.path("array").path(0).path("value")))
          .map(Spellings::text)
          .filter(value -> !value.isEmpty());
    } catch (PlatformException _) {
      return Optional.empty();
    }
  }
}
