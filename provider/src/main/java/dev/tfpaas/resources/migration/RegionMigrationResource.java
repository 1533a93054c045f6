package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Execution;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Observation;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.RunbookExecution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `paas_region_migration`: an app moves to another region, phase by phase.
public final class RegionMigrationResource implements Resource<PaasClient> {
  static final String TYPE_NAME = "paas_region_migration";

  @Override
  public String typeName() {
    return TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return MigrationSchema.SCHEMA;
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    context.client().platform().ifPresent(platform -> new MigrationPlan(context, platform).plan());
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    Optional<Platform> platform = context.client().platform();
    if (platform.isEmpty()) {
      return;
    }
    RegionMigrations migrations = migrations(platform.get());
    String id = context.prior().get("id").asString();
    Optional<Migration> current =
        switch (Observation.of(() -> migrations.find(id))) {
          case Observation.Found<Migration>(Migration live) -> Optional.of(live);
          case Observation.Gone<Migration> _ -> Optional.empty();
          case Observation.Unreadable<Migration> _ ->
              MigrationState.lastRead(context.privateState());
        };
    current.ifPresent(migration -> warnOfDestroy(context, migrations, migration));
  }

  private static void warnOfDestroy(
      DestroyPlanContext<PaasClient> context, RegionMigrations migrations, Migration current) {
    if (current.ended()) {
      context
          .diagnostics()
          .warning(
              "The migration is only forgotten",
              "Migration %s is over (%s). Destroying it makes no call: %s stays in %s."
                  .formatted(
                      current.id(), current.status(), current.appId(), whereItRuns(current)));
      return;
    }
    Procedure procedure = Procedure.of(migrations.abort(current));
    context
        .diagnostics()
        .warning(
            "The migration is aborted",
            "Migration %s of %s to %s is not finalized. Destroying it aborts it and puts back what it did; the app stays in %s. Steps:\n%s"
                .formatted(
                    current.id(),
                    current.appId(),
                    current.toRegion(),
                    current.fromRegion(),
                    String.join("\n", procedure.lines())));
  }

  private static String whereItRuns(Migration migration) {
    return MigrationState.isFinalized(migration) ? migration.toRegion() : migration.fromRegion();
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    RegionMigrations migrations = migrations(context.client().requirePlatform());
    MigrationConfig config = MigrationConfig.from(context.planned());
    if (migrations.existing(config.spec()).isEmpty()) {
      Capabilities.refuse(migrations.check(config.spec(), config.allowLiveDatabases()));
    }
    Procedure procedure =
        Procedure.of(migrations.advance(Optional.empty(), config.spec(), config.phase()));
    procedure.requireAsPlanned(context.planned().get(Procedure.ATTRIBUTE), Set.of(), List.of());
    Execution execution = new RunbookExecution(context, Timeouts.Operation.CREATE).run(procedure);

    Observation<Migration> seen = Observation.of(() -> migrations.existing(config.spec()));
    if (!(seen instanceof Observation.Found<Migration>(Migration live))) {
      throw notThere(config.spec(), execution, seen);
    }
    Value state = MigrationState.applied(context.planned(), live, procedure);
    context.privateState(MigrationState.facts(live));
    context.checkpoint(state);
    if (execution instanceof Execution.Unfinished early) {
      if (MigrationState.isDead(live)) {
        throw new DiagnosticException(
            Diagnostic.error("Cannot move " + live.appId(), early.text() + " " + standing(live)));
      }
      warnUnfinished(context, early, live, config.phase());
    }
    return state;
  }

  /// Ending early is no error once there is a migration, whatever the reason: an error would make
  /// Terraform replace it, which is to abort it and start anew.
  private static void warnUnfinished(
      ApplyContext<PaasClient> context,
      Execution.Unfinished early,
      Migration live,
      MigrationSpec.Phase wanted) {
    context
        .diagnostics()
        .warning(
            "The migration has not reached `%s` yet".formatted(wanted.word()),
            "%s %s Run `terraform apply` again to go on, or `terraform destroy` to abort it and put everything back."
                .formatted(early.text(), standing(live)));
  }

  private static DiagnosticException notThere(
      MigrationSpec spec, Execution execution, Observation<Migration> seen) {
    String why =
        switch (execution) {
          case Execution.Completed _ -> "All steps were made.";
          case Execution.Unfinished early -> early.text();
        };
    String where =
        seen instanceof Observation.Unreadable<Migration>(PlatformException failure)
            ? "Whether there is a migration cannot be read: " + PlatformFailure.detail(failure)
            : "There is no migration of it; the app is where it was and serves as before.";
    return new DiagnosticException(
        Diagnostic.error(
            "Cannot move %s to %s".formatted(spec.appId(), spec.toRegion()),
            "%s %s Run `terraform apply` again: a migration that exists by then is taken over."
                .formatted(why, where)));
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Optional<Platform> platform = context.client().platform();
    if (platform.isEmpty()) {
      return Optional.of(context.prior());
    }
    RegionMigrations migrations = migrations(platform.get());
    String id = context.prior().get("id").asString();
    return switch (Observation.of(() -> migrations.find(id))) {
      case Observation.Found<Migration>(Migration live) -> {
        context.privateState(MigrationState.facts(live));
        yield Optional.of(MigrationState.observed(context.prior(), live));
      }
      case Observation.Gone<Migration> _ -> Optional.empty();
      case Observation.Unreadable<Migration>(PlatformException failure) -> {
        context
            .diagnostics()
            .warning(
                "Cannot read migration " + id,
                PlatformFailure.detail(failure) + " The last known values are shown.");
        yield Optional.of(context.prior());
      }
    };
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    RegionMigrations migrations = migrations(context.client().requirePlatform());
    MigrationConfig config = MigrationConfig.from(context.planned());
    Migration before = require(migrations, context.prior().get("id").asString());
    Procedure procedure = ahead(migrations, before, config);
    procedure.requireAsPlanned(
        context.planned().get(Procedure.ATTRIBUTE),
        Facts.underWay(context.privateState()),
        MigrationState.changes(context.privateState(), before));
    Execution execution = new RunbookExecution(context, Timeouts.Operation.UPDATE).run(procedure);

    Observation<Migration> seen = Observation.of(() -> migrations.find(before.id()));
    Migration live = seen instanceof Observation.Found<Migration>(Migration found) ? found : before;
    context.privateState(MigrationState.facts(live));
    return switch (execution) {
      case Execution.Completed _ -> MigrationState.applied(context.planned(), live, procedure);
      case Execution.Unfinished early -> {
        context.checkpoint(MigrationState.observed(context.prior(), live));
        throw new DiagnosticException(
            Diagnostic.error(
                "The migration has not reached `%s`".formatted(config.phase().word()),
                "%s %s Run `terraform apply` again to go on, or `terraform destroy` to abort it and put everything back."
                    .formatted(early.text(), standing(live))));
      }
    };
  }

  /// Returns the steps ahead; none when the phase is reached.
  private static Procedure ahead(
      RegionMigrations migrations, Migration current, MigrationConfig config) {
    boolean reached =
        current.phase().filter(phase -> phase.compareTo(config.phase()) >= 0).isPresent();
    return reached
        ? Procedure.of()
        : Procedure.of(migrations.advance(Optional.of(current), config.spec(), config.phase()));
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    RegionMigrations migrations = migrations(context.client().requirePlatform());
    String id = context.prior().get("id").asString();
    switch (Observation.of(() -> migrations.find(id))) {
      case Observation.Found<Migration>(Migration live) -> abort(context, migrations, live);
      case Observation.Gone<Migration> _ -> {}
      case Observation.Unreadable<Migration>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot abort migration " + id, failure);
    }
  }

  private static void abort(
      DeleteContext<PaasClient> context, RegionMigrations migrations, Migration live) {
    if (live.ended()) {
      return;
    }
    Procedure procedure = Procedure.of(migrations.abort(live));
    Execution execution = new RunbookExecution(context, Timeouts.Operation.DELETE).run(procedure);
    if (execution instanceof Execution.Unfinished early) {
      Observation<Migration> seen = Observation.of(() -> migrations.find(live.id()));
      Migration now = seen instanceof Observation.Found<Migration>(Migration found) ? found : live;
      context.checkpoint(MigrationState.observed(context.prior(), now));
      throw new DiagnosticException(
          Diagnostic.error(
              "Migration %s is not aborted".formatted(live.id()),
              "%s %s Run `terraform destroy` again to go on."
                  .formatted(early.text(), standing(now))));
    }
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    String id = context.id().strip();
    RegionMigrations migrations = migrations(context.client().requirePlatform());
    Optional<Migration> migration = id.isEmpty() ? Optional.empty() : migrations.find(id);
    int colon = id.lastIndexOf(':');
    if (migration.isEmpty() && colon > 0 && colon < id.length() - 1) {
      migration =
          migrations.existing(
              new MigrationSpec(
                  id.substring(0, colon),
                  id.substring(colon + 1),
                  Optional.empty(),
                  MigrationSpec.Mode.AUTO,
                  false,
                  Optional.empty(),
                  Optional.empty()));
    }
    if (migration.isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot import migration \"%s\"".formatted(id),
              "There is no such migration. Give its identifier as the platform shows it, or"
                  + " `app_id:to_region`, e.g. `shop:eu-north`."));
    }
    return Value.object(Map.of("id", Value.string(migration.get().id())));
  }

  /// Says where the app serves and how far the migration is: the last sentence of a failure.
  private static String standing(Migration live) {
    return "Now: %s answers at %s; migration %s is %s, %s."
        .formatted(
            live.appId(),
            live.url(),
            live.id(),
            live.status(),
            live.phase()
                .map(phase -> "it has reached `%s`".formatted(phase.word()))
                .orElse("it has reached no phase"));
  }

  static RegionMigrations migrations(Platform platform) {
    return Capabilities.require(platform, platform.regionMigrations(), TYPE_NAME);
  }

  private static Migration require(RegionMigrations migrations, String id) {
    return switch (Observation.of(() -> migrations.find(id))) {
      case Observation.Found<Migration>(Migration live) -> live;
      case Observation.Gone<Migration> _ ->
          throw new DiagnosticException(
              Diagnostic.error(
                  "Migration %s is gone".formatted(id),
                  "It was there when the plan was made. Run `terraform plan` again."));
      case Observation.Unreadable<Migration>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot read migration " + id, failure);
    };
  }
}
