package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.life.Beside;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `paas_app_clone`: a copy of an app exists.
public final class CloneKind implements Kind<App, CloneSpec> {
  @Override
  public String typeName() {
    return CloneSchema.TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return CloneSchema.SCHEMA;
  }

  @Override
  public Capability<AppClones> capability(Platform platform) {
    return platform.appClones();
  }

  @Override
  public String identity(Value object) {
    return Values.known(object, "name");
  }

  @Override
  public Optional<Incarnations.Kind> marked() {
    return Optional.of(Incarnations.Kind.APP);
  }

  @Override
  public Note<App> note() {
    return AppNote.NOTE;
  }

  /// Who groups it and what flows into it is asked for again, unless the copy is not as it was
  /// asked to be: what is right then was decided by what was seen with it.
  @Override
  public App kept(App live, Remembered<App> remembered) {
    boolean asAsked =
        remembered.leftOut("maintenance")
            || remembered
                .applied("maintenance")
                .filter(Value.bool(live.maintenance())::equals)
                .isPresent();
    return asAsked ? AppNote.alone(live) : live;
  }

  @Override
  public List<String> changes(App before, App now) {
    return CloneNews.changes(before, now);
  }

  @Override
  public void plan(PlanContext<PaasClient> context, Remembered<App> remembered) {
    Optional<Platform> platform = context.client().platform();
    platform.ifPresent(it -> new ClonePlan(context, it, remembered).plan());
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context, Remembered<App> remembered) {
    Optional<Diagnostic> protection = CloneDestruction.protection(context.prior());
    protection.ifPresent(context.diagnostics()::add);
    if (protection.isEmpty()) {
      context
          .client()
          .platform()
          .ifPresent(platform -> new CloneDestruction(platform).plan(context, remembered));
    }
  }

  @Override
  public CloneSpec wanted(Platform platform, Value object, Value config, Optional<App> current) {
    return new CloneMaintenance(platform).wanted(object, config, current);
  }

  @Override
  public Map<String, Value> applied(Value config) {
    return CloneChange.applied(config);
  }

  @Override
  public Map<String, Value> begun(CloneSpec wanted) {
    return Map.of("maintenance", Value.bool(wanted.maintenance()));
  }

  @Override
  public Optional<App> existing(Platform platform, CloneSpec wanted, Value planned) {
    return platform.apps().taking(CloneConfig.clones(platform).idOf(wanted));
  }

  @Override
  public boolean isMadeHere(Platform platform, App live, CloneSpec wanted) {
    AppClones clones = CloneConfig.clones(platform);
    return Observation.of(() ->
        live.clonedFrom().isPresent() && clones.isMarked(live)
            ? ownMark(platform, live, wanted)
            : clones.begun(live, wanted))
        instanceof Observation.Found<String>;
  }

  /// Another state, or a person, may have made a copy of the same source meanwhile: its mark alone
  /// shows nothing. With `adopt` such a one was taken and marked by this process, too; what it made
  /// itself is taken over by the next apply.
  private static Optional<String> ownMark(Platform platform, App live, CloneSpec wanted) {
    return live.clonedFrom()
        .filter(source -> source.equals(wanted.sourceAppId()) && !wanted.adopt())
        .filter(_ -> platform.incarnations().bearsOwn(Incarnations.Kind.APP, live.id()));
  }

  @Override
  public Optional<App> find(Platform platform, String id, Value object) {
    return platform.apps().find(id);
  }

  @Override
  public Optional<App> find(
      Platform platform, String id, Value object, Remembered<App> remembered) {
    return platform.apps().find(id, remembered.seen().flatMap(App::ownId));
  }

  @Override
  public List<Diagnostic> news(App before, App live) {
    return CloneNews.another(before, live);
  }

  @Override
  public Optional<String> lost(App before, App live) {
    return CloneNews.isAnother(before, live) ? before.ownId() : Optional.empty();
  }

  @Override
  public List<Diagnostic> refusals(Platform platform, Optional<App> existing, CloneSpec wanted) {
    return Adoption.of(platform, CloneConfig.clones(platform), wanted, existing).problems();
  }

  @Override
  public List<Diagnostic> refusals(Change<App, CloneSpec> change) {
    return CloneChange.refusals(change);
  }

  /// A protected one comes here when it is tainted and makes room for one under another name, of
  /// which no plan was told.
  @Override
  public List<Diagnostic> refusals(
      Platform platform, App live, Value state, Remembered<App> remembered) {
    List<Diagnostic> refusals = new ArrayList<>(new CloneDestruction(platform).refusals(live));
    if (!remembered.unfinished()) {
      CloneDestruction.protection(state).ifPresent(refusals::add);
    }
    new MemberCheck(platform).now(live).ifPresent(refusals::add);
    return refusals;
  }

  @Override
  public Runbook create(Platform platform, Optional<App> existing, CloneSpec wanted) {
    return CloneConfig.making(CloneConfig.clones(platform), existing, wanted);
  }

  @Override
  public Runbook update(Change<App, CloneSpec> change) {
    return CloneChange.runbook(change);
  }

  @Override
  public Runbook delete(Platform platform, App live, Value state) {
    return CloneConfig.clones(platform).delete(live);
  }

  @Override
  public Map<String, Value> shown(App live) {
    return Map.ofEntries(
        Map.entry("id", Value.string(live.id())),
        Map.entry("app_id", Value.string(live.id())),
        Map.entry("name", Value.string(live.name())),
        Map.entry("environment", Values.text(live.environment())),
        Map.entry("region", Value.string(live.region())),
        Map.entry("cloud", Values.text(live.cloud())),
        Map.entry("size", Values.text(live.size())),
        Map.entry("databases", Values.list(AppNote.databases(live))),
        Map.entry("maintenance", Value.bool(live.maintenance())),
        Map.entry("url", Value.string(live.url())),
        Map.entry("status", Value.string(live.status())),
        Map.entry("regions", Values.list(List.of(live.region()))));
  }

  /// Of an app that does not answer nothing but that is changed.
  @Override
  public Value observed(Value before, App live) {
    if (isSilent(before, live)) {
      return before.with("status", Value.string(live.status()));
    }
    Map<String, Value> state = new HashMap<>(before.asMap());
    Map<String, Value> shown = new HashMap<>(shown(live));
    boolean imported = before.get("source_app_id").isNull();
    if (imported) {
      state.put("source_app_id", Values.text(live.clonedFrom()));
    } else {
      shown.put("databases", databases(before.get("databases"), live));
    }
    if (!imported) {
      // It is known by the name it got here, also when it was renamed since.
      shown.remove("name");
    }
    // Where a platform does not tell, what was asked for stands.
    shown.values().removeIf(Value::isNull);
    state.putAll(shown);
    return Value.object(state);
  }

  private static boolean isSilent(Value before, App live) {
    boolean imported = before.get("source_app_id").isNull();
    return !live.reachable() && !imported;
  }

  /// Engines that the source does not have may be asked for, so one that is not there is no
  /// changed.
  private static Value databases(Value before, App live) {
    boolean allThere =
        before.isKnown()
            && live.databases().stream().allMatch(it -> AppNote.isNamed(it, Values.texts(before)));
    return allThere ? before : Values.list(AppNote.databases(live));
  }

  /// Compares the copy with its source.
  @Override
  public Beside beside(Platform platform, App live, Value object) {
    if (isSilent(object, live)) {
      return CloneNews.notCompared(
          object,
          Diagnostic.warning(
              "App %s does not answer".formatted(live.id()),
              "Its region %s cannot be reached. The last known values are shown."
                  .formatted(live.region())));
    }
    Set<String> overrides = object.get("variables").optionalMap().map(Map::keySet).orElse(Set.of());
    try {
      Value differences = Values.list(CloneConfig.clones(platform).differences(live, overrides));
      return new Beside(Map.of("differences", differences), CloneNews.renamed(live, object));
    } catch (PlatformException failure) {
      return CloneNews.notCompared(
          object,
          Diagnostic.warning(
              Path.root().attribute("differences"),
              "Cannot compare app %s with its source".formatted(live.id()),
              PlatformFailure.detail(failure)));
    }
  }

  /// A creation that failed is made anew: nothing but what was copied is in it.
  @Override
  public HalfMade halfMade(App live, Outcome.Unfinished early) {
    return early instanceof Outcome.Failed
        ? HalfMade.TAINTED
        : HalfMade.COMPLETED_BY_THE_NEXT_APPLY;
  }

  @Override
  public Optional<Value> imported(Platform platform, String id) {
    Optional<App> app = platform.apps().find(id);
    if (app.isPresent() && app.get().clonedFrom().isEmpty()) {
      throw DiagnosticException.error(
          "App %s is no copy of another app".formatted(id),
          "The platform does not know what it would be a copy of. To manage it as a copy, write"
              + " the resource with its name and `adopt = true`, and apply.");
    }
    return app.map(App::id)
        .map(own -> Value.object(Map.of("id", Value.string(own), "app_id", Value.string(own))));
  }

  @Override
  public String noun() {
    return "app";
  }

  @Override
  public String standing(App live) {
    String serves =
        live.maintenance() ? "is in maintenance and does not serve" : "answers requests";
    String group =
        live.failoverGroupId()
            .map(id -> (live.activeInGroup() ? ", is active" : ", stands by") + " in group " + id)
            .orElse("");
    List<String> writable =
        live.databases().stream()
            .filter(database -> database.writable() && database.role() != Database.Role.EMPTY)
            .map(Database::called)
            .toList();
    return "Now: app %s (status %s) %s%s; data of its own: %s. The source is as it was."
        .formatted(
            live.id(),
            live.status(),
            serves,
            group,
            writable.isEmpty() ? "none that is writable" : String.join(", ", writable));
  }

  @Override
  public String cannotCreate(CloneSpec wanted) {
    return "Cannot create the copy " + wanted.name();
  }

  @Override
  public String nothingMade(CloneSpec wanted) {
    return "The source %s is as it was.".formatted(wanted.sourceAppId());
  }

  @Override
  public String notComplete(App live, CloneSpec wanted) {
    return "The copy %s is not complete yet".formatted(live.name());
  }

  @Override
  public String notAsPlanned(Change<App, CloneSpec> change) {
    return "The copy %s is not as planned yet".formatted(change.current().name());
  }

  @Override
  public String cannotDelete(String id) {
    return "Cannot destroy app " + id;
  }

  @Override
  public String howToImport(Platform platform) {
    return "Give the identifier of the copy as the platform shows it (`app_id`).";
  }
}
