package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replications;
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

/// `paas_db_replication`: a database of one app is kept as a live replica in another.
public final class DbReplicationResource implements Resource<PaasClient> {
  /// The type name.
  public static final String TYPE_NAME = "paas_db_replication";

  private static final Path REPLICA = Path.root().attribute("replica_app_id");

  @Override
  public String typeName() {
    return TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return ReplicationSchema.SCHEMA;
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    Value source = config.get("source_app_id");
    Value replica = config.get("replica_app_id");
    if (source.isKnown() && source.equals(replica)) {
      diagnostics.error(
          REPLICA,
          "The same app twice",
          "`source_app_id` and `replica_app_id` are both \"%s\". An app cannot be its own replica: name the app that is written to and the app that follows."
              .formatted(source.asString()));
    }
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    new ReplicationPlan(context).plan();
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    Replications.OnDestroy onDestroy = ReplicationConfig.onDestroy(context.prior());
    Optional<Value> facts =
        Facts.read(context.privateState()).flatMap(all -> Facts.part(all, "replication"));
    Optional<Platform> platform = context.client().platform();
    if (onDestroy == Replications.OnDestroy.ABANDON || facts.isEmpty() || platform.isEmpty()) {
      return;
    }
    Replication current = ReplicationFacts.from(facts.get());
    Procedure procedure = Procedure.of(replications(platform.get()).delete(current, onDestroy));
    if (!procedure.isEmpty()) {
      context
          .diagnostics()
          .warning(
              "The replica will no longer follow",
              "Destroying this turns replication of %s from %s to %s off; no database becomes writable or read-only by it. `on_destroy = \"abandon\"` would leave it running. Steps:\n%s"
                  .formatted(
                      current.engine(),
                      current.sourceAppId(),
                      current.replicaAppId(),
                      String.join("\n", procedure.lines())));
    }
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    Replications replications = replications(context.client().requirePlatform());
    ReplicationConfig config = ReplicationConfig.from(context.planned());
    String id = replications.idOf(config.spec());
    Capabilities.refuse(replications.check(replications.find(id), config.spec()));
    Procedure procedure = Procedure.of(replications.create(config.spec()));
    procedure.requireAsPlanned(
        context.planned().get(Procedure.ATTRIBUTE), PrivateState.NONE, List.of());
    Execution execution = new RunbookExecution(context, Timeouts.Operation.CREATE).run(procedure);

    Observation<Replication> seen = Observation.of(() -> replications.find(id));
    if (seen instanceof Observation.Found<Replication>(Replication live)) {
      Value state = ReplicationState.applied(context.planned(), live, procedure);
      context.privateState(ReplicationState.facts(live));
      context.checkpoint(state);
      return switch (execution) {
        case Execution.Completed _ -> state;
        case Execution.Unfinished early -> unfinishedCreate(context, early, live, state);
      };
    }
    throw new DiagnosticException(
        Diagnostic.error(
            "Cannot start the replication",
            switch (execution) {
              case Execution.Completed _ ->
                  "All steps were made, but the platform shows no replication %s.".formatted(id);
              case Execution.Unfinished early ->
                  early.text() + " There is no replication yet. Run `terraform apply` again.";
            }));
  }

  /// A create that ends early is no error once the platform keeps on working: an error would make
  /// Terraform destroy the replica and seed it anew.
  private static Value unfinishedCreate(
      ApplyContext<PaasClient> context, Execution.Unfinished early, Replication live, Value state) {
    if (early.reason() == Execution.Reason.FAILED) {
      throw new DiagnosticException(
          Diagnostic.error("Cannot start the replication", early.text() + " " + standing(live)));
    }
    context
        .diagnostics()
        .warning(
            "The replica does not follow yet",
            early.text()
                + " The platform goes on by itself; `status` shows how far it is. "
                + standing(live));
    return state;
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Replications replications = replications(context.client().requirePlatform());
    String id = context.prior().get("id").asString();
    return switch (Observation.of(context, id, () -> replications.find(id))) {
      case Observation.Found<Replication>(Replication live) -> {
        context.privateState(ReplicationState.refreshed(context.privateState(), live));
        yield Optional.of(ReplicationState.observed(context.prior(), live));
      }
      case Observation.Gone<Replication> _ -> Optional.empty();
      case Observation.Unreadable<Replication>(PlatformException failure) -> {
        context
            .diagnostics()
            .warning(
                "Cannot read replication " + id,
                PlatformFailure.detail(failure) + " The last known values are shown.");
        yield Optional.of(context.prior());
      }
    };
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    Replications replications = replications(context.client().requirePlatform());
    ReplicationConfig config = ReplicationConfig.from(context.planned());
    Replication before = require(replications, context.prior().get("id").asString());
    Procedure procedure = Procedure.of(replications.update(before, config.spec()));
    procedure.requireAsPlanned(
        context.planned().get(Procedure.ATTRIBUTE),
        context.privateState(),
        ReplicationState.changes(context.privateState(), before));
    if (!procedure.isEmpty()) {
      Capabilities.refuse(replications.check(Optional.of(before), config.spec()));
    }
    Execution execution = new RunbookExecution(context, Timeouts.Operation.UPDATE).run(procedure);

    Observation<Replication> seen = Observation.of(() -> replications.find(before.id()));
    Replication live =
        seen instanceof Observation.Found<Replication>(Replication found) ? found : before;
    return switch (execution) {
      case Execution.Completed _ -> {
        context.privateState(ReplicationState.facts(live));
        yield ReplicationState.applied(context.planned(), live, procedure);
      }
      case Execution.Unfinished early -> {
        context.privateState(ReplicationState.refreshed(context.privateState(), live));
        context.checkpoint(ReplicationState.observed(context.prior(), live));
        throw new DiagnosticException(
            Diagnostic.error(
                "The replication is not as planned yet",
                "%s %s Run `terraform apply` again to go on."
                    .formatted(early.text(), standing(live))));
      }
    };
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    Replications.OnDestroy onDestroy = ReplicationConfig.onDestroy(context.prior());
    if (onDestroy == Replications.OnDestroy.ABANDON) {
      return;
    }
    Replications replications = replications(context.client().requirePlatform());
    String id = context.prior().get("id").asString();
    Observation<Replication> seen = Observation.of(() -> replications.find(id));
    if (seen instanceof Observation.Unreadable<Replication>(PlatformException failure)) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot end replication " + id,
              PlatformFailure.detail(failure)
                  + " To forget it without any call, set `on_destroy = \"abandon\"` and apply that"
                  + " first."));
    }
    if (seen instanceof Observation.Found<Replication>(Replication live)) {
      Procedure procedure = Procedure.of(replications.delete(live, onDestroy));
      Execution execution = new RunbookExecution(context, Timeouts.Operation.DELETE).run(procedure);
      if (execution instanceof Execution.Unfinished early) {
        throw new DiagnosticException(
            Diagnostic.error(
                "Cannot end replication " + id,
                "%s %s Run `terraform destroy` again to go on."
                    .formatted(early.text(), standing(live))));
      }
    }
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    if (context.id().isBlank()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot import without an id",
              "Give the identifier of the replication as the platform shows it."));
    }
    return Value.object(Map.of("id", Value.string(context.id().strip())));
  }

  /// Says who holds what: the last sentence of a failure.
  static String standing(Replication live) {
    return "Now: %s of %s is %s, of %s is %s; replication is %s."
        .formatted(
            live.engine(),
            live.sourceAppId(),
            live.sourceWritable() ? "writable" : "not writable",
            live.replicaAppId(),
            live.replicaWritable() ? "writable" : "not writable",
            live.status().word());
  }

  static Replications replications(Platform platform) {
    return Capabilities.require(platform, platform.replications(), TYPE_NAME);
  }

  private static Replication require(Replications replications, String id) {
    return switch (Observation.of(() -> replications.find(id))) {
      case Observation.Found<Replication>(Replication live) -> live;
      case Observation.Gone<Replication> _ ->
          throw new DiagnosticException(
              Diagnostic.error(
                  "Replication %s is gone".formatted(id),
                  "It was there when the plan was made. Run `terraform plan` again."));
      case Observation.Unreadable<Replication>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot read replication " + id, failure);
    };
  }
}
