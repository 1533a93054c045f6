package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.CallContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Execution;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Observation;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.RunbookExecution;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `paas_app_clone`: a copy of an app exists.
public final class AppCloneResource implements Resource<PaasClient> {
  static final String TYPE_NAME = "paas_app_clone";

  @Override
  public String typeName() {
    return TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return CloneSchema.SCHEMA;
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    context.client().platform().ifPresent(platform -> new ClonePlan(context, platform).plan());
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    Optional<Diagnostic> protection = CloneDestruction.protection(context.prior());
    protection.ifPresent(context.diagnostics()::add);
    if (protection.isEmpty()) {
      context
          .client()
          .platform()
          .ifPresent(platform -> new CloneDestruction(platform).plan(context));
    }
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    AppClones clones = clones(platform);
    CloneSpec asked = CloneConfig.spec(context.planned(), context.config());
    CloneSpec spec =
        context.planned().get("maintenance").isKnown()
            ? asked
            : new CloneMaintenance(platform).creating(clones, asked, context.config());
    Adoption adoption = Adoption.of(platform, clones, spec);
    if (!adoption.problems().isEmpty()) {
      throw new DiagnosticException(adoption.problems());
    }
    Procedure procedure = Procedure.of(clones.create(spec));
    procedure.requireAsPlanned(context.planned().get(Procedure.ATTRIBUTE), Set.of(), List.of());
    Execution execution = new RunbookExecution(context, Timeouts.Operation.CREATE).run(procedure);

    Observation<App> seen = Observation.of(() -> platform.apps().find(clones.idOf(spec)));
    if (!(seen instanceof Observation.Found<App>(App live))) {
      throw notThere(spec, execution, seen);
    }
    Value differences =
        differences(context, clones, live, context.planned()).orElse(Values.list(List.of()));
    Value state = CloneState.applied(context.planned(), live, differences, procedure);
    context.privateState(CloneState.finished(live, context.config()));
    if (adoption.found().isEmpty()) {
      context.checkpoint(CloneState.observed(state, live));
    }
    return switch (execution) {
      case Execution.Completed _ -> state;
      case Execution.Unfinished early when early.reason() == Execution.Reason.FAILED ->
          throw failed(early, adoption, live);
      case Execution.Unfinished early -> {
        context.privateState(CloneState.unfinished(live, context.config(), spec));
        yield unfinished(context, early, live, state);
      }
    };
  }

  /// A creation that failed is stored, and Terraform makes the copy anew. An app that was there
  /// before is not stored: Terraform would destroy what it did not make.
  private static DiagnosticException failed(
      Execution.Unfinished early, Adoption adoption, App live) {
    String next =
        adoption.found().isPresent()
            ? "Run `terraform apply` again to go on; the app is not in the state yet."
            : "The copy is not complete; the next `terraform apply` destroys it and makes it anew.";
    return new DiagnosticException(
        Diagnostic.error(
            "Cannot create the copy " + live.name(),
            "%s %s %s".formatted(early.text(), standing(live), next)));
  }

  /// A creation that was stopped is no error: an error would make Terraform destroy the copy and
  /// start anew.
  private static Value unfinished(
      ApplyContext<PaasClient> context, Execution.Unfinished early, App live, Value state) {
    context
        .diagnostics()
        .warning(
            "The copy %s is not complete yet".formatted(live.name()),
            "%s %s Run `terraform apply` again to go on.".formatted(early.text(), standing(live)));
    return state;
  }

  private static DiagnosticException notThere(
      CloneSpec spec, Execution execution, Observation<App> seen) {
    String why =
        switch (execution) {
          case Execution.Completed _ -> "All steps were made.";
          case Execution.Unfinished early -> early.text();
        };
    String where =
        seen instanceof Observation.Unreadable<App>(PlatformException failure)
            ? "Whether it exists cannot be read: " + PlatformFailure.detail(failure)
            : "There is no such app yet.";
    return new DiagnosticException(
        Diagnostic.error(
            "Cannot create the copy " + spec.name(),
            "%s %s The source %s is as it was. Run `terraform apply` again: a copy that exists by then is taken over."
                .formatted(why, where, spec.sourceAppId())));
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Optional<Platform> platform = context.client().platform();
    if (platform.isEmpty()) {
      return Optional.of(context.prior());
    }
    String id = context.prior().get("app_id").asString();
    return switch (Observation.of(() -> platform.get().apps().find(id))) {
      case Observation.Found<App>(App live) -> Optional.of(seen(context, platform.get(), live));
      case Observation.Gone<App> _ -> Optional.empty();
      case Observation.Unreadable<App>(PlatformException failure) -> {
        context
            .diagnostics()
            .warning(
                "Cannot read app " + id,
                PlatformFailure.detail(failure) + " The last known values are shown.");
        yield Optional.of(context.prior());
      }
    };
  }

  private static Value seen(ReadContext<PaasClient> context, Platform platform, App live) {
    boolean imported = context.prior().get("source_app_id").isNull();
    context.privateState(CloneState.refreshed(context.privateState(), live));
    if (!live.reachable() && !imported) {
      context
          .diagnostics()
          .warning(
              "App %s does not answer".formatted(live.id()),
              "Its region %s cannot be reached. The last known values are shown."
                  .formatted(live.region()));
      return CloneState.unreachable(context.prior(), live);
    }
    Value state = CloneState.observed(context.prior(), live);
    return differences(context, clones(platform), live, state)
        .map(differences -> state.with("differences", differences))
        .orElse(state);
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    AppClones clones = clones(platform);
    App before = require(platform, context.prior().get("app_id").asString());
    CloneChange change =
        new CloneChange(
            context.prior(), context.config(), context.planned(), context.privateState());
    Procedure procedure = change.procedure(clones, before);
    procedure.requireAsPlanned(
        context.planned().get(Procedure.ATTRIBUTE),
        Facts.underWay(context.privateState()),
        CloneState.changes(context.privateState(), before));
    Execution execution = new RunbookExecution(context, Timeouts.Operation.UPDATE).run(procedure);

    Observation<App> seen = Observation.of(() -> platform.apps().find(before.id()));
    App live = seen instanceof Observation.Found<App>(App found) ? found : before;
    return switch (execution) {
      case Execution.Completed _ -> {
        Value differences =
            differences(context, clones, live, context.planned())
                .orElse(context.prior().get("differences"));
        context.privateState(CloneState.finished(live, context.config()));
        yield CloneState.applied(context.planned(), live, differences, procedure);
      }
      case Execution.Unfinished early -> {
        context.privateState(CloneState.refreshed(context.privateState(), live));
        context.checkpoint(CloneState.observed(context.prior(), live));
        throw new DiagnosticException(
            Diagnostic.error(
                "The copy %s is not as planned yet".formatted(live.name()),
                "%s %s Run `terraform apply` again to go on."
                    .formatted(early.text(), standing(live))));
      }
    };
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    String id = context.prior().get("app_id").asString();
    switch (Observation.of(() -> platform.apps().find(id))) {
      case Observation.Found<App>(App live) -> delete(context, platform, live);
      case Observation.Gone<App> _ -> {}
      case Observation.Unreadable<App>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot destroy app " + id, failure);
    }
  }

  private static void delete(DeleteContext<PaasClient> context, Platform platform, App live) {
    List<Diagnostic> refusals = new CloneDestruction(platform).refusals(live);
    if (!refusals.isEmpty()) {
      throw new DiagnosticException(refusals);
    }
    Procedure procedure = Procedure.of(clones(platform).delete(live));
    Execution execution = new RunbookExecution(context, Timeouts.Operation.DELETE).run(procedure);
    if (execution instanceof Execution.Unfinished early) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot destroy app " + live.id(),
              "%s %s Run `terraform destroy` again to go on."
                  .formatted(early.text(), standing(live))));
    }
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    String id = context.id().strip();
    Platform platform = context.client().requirePlatform();
    Optional<App> app = id.isEmpty() ? Optional.empty() : platform.apps().find(id);
    if (app.isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot import app \"%s\"".formatted(id),
              "The platform %s has no such app. Give the identifier of the copy as the platform shows it (`app_id`)."
                  .formatted(platform.name())));
    }
    if (app.get().clonedFrom().isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "App %s is no copy of another app".formatted(id),
              "The platform does not know what it would be a copy of. To manage it as a copy, write"
                  + " the resource with its name and `adopt = true`, and apply."));
    }
    return Value.object(Map.of("id", Value.string(id), "app_id", Value.string(id)));
  }

  /// Compares the copy with its source; empty, with a warning, when that is not possible now.
  private static Optional<Value> differences(
      CallContext<PaasClient> context, AppClones clones, App live, Value object) {
    Set<String> overrides = object.get("variables").optionalMap().map(Map::keySet).orElse(Set.of());
    try {
      return Optional.of(Values.list(clones.differences(live, overrides)));
    } catch (PlatformException failure) {
      context
          .diagnostics()
          .warning(
              Path.root().attribute("differences"),
              "Cannot compare app %s with its source".formatted(live.id()),
              PlatformFailure.detail(failure));
      return Optional.empty();
    }
  }

  /// Says what serves and what is writable: the last sentence of a failure.
  private static String standing(App live) {
    String serves =
        live.maintenance() ? "is in maintenance and does not serve" : "answers requests";
    String group =
        live.failoverGroupId()
            .map(id -> (live.activeInGroup() ? ", is active" : ", stands by") + " in group " + id)
            .orElse("");
    List<String> writable =
        live.databases().stream()
            .filter(database -> database.writable() && database.role() != Database.Role.EMPTY)
            .map(Database::engine)
            .toList();
    return "Now: app %s (status %s) %s%s; data of its own: %s. The source is as it was."
        .formatted(
            live.id(),
            live.status(),
            serves,
            group,
            writable.isEmpty() ? "none that is writable" : String.join(", ", writable));
  }

  static AppClones clones(Platform platform) {
    return Capabilities.require(platform, platform.appClones(), TYPE_NAME);
  }

  private static App require(Platform platform, String id) {
    return switch (Observation.of(() -> platform.apps().find(id))) {
      case Observation.Found<App>(App live) -> live;
      case Observation.Gone<App> _ ->
          throw new DiagnosticException(
              Diagnostic.error(
                  "App %s is gone".formatted(id),
                  "It was there when the plan was made. Run `terraform plan` again."));
      case Observation.Unreadable<App>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot read app " + id, failure);
    };
  }
}
