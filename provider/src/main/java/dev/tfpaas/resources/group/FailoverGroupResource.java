package dev.tfpaas.resources.group;

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
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Execution;
import dev.tfpaas.resources.life.Observation;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.RunbookExecution;
import dev.tfpaas.resources.life.Values;
import java.util.Optional;

/// `paas_failover_group`: two apps, one address, and which of them is active.
public final class FailoverGroupResource implements Resource<PaasClient> {
  static final String TYPE_NAME = "paas_failover_group";

  @Override
  public String typeName() {
    return TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return GroupSchema.SCHEMA;
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    Value primary = config.get("primary_app_id");
    Value secondary = config.get("secondary_app_id");
    if (primary.isKnown() && primary.equals(secondary)) {
      diagnostics.error(
          Path.root().attribute("secondary_app_id"),
          "The same app twice",
          "`primary_app_id` and `secondary_app_id` are both \"%s\". A failover group needs two different apps."
              .formatted(primary.asString()));
    }
    if (secondary.isNull() && config.get("active").equals(Value.string("secondary"))) {
      diagnostics.error(
          Path.root().attribute("active"),
          "There is no second app",
          "`active = \"secondary\"` needs `secondary_app_id`.");
    }
    Value accepted = config.get("accept_data_loss");
    boolean refused = !accepted.isUnknown() && !accepted.equals(Value.bool(true));
    if (config.get("switch_mode").equals(Value.string("emergency")) && refused) {
      diagnostics.error(
          Path.root().attribute("accept_data_loss"),
          "An emergency switch may lose data",
          "`switch_mode = \"emergency\"` needs `accept_data_loss = true`: what was written to the"
              + " old side and has not reached the other one is lost. If both sides answer, use"
              + " `switch_mode = \"planned\"`, which loses nothing.");
    }
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    new GroupPlan(context).plan();
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    if (isProtected(context.prior())) {
      context.diagnostics().add(refusal(context.prior()));
      return;
    }
    context
        .client()
        .plannedGroups()
        .note(context.prior().get("id").asString(), PlannedGroups.Fate.GOES);
    Optional<Platform> platform = context.client().platform();
    Optional<GroupView> view = GroupState.lastRead(context.privateState());
    if (platform.isEmpty() || view.isEmpty()) {
      return;
    }
    FailoverGroups groups = groups(platform.get());
    FailoverGroup group = view.get().group();
    context
        .diagnostics()
        .warning(
            "Failover group %s will be dissolved".formatted(group.name().orElse(group.id())),
            "%s No app is stopped. Steps:\n%s"
                .formatted(
                    groups.trafficAfterDelete(group),
                    String.join("\n", Procedure.of(groups.delete(group)).lines())));
  }

  private static boolean isProtected(Value state) {
    return state.get("deletion_protection").optionalBool().orElse(true);
  }

  private static Diagnostic refusal(Value state) {
    return Diagnostic.error(
        Path.root().attribute("deletion_protection"),
        "The failover group is protected",
        "`deletion_protection` is true, so that %s keeps answering. To destroy the group, set `deletion_protection = false`, apply, and destroy then."
            .formatted(state.get("address").optionalString().orElse("its address")));
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    return new GroupApply(context).create();
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    String id = context.prior().get("id").asString();
    return switch (Observation.of(context, id, () -> groups(platform).find(id))) {
      case Observation.Found<FailoverGroup>(FailoverGroup live) -> {
        context.privateState(
            GroupState.refreshed(
                context.privateState(),
                GroupView.look(
                    platform, live, Values.texts(context.prior().get("replication_ids")))));
        yield Optional.of(GroupState.observed(context.prior(), live));
      }
      case Observation.Gone<FailoverGroup> _ -> Optional.empty();
      case Observation.Unreadable<FailoverGroup>(PlatformException failure) -> {
        String reason = PlatformFailure.detail(failure);
        context
            .diagnostics()
            .warning(
                "Cannot read failover group " + id, reason + " The last known values are shown.");
        context.privateState(GroupState.unreadable(context.privateState(), reason));
        yield Optional.of(context.prior());
      }
    };
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    return new GroupApply(context).update();
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    if (isProtected(context.prior())) {
      throw new DiagnosticException(refusal(context.prior()));
    }
    FailoverGroups groups = groups(context.client().requirePlatform());
    String id = context.prior().get("id").asString();
    Optional<FailoverGroup> live = groups.find(id);
    if (live.isEmpty()) {
      return;
    }
    Procedure procedure = Procedure.of(groups.delete(live.get()));
    Execution execution = new RunbookExecution(context, Timeouts.Operation.DELETE).run(procedure);
    if (execution instanceof Execution.Unfinished early) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot dissolve failover group " + id,
              early.text() + " Run `terraform destroy` again to go on."));
    }
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    return GroupImport.state(context.client().requirePlatform(), context.id().strip());
  }

  static FailoverGroups groups(Platform platform) {
    return Capabilities.require(platform, platform.failoverGroups(), TYPE_NAME);
  }

  /// Reads a group that must be there.
  static FailoverGroup require(FailoverGroups groups, String id) {
    return groups
        .find(id)
        .orElseThrow(() ->
            new DiagnosticException(
                Diagnostic.error(
                    "There is no failover group " + id,
                    "It was there when it was read last. Run `terraform plan` again.")));
  }

  /// Returns the place that a plan or state names as active; empty while it is not known.
  static Optional<Side> active(Value object) {
    return GroupConfig.side(object, "active");
  }
}
