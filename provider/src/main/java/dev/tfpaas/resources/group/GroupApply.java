package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Execution;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Observation;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.RunbookExecution;
import dev.tfpaas.resources.life.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One creation or change of a `paas_failover_group`. Owned by the thread of its call.
final class GroupApply {
  private final ApplyContext<PaasClient> context;
  private final Platform platform;
  private final FailoverGroups groups;

  GroupApply(ApplyContext<PaasClient> context) {
    this.context = context;
    this.platform = context.client().requirePlatform();
    this.groups = FailoverGroupResource.groups(platform);
  }

  Value create() {
    GroupConfig config = GroupConfig.from(context.planned(), Optional.empty());
    Optional<Side> configured = FailoverGroupResource.active(context.planned());
    Optional<FailoverGroup> existing = existing(config.spec());
    List<Diagnostic> refusals =
        new ArrayList<>(Capabilities.errors(groups.check(existing, config.spec())));
    existing.ifPresent(group -> refusals.addAll(GroupPlan.adoption(group, configured)));
    Forming forming = forming(existing, configured);
    refusals.addAll(forming.problems().stream().filter(Diagnostic::isError).toList());
    if (!refusals.isEmpty()) {
      throw new DiagnosticException(refusals);
    }
    Procedure procedure =
        Procedure.of(groups.create(config.spec(), forming.active().orElse(Side.PRIMARY)));
    procedure.requireAsPlanned(context.planned().get(Procedure.ATTRIBUTE), Set.of(), List.of());
    Execution execution = new RunbookExecution(context, Timeouts.Operation.CREATE).run(procedure);
    Optional<FailoverGroup> live = existing(config.spec());
    if (live.isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot create the failover group",
              switch (execution) {
                case Execution.Completed _ ->
                    "All steps were made, but the platform shows no such group.";
                case Execution.Unfinished early ->
                    early.text() + " There is no group yet. Run `terraform apply` again.";
              }));
    }
    GroupView view = GroupView.look(platform, live.get(), config.replicationIds());
    context.privateState(GroupState.facts(view));
    // A create that fails makes Terraform replace the object next time, which would take the
    // address away from
    // clients. The group exists: the next plan completes it.
    if (execution instanceof Execution.Unfinished early) {
      context.privateState(GroupState.unfinished(context.privateState()));
      context
          .diagnostics()
          .warning(
              "The failover group is not complete yet",
              early.text() + " " + Standing.of(view) + " Run `terraform apply` again to go on.");
    }
    return GroupState.applied(context.planned(), live.get(), procedure);
  }

  /// A group that is taken over stays as it is. Who serves is asked again before the first call.
  private Forming forming(Optional<FailoverGroup> existing, Optional<Side> configured) {
    return existing
        .map(group -> new Forming(Optional.of(group.active()), List.of()))
        .orElseGet(() -> Forming.of(platform, context.planned(), configured));
  }

  private Optional<FailoverGroup> existing(GroupSpec spec) {
    return groups.existing(spec).flatMap(groups::find);
  }

  Value update() {
    Value planned = context.planned();
    Value runbook = planned.get(Procedure.ATTRIBUTE);
    if (runbook.isKnown() && runbook.asList().isEmpty() && planned.isWhollyKnown()) {
      return planned;
    }
    GroupView before = before();
    GroupConfig config = GroupConfig.from(planned, Optional.of(before.group()));
    GroupChange change =
        GroupChange.of(
            platform,
            before,
            config,
            GroupChange.Goal.of(planned, context.prior(), context.privateState()));
    change
        .procedure()
        .requireAsPlanned(
            runbook,
            Facts.underWay(context.privateState()),
            GroupState.changes(context.privateState(), before));
    refuse(change, config, before);
    Execution execution =
        new RunbookExecution(context, Timeouts.Operation.UPDATE).run(drained(change, config));
    GroupView after = after(before, config);
    return switch (execution) {
      case Execution.Completed _ -> {
        context.privateState(GroupState.facts(after));
        yield GroupState.applied(planned, after.group(), change.procedure());
      }
      case Execution.Unfinished early -> throw unfinished(early, after, change);
    };
  }

  private Procedure drained(GroupChange change, GroupConfig config) {
    return config
        .guards()
        .drainTimeout()
        .filter(_ -> !change.switched().replications().isEmpty())
        .map(limit -> Drain.limited(change.procedure(), limit, context.client().clock()))
        .orElse(change.procedure());
  }

  private GroupView before() {
    String id = context.prior().get("id").asString();
    return GroupView.look(
        platform,
        FailoverGroupResource.require(groups, id),
        Values.texts(context.planned().get("replication_ids")));
  }

  /// Everything that forbade the change at plan time is asked again before the first call.
  private void refuse(GroupChange change, GroupConfig config, GroupView before) {
    List<Diagnostic> refusals = new ArrayList<>();
    if (!change.switched().group().equals(before.group())) {
      refusals.addAll(
          Capabilities.errors(groups.check(Optional.of(before.group()), config.spec())));
    }
    change
        .target()
        .ifPresent(to ->
            refusals.addAll(
                SwitchCheck.errors(
                    SwitchChecks.of(
                        change.switched(),
                        to,
                        new SwitchChecks.Terms(
                            config.mode(),
                            config.guards(),
                            context.client().clock().instant(),
                            SwitchChecks.Loss.of(context.config()))))));
    if (!refusals.isEmpty()) {
      throw new DiagnosticException(refusals);
    }
  }

  /// Reads the group after the steps; what cannot be read is shown as it was before.
  private GroupView after(GroupView before, GroupConfig config) {
    return switch (Observation.of(() -> groups.find(before.group().id()))) {
      case Observation.Found<FailoverGroup>(FailoverGroup live) ->
          GroupView.look(platform, live, config.replicationIds());
      case Observation.Gone<FailoverGroup> _ -> before;
      case Observation.Unreadable<FailoverGroup>(PlatformException failure) -> {
        context
            .diagnostics()
            .warning(
                "Cannot read the failover group after the change",
                PlatformFailure.detail(failure) + " Run `terraform plan` to see it.");
        yield before;
      }
    };
  }

  /// The state keeps the `applied_active` of before, so that the next plan goes on with the switch.
  private DiagnosticException unfinished(
      Execution.Unfinished early, GroupView after, GroupChange change) {
    context.privateState(GroupState.refreshed(context.privateState(), after));
    context.checkpoint(GroupState.observed(context.prior(), after.group()));
    String next =
        change.target().isPresent() && early.wentBack()
            ? "Run `terraform apply` again to try the switch again; to stay where it is, set `active = \"%s\"`."
                .formatted(after.group().active().word())
            : "Run `terraform apply` again to go on.";
    return new DiagnosticException(
        Diagnostic.error(
            change.target().isPresent()
                ? "The switch to %s is not finished".formatted(change.target().get().word())
                : "The failover group is not as planned yet",
            "%s\n%s\n%s".formatted(early.text(), Standing.of(after), next)));
  }
}
