package dev.tfpaas.platform.host;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Copies apps: the same program with ports of its own, and a database server of its own, empty. A
/// copy's identifier is its name.
///
/// @param reading asks
/// @param steps makes the steps that others share
record HostAppClones(HostReading reading, HostSteps steps) implements AppClones {
  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("cloud", "environment", "size", "source_url");
  }

  @Override
  public boolean movesInPlace() {
    return false;
  }

  @Override
  public String idOf(CloneSpec spec) {
    return spec.name();
  }

  @Override
  public List<Problem> check(CloneSpec spec) {
    return new HostCloneChecks(reading).check(spec);
  }

  @Override
  public Runbook create(CloneSpec spec) {
    if (!spec.adopt()) {
      return Runbook.of("clone " + spec.sourceAppId(), List.of(copy(spec)));
    }
    List<Step> made = new ArrayList<>(List.of(adopt(spec)));
    if (!spec.variables().isEmpty()) {
      made.add(variables(spec.name(), spec.variables(), Set.of()));
    }
    made.add(spec.maintenance() ? steps.close(spec.name()) : steps.open(spec.name()));
    return Runbook.of("adopt " + spec.name(), made);
  }

  @Override
  public Runbook completion(App found, CloneSpec spec) {
    return spec.adopt() ? Runbook.none() : update(found, spec.withVariables(Map.of()), spec);
  }

  private Step copy(CloneSpec spec) {
    List<String> body = new ArrayList<>(List.of("name: " + spec.name()));
    spec.region().ifPresent(it -> body.add("region: " + it));
    if (!spec.variables().isEmpty()) {
      body.add("variables: " + names(spec.variables().keySet()));
    }
    spec.databases().ifPresent(it -> body.add("databases: " + names(it)));
    body.add("maintenance: " + spec.maintenance());
    Call call =
        Call.of(
            "POST", "/apps/" + spec.sourceAppId() + "/clones", "{" + String.join(", ", body) + "}");
    return steps.step(
        "clone app",
        spec.sourceAppId() + " to " + spec.name(),
        call,
        () -> isThere(spec.name(), spec.sourceAppId()),
        () -> make(spec, call));
  }

  private static String names(Collection<String> names) {
    return "[" + String.join(", ", new TreeSet<>(names)) + "]";
  }

  private Reading isThere(String name, String source) {
    Look look = reading.look("GET /apps/" + name);
    Optional<AppRecord> app = look.cloud().app(name);
    if (app.isEmpty()) {
      return Reading.pending("app is not there");
    }
    boolean runs =
        app.get().databases().stream()
                .allMatch(it -> reading.facts(look, name, it.engine()).isPresent())
            && reading.isHealthy(look, app.get());
    return new Reading(
        runs && app.get().clonedFrom().equals(Optional.of(source)), "it is being started");
  }

  private void make(CloneSpec spec, Call call) {
    AppRecord source = reading.machines().ground().read().requireApp(spec.sourceAppId());
    String region = spec.region().orElse(source.region());
    if (!reading.look(call.toString()).cloud().answers(region)) {
      throw new HostFailure("Region %s does not answer.".formatted(region));
    }
    Instant now = reading.calls().clock().instant();
    Cloud cloud =
        reading
            .machines()
            .change(it -> {
              if (it.app(spec.name()).isEmpty()) {
                it.apps().put(spec.name(), copied(it, source, spec, now));
              }
            });
    AppRecord copy = cloud.requireApp(spec.name());
    reading.machines().makeDatabases(copy);
    reading.machines().startApp(copy);
  }

  private static AppRecord copied(Cloud cloud, AppRecord source, CloneSpec spec, Instant now) {
    List<DatabaseRecord> wanted =
        source.databases().stream()
            .filter(it -> spec.databases().map(some -> some.contains(it.engine())).orElse(true))
            .toList();
    List<Integer> ports = Ground.freePorts(cloud, 2 + 2 * wanted.size());
    List<DatabaseRecord> databases = new ArrayList<>();
    for (DatabaseRecord database : wanted) {
      int at = 2 + 2 * databases.size();
      // Roles and their passwords are part of what a replica gets, so they are the same from the
      // start.
      databases.add(
          new DatabaseRecord(
              database.engine(), ports.get(at), ports.get(at + 1), database.password()));
    }
    Map<String, String> variables = new HashMap<>(source.variables());
    spec.variables().forEach((name, value) -> variables.put(name, value.value()));
    return new AppRecord(
        spec.name(),
        spec.region().orElse(source.region()),
        Incarnations.fresh(),
        Optional.of(source.name()),
        source.program(),
        variables,
        spec.maintenance() ? Optional.of(now) : Optional.empty(),
        ports.get(0),
        ports.get(1),
        databases);
  }

  private Step adopt(CloneSpec spec) {
    String name = spec.name();
    Call call = Call.of("PUT", "/apps/" + name + "/source", "{app: " + spec.sourceAppId() + "}");
    return steps.step(
        "adopt app",
        name,
        call,
        () ->
            new Reading(
                reading
                    .look("GET /apps/" + name)
                    .cloud()
                    .app(name)
                    .flatMap(AppRecord::clonedFrom)
                    .filter(spec.sourceAppId()::equals)
                    .isPresent(),
                "it is no copy yet"),
        () ->
            reading
                .machines()
                .change(cloud ->
                    cloud.apps().computeIfPresent(name, (_, it) -> it.copyOf(spec.sourceAppId()))));
  }

  private Step variables(String name, Map<String, Secret> wanted, Set<String> unset) {
    List<String> body = new ArrayList<>(List.of("set: " + names(wanted.keySet())));
    if (!unset.isEmpty()) {
      body.add("unset: " + names(unset));
    }
    Call call =
        Call.of("PATCH", "/apps/" + name + "/variables", "{" + String.join(", ", body) + "}");
    return steps.step(
        "set variables",
        name,
        call,
        () ->
            new Reading(
                reading
                    .look("GET /apps/" + name)
                    .cloud()
                    .app(name)
                    .filter(it -> it.variables().equals(with(it.variables(), wanted, unset)))
                    .isPresent(),
                "they differ"),
        () -> {
          AppRecord app = reading.reachable(name, call.toString());
          // Stopped first: what runs with the old ones must not be taken for what was asked for.
          reading.machines().process(app).stop();
          Cloud changed =
              reading
                  .machines()
                  .change(cloud ->
                      cloud
                          .apps()
                          .computeIfPresent(
                              name, (_, it) -> it.with(with(it.variables(), wanted, unset))));
          reading.machines().startApp(changed.requireApp(name));
          reading.machines().awaitApp(changed.requireApp(name));
        });
  }

  private static Map<String, String> with(
      Map<String, String> now, Map<String, Secret> wanted, Set<String> unset) {
    Map<String, String> changed = new HashMap<>(now);
    unset.forEach(changed::remove);
    wanted.forEach((name, value) -> changed.put(name, value.value()));
    return changed;
  }

  @Override
  public Runbook update(App current, CloneSpec was, CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    if (!was.variables().equals(spec.variables())) {
      Set<String> unset = new HashSet<>(was.variables().keySet());
      unset.removeAll(spec.variables().keySet());
      made.add(variables(current.id(), spec.variables(), unset));
    }
    if (current.maintenance() != spec.maintenance()) {
      made.add(spec.maintenance() ? steps.close(current.id()) : steps.open(current.id()));
    }
    return Runbook.of("update " + current.id(), made);
  }

  @Override
  public Runbook delete(App current) {
    String name = current.id();
    Call call = Call.of("DELETE", "/apps/" + name);
    return Runbook.of(
        "delete " + name,
        List.of(
            steps.step(
                "delete app",
                name,
                call,
                () ->
                    new Reading(
                        reading.look("GET /apps/" + name).cloud().app(name).isEmpty(),
                        "it is there"),
                () -> {
                  AppRecord app = reading.reachable(name, call.toString());
                  reading.machines().remove(app);
                  reading
                      .machines()
                      .change(cloud -> {
                        cloud.apps().remove(name);
                        cloud.marks().remove(HostIncarnations.key(Incarnations.Kind.APP, name));
                      });
                })));
  }

  @Override
  public List<String> differences(App clone, Set<String> overrides) {
    Cloud cloud = reading.look("GET /apps").cloud();
    Optional<AppRecord> copy = cloud.app(clone.id());
    Optional<AppRecord> source = clone.clonedFrom().flatMap(cloud::app);
    if (copy.isEmpty() || source.isEmpty()) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    if (!copy.get().program().equals(source.get().program())) {
      differences.add("the command differs");
    }
    Set<String> names = new TreeSet<>(copy.get().variables().keySet());
    names.addAll(source.get().variables().keySet());
    names.removeAll(overrides);
    for (String name : names) {
      Optional<String> mine = Optional.ofNullable(copy.get().variables().get(name));
      if (!mine.equals(Optional.ofNullable(source.get().variables().get(name)))) {
        differences.add("variable " + name + " differs");
      }
    }
    return List.copyOf(differences);
  }
}
