package dev.tfpaas.platform.local;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Variables;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Copies the local platform's apps; a copy's identifier is its name.
final class LocalAppClones implements AppClones {
  private final LocalWorld world;
  private final LocalSteps steps;

  LocalAppClones(LocalWorld world, LocalSteps steps) {
    this.world = world;
    this.steps = steps;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("source_url");
  }

  @Override
  public boolean movesInPlace() {
    return true;
  }

  @Override
  public String idOf(CloneSpec spec) {
    return spec.name();
  }

  @Override
  public List<Problem> check(CloneSpec spec) {
    return world.read("GET /apps", view -> LocalCloneChecks.check(view, spec));
  }

  @Override
  public Runbook create(CloneSpec spec) {
    if (!spec.adopt()) {
      return Runbook.of("clone " + spec.sourceAppId(), List.of(copy(spec)));
    }
    List<Step> made = new ArrayList<>(List.of(adopt(spec)));
    spec.size().ifPresent(size -> made.add(resize(spec.name(), size)));
    if (!spec.variables().isEmpty()) {
      made.add(variables(spec.name(), spec.variables(), Set.of()));
    }
    if (spec.databases().isPresent()) {
      wantedDatabases(spec).forEach(it -> made.add(addDatabase(spec.name(), it)));
    }
    made.add(spec.maintenance() ? steps.close(spec.name()) : steps.open(spec.name()));
    return Runbook.of("adopt " + spec.name(), made);
  }

  /// A copy is made by one call; others may have changed it since.
  @Override
  public Runbook completion(App found, CloneSpec spec) {
    if (spec.adopt()) {
      return Runbook.none();
    }
    boolean same =
        world.read(
            "GET /apps/" + found.name(),
            view ->
                AppOperations.hasVariables(view, found.name(), clear(spec.variables()), Set.of()));
    CloneSpec was = same ? spec : spec.withVariables(Map.of());
    return update(found, was, spec);
  }

  private Step copy(CloneSpec spec) {
    List<String> body = new ArrayList<>(List.of("name: " + spec.name()));
    spec.environment().ifPresent(it -> body.add("environment: " + it));
    spec.region().ifPresent(it -> body.add("region: " + it));
    spec.size().ifPresent(it -> body.add("size: " + it));
    if (!spec.variables().isEmpty()) {
      body.add("variables: " + names(spec.variables().keySet()));
    }
    spec.databases().ifPresent(it -> body.add("databases: " + names(it)));
    body.add("maintenance: " + spec.maintenance());
    Call call =
        Call.of(
            "POST", "/apps/" + spec.sourceAppId() + "/clones", "{" + String.join(", ", body) + "}");
    AppOperations.Copy copy =
        new AppOperations.Copy(
            spec.sourceAppId(),
            spec.name(),
            spec.environment(),
            spec.region(),
            spec.size(),
            clear(spec.variables()),
            spec.databases(),
            spec.maintenance());
    return Step.of(
        "clone app",
        spec.sourceAppId() + " to " + spec.name(),
        call,
        world.usual(Timing.CLONE),
        world.effect("GET /apps/" + spec.name(), call, view -> isCopy(view, spec)),
        world.action(call, draft -> AppOperations.copy(draft, copy)),
        LocalSteps.BUDGET);
  }

  private static Reading isCopy(View view, CloneSpec spec) {
    Optional<AppFact> app = view.app(spec.name());
    boolean made =
        app.isPresent()
            && app.get().clonedFrom().equals(Optional.of(spec.sourceAppId()))
            && app.get().state() != AppFact.State.CREATING;
    return new Reading(
        made, app.isPresent() ? LocalWorld.progress(view, spec.name()) : "app is not there");
  }

  private Step adopt(CloneSpec spec) {
    String name = spec.name();
    return change(
        new Change(
            "adopt app",
            name,
            Call.of("PUT", path(name, "source"), "{app: " + spec.sourceAppId() + "}")),
        view -> isCopy(view, spec),
        draft -> AppOperations.adopt(draft, name, spec.sourceAppId()));
  }

  private Step resize(String name, String size) {
    return change(
        new Change("change size", name, Call.of("PUT", path(name, "size"), "{size: " + size + "}")),
        view ->
            new Reading(
                view.app(name).map(app -> app.size().equals(size)).orElse(false),
                LocalWorld.progress(view, name)),
        draft -> AppOperations.resize(draft, name, size));
  }

  private Step relocate(String name, String region) {
    return change(
        new Change(
            "move app", name, Call.of("PUT", path(name, "region"), "{region: " + region + "}")),
        view ->
            new Reading(
                view.app(name)
                    .map(app -> app.region().equals(region) && app.state() != AppFact.State.MOVING)
                    .orElse(false),
                LocalWorld.progress(view, name)),
        draft -> AppOperations.relocate(draft, name, region));
  }

  /// Returns what the databases are called that a copy is to have: where all of an engine are asked
  /// for, those of the source.
  private List<String> wantedDatabases(CloneSpec spec) {
    return world.read(
        "GET /apps/" + spec.sourceAppId(),
        view ->
            spec.databases().orElse(List.of()).stream()
                .flatMap(asked -> databases(view, spec.sourceAppId(), asked))
                .distinct()
                .toList());
  }

  private static Stream<String> databases(View view, String source, String asked) {
    List<String> all =
        view.databases(source).stream()
            .filter(it -> it.engine().equals(asked))
            .map(DatabaseFact::called)
            .toList();
    String called = DatabaseName.normal(asked);
    // A name that the source does not have, or not any more, is not one to make a database by.
    boolean gone = DatabaseName.own(asked).isPresent() && view.database(source, called).isEmpty();
    return all.isEmpty() ? Stream.of(called).filter(_ -> !gone) : all.stream();
  }

  private Step addDatabase(String name, String called) {
    return change(
        new Change(
            "add database",
            name + " " + called,
            Call.of("POST", path(name, "databases"), body(called))),
        view -> new Reading(view.database(name, called).isPresent(), "no such database"),
        draft -> AppOperations.addDatabase(draft, name, called));
  }

  private static String body(String called) {
    String own = DatabaseName.own(called).map(name -> ", name: " + name).orElse("");
    return "{engine: " + DatabaseName.engine(called) + own + "}";
  }

  private Step variables(String name, Map<String, Secret> set, Set<String> unset) {
    List<String> body = new ArrayList<>();
    if (!set.isEmpty()) {
      body.add("set: " + names(set.keySet()));
    }
    if (!unset.isEmpty()) {
      body.add("unset: " + names(unset));
    }
    Map<String, String> values = clear(set);
    return change(
        new Change(
            "set variables",
            name,
            Call.of("PUT", path(name, "variables"), "{" + String.join(", ", body) + "}")),
        view ->
            new Reading(
                AppOperations.hasVariables(view, name, values, unset),
                "the variables differ from what is wanted"),
        draft -> AppOperations.variables(draft, name, values, unset));
  }

  /// What a step shows.
  private record Change(String title, String object, Call call) {}

  private Step change(Change change, Function<View, Reading> probe, Consumer<Draft> act) {
    return Step.of(
        change.title(),
        change.object(),
        change.call(),
        world.usual(Timing.CONFIGURE),
        world.effect("GET " + change.call().path(), change.call(), probe),
        world.action(change.call(), act),
        LocalSteps.BUDGET);
  }

  private static String path(String name, String what) {
    return "/apps/" + name + "/" + what;
  }

  private static String names(Iterable<String> names) {
    Set<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return "[" + String.join(", ", sorted) + "]";
  }

  private static Map<String, String> clear(Map<String, Secret> variables) {
    Map<String, String> values = new HashMap<>();
    variables.forEach((name, secret) -> values.put(name, secret.value()));
    return values;
  }

  @Override
  public Runbook update(App current, CloneSpec was, CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    spec.region()
        .filter(region -> !region.equals(current.region()))
        .ifPresent(region -> made.add(relocate(current.name(), region)));
    spec.size()
        .filter(size -> !current.size().equals(Optional.of(size)))
        .ifPresent(size -> made.add(resize(current.name(), size)));
    Map<String, Secret> set = new HashMap<>(spec.variables());
    set.entrySet().removeIf(it -> it.getValue().equals(was.variables().get(it.getKey())));
    Set<String> unset = new TreeSet<>(was.variables().keySet());
    unset.removeAll(spec.variables().keySet());
    if (!set.isEmpty() || !unset.isEmpty()) {
      made.add(variables(current.name(), set, unset));
    }
    for (String called : wantedDatabases(spec)) {
      if (current.database(called).isEmpty()) {
        made.add(addDatabase(current.name(), called));
      }
    }
    if (spec.maintenance() != current.maintenance()) {
      made.add(spec.maintenance() ? steps.close(current.name()) : steps.open(current.name()));
    }
    return Runbook.of("update " + current.name(), made);
  }

  @Override
  public Runbook delete(App current) {
    String name = current.name();
    Step destroy =
        change(
            new Change("destroy app", name, Call.of("DELETE", "/apps/" + name)),
            view -> new Reading(view.app(name).isEmpty(), "app is there"),
            draft -> AppOperations.destroy(draft, name));
    return Runbook.of("destroy " + name, List.of(destroy));
  }

  @Override
  public List<String> differences(App clone, Set<String> overrides) {
    return world.read(
        "GET /apps/" + clone.name(),
        view -> {
          Optional<AppFact> source = clone.clonedFrom().flatMap(view::app);
          Optional<AppFact> copy = view.app(clone.name());
          if (source.isEmpty() || copy.isEmpty()) {
            return List.of("the source no longer exists");
          }
          return differences(view, source.get(), copy.get(), overrides);
        });
  }

  private static List<String> differences(
      View view, AppFact source, AppFact copy, Set<String> overrides) {
    List<String> differences =
        new ArrayList<>(Variables.differences(source.variables(), copy.variables(), overrides));
    if (!copy.size().equals(source.size())) {
      differences.add("size is %s, the source has %s".formatted(copy.size(), source.size()));
    }
    Set<String> held =
        view.databases(copy.name()).stream().map(DatabaseFact::called).collect(Collectors.toSet());
    for (DatabaseFact database : view.databases(source.name())) {
      if (!held.contains(database.called())) {
        differences.add("database " + database.called() + " is missing");
      }
    }
    return List.copyOf(differences);
  }
}
