package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Variables;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.http.Redaction;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Copies apps: a new app with the source's settings, databases (without their data), variables,
/// code and containers.
///
/// Scalingo has no call that copies an app, so this is composed. The code cannot be read back from
/// an app, so `source_url` has to say where it is. Collaborators, domains, custom certificates,
/// notifiers, alerts and log drains are not copied.
final class ScalingoAppClones implements AppClones {
  private static final Pattern NAME = Pattern.compile("(?=.{6,48}$)[a-z0-9]+(-[a-z0-9]+)*");

  private static final Set<Kind> REFUSALS = Set.of(Kind.REJECTED, Kind.DENIED, Kind.CONFLICT);

  private final ScalingoApi api;
  private final AppReader reader;
  private final AppSteps steps;

  ScalingoAppClones(ScalingoApi api, AppReader reader, AppSteps steps) {
    this.api = api;
    this.reader = reader;
    this.steps = steps;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("environment", "cloud", "size");
  }

  @Override
  public boolean movesInPlace() {
    return false;
  }

  @Override
  public List<Problem> check(CloneSpec spec) {
    List<Problem> problems = new ArrayList<>();
    AppPlace source = api.place(spec.sourceAppId());
    AppPlace clone = CloneSteps.place(spec, source);
    badName("name", spec.name()).ifPresent(problems::add);
    unknownRegion(api, "region", clone.region()).ifPresent(problems::add);
    if (spec.sourceUrl().isEmpty() && !spec.adopt()) {
      problems.add(
          new Problem(
              "source_url",
              "Scalingo needs to be told where the code is",
              "The code of an app cannot be read back from Scalingo. Set `source_url` to the"
                  + " address of a gzipped tar archive with one top folder, e.g. the archive of a"
                  + " tag at your code host."));
    }
    spec.databases()
        .ifPresent(engines ->
            engines.stream()
                .filter(engine -> !ScalingoApps.ENGINES.contains(engine))
                .forEach(engine -> problems.add(unknownEngine(engine))));
    if (problems.isEmpty()) {
      wouldBeRefused(source, clone).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private static Problem unknownEngine(String engine) {
    return new Problem(
        "databases",
        "Scalingo has no engine " + engine,
        "Known engines are %s.".formatted(String.join(", ", ScalingoApps.ENGINES)));
  }

  /// Checks a name by Scalingo's rule.
  static Optional<Problem> badName(String attribute, String name) {
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                attribute,
                "\"%s\" is no name for an app on Scalingo".formatted(name),
                "A name has 6 to 48 lower-case letters, digits and hyphens, no hyphen at either"
                    + " end, and no two in a row."));
  }

  /// Checks that a region is there for this account.
  static Optional<Problem> unknownRegion(ScalingoApi api, String attribute, String region) {
    if (api.region(region).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            attribute,
            "There is no region \"%s\" for this account".formatted(region),
            "Known regions are %s. A region that needs an approval, such as osc-secnum-fr1, is only shown to accounts that have it."
                .formatted(
                    String.join(", ", api.regions().stream().map(RegionAddress::name).toList()))));
  }

  /// Asks the platform itself, by a dry run: whether the name is free, quota, stack, payment.
  private Optional<Problem> wouldBeRefused(AppPlace source, AppPlace clone) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode app = body.putObject("app").put("name", clone.name());
    if (clone.region().equals(source.region())) {
      reader.find(source).ifPresent(found -> app.put("stack_id", found.stackId()));
    }
    try {
      api.demandAccepted(clone.region(), Change.once("POST", "/v1/apps", body));
      return Optional.empty();
    } catch (PlatformException refusal) {
      if (!REFUSALS.contains(refusal.kind())) {
        throw refusal;
      }
      return Optional.of(
          new Problem(
              "name",
              "Scalingo would refuse to create the app " + clone.name(),
              "A dry run in %s answered: %s.".formatted(clone.region(), refusal.getMessage())));
    }
  }

  @Override
  public String idOf(CloneSpec spec) {
    return CloneSteps.place(spec, api.place(spec.sourceAppId())).id(api.home());
  }

  @Override
  public Runbook create(CloneSpec spec) {
    CloneSteps make = new CloneSteps(api, reader, steps, spec);
    List<Step> made = new ArrayList<>();
    made.add(make.create());
    made.add(make.mark());
    made.add(make.settings());
    make.engines().forEach(engine -> made.add(make.addon(engine)));
    made.add(make.variables());
    spec.sourceUrl().ifPresent(archive -> made.add(make.deploy(archive)));
    made.add(make.scale());
    return Runbook.of("copy %s to %s".formatted(spec.sourceAppId(), idOf(spec)), made);
  }

  /// An empty app of the token's own account is the copy whose creation was cut short, or one that
  /// nobody has begun to use.
  @Override
  public Optional<String> begun(App found, CloneSpec spec) {
    AppPlace clone = CloneSteps.place(spec, api.place(spec.sourceAppId()));
    CloneSteps make = new CloneSteps(api, reader, steps, spec);
    return reader
        .find(api.place(found.id()))
        .filter(app -> app.place().equals(clone) && make.isBlank(app))
        .map(_ ->
            "It is this account's, and empty: it was never deployed, and has no variables, add-ons,"
                + " domains, collaborators or code repository.");
  }

  @Override
  public Runbook update(App current, CloneSpec was, CloneSpec spec) {
    CloneSteps make = new CloneSteps(api, reader, steps, spec);
    List<Step> made = new ArrayList<>();
    Set<String> engines = new TreeSet<>(make.engines());
    current.databases().forEach(database -> engines.remove(database.engine()));
    if (!was.databases().equals(spec.databases())) {
      engines.forEach(engine -> made.add(make.addon(engine)));
    }
    boolean otherVariables = !sameValues(was.variables(), spec.variables());
    Set<String> gone = new TreeSet<>(was.variables().keySet());
    gone.removeAll(spec.variables().keySet());
    if (otherVariables) {
      made.add(make.variables());
    }
    if (!gone.isEmpty()) {
      made.add(make.removeOverrides(gone));
    }
    boolean deploys = !was.sourceUrl().equals(spec.sourceUrl()) && spec.sourceUrl().isPresent();
    spec.sourceUrl().filter(_ -> deploys).ifPresent(archive -> made.add(make.deploy(archive)));
    if (current.maintenance() != spec.maintenance() || deploys) {
      made.add(make.scale());
    }
    // A deployment starts new containers, and a stopped app has none.
    if (otherVariables && !deploys && !current.maintenance() && !spec.maintenance()) {
      made.add(make.restart());
    }
    return Runbook.of("change " + current.id(), made);
  }

  private static boolean sameValues(Map<String, Secret> some, Map<String, Secret> others) {
    return some.equals(others);
  }

  @Override
  public Runbook delete(App current) {
    AppPlace place = api.place(current.id());
    String path = place.path("?current_name=" + HttpCall.encoded(place.live()));
    Step destroy =
        Step.of(
            "delete app",
            current.id(),
            Call.of("DELETE", path),
            Duration.ofSeconds(10),
            () -> new Reading(reader.find(place).isEmpty(), "it is there"),
            () ->
                api.change(
                    place.region(),
                    Change.repeatable("DELETE", path, JsonNodeFactory.instance.objectNode())),
            AppSteps.QUICK);
    return Runbook.of("delete " + current.id(), List.of(destroy));
  }

  @Override
  public List<String> differences(App clone, Set<String> overrides) {
    Optional<AppPlace> source = clone.clonedFrom().map(api::place);
    if (source.isEmpty()) {
      return List.of("what it is a copy of is not known: it has no variable " + Mark.CLONED_FROM);
    }
    AppPlace copy = api.place(clone.id());
    Optional<WireApp> original =
        reader.find(source.get(), reader.variables(copy).value(Mark.SOURCE));
    if (original.isEmpty()) {
      return List.of(
          "its source %s is gone".formatted(Redaction.identifier(source.get().id(api.home()))));
    }
    AppPlace live = original.get().place();
    List<String> found = new ArrayList<>();
    if (!reader.require(copy).settings().equals(original.get().settings())) {
      found.add("settings of the router differ");
    }
    found.addAll(addons(live, copy));
    found.addAll(variables(live, copy, overrides));
    return List.copyOf(found);
  }

  private List<String> addons(AppPlace source, AppPlace copy) {
    // Each is like one other: an app may have several of an engine.
    List<AppReader.Addon> own = new ArrayList<>(reader.addons(copy));
    List<String> found = new ArrayList<>();
    for (AppReader.Addon addon : reader.addons(source)) {
      Optional<AppReader.Addon> same = CloneSource.of(addon.engine(), own);
      same.ifPresent(own::remove);
      if (same.isEmpty()) {
        found.add("add-on %s is missing".formatted(addon.engine()));
      } else if (!same.get().plan().equals(addon.plan())) {
        found.add(
            "add-on %s has the plan %s, the source has %s"
                .formatted(addon.engine(), same.get().plan(), addon.plan()));
      }
    }
    return found;
  }

  private List<String> variables(AppPlace source, AppPlace copy, Set<String> overrides) {
    return Variables.differences(copied(source), copied(copy), overrides);
  }

  /// Returns the values of those that belong into a copy.
  private Map<String, String> copied(AppPlace place) {
    AppReader.Variables variables = reader.variables(place);
    Map<String, String> copied = new HashMap<>();
    variables.all().keySet().stream()
        .filter(CloneSource::isCopied)
        .forEach(name -> variables.value(name).ifPresent(value -> copied.put(name, value)));
    return copied;
  }
}
