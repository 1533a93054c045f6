package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.life.AppNames;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// One planning of a change of a `paas_db_replication` whose data flows away from whoever serves.
/// Its two ids name the pair: another order of them is no change, and they keep the one that they
/// had. Where nothing flows it proposes to protect the side that serves again. Owned by the thread
/// of its call.
///
/// @param context the planning
/// @param platform where the replication is
/// @param remembered what is remembered of it
record FollowPlan(
    PlanContext<PaasClient> context, Platform platform, Remembered<Replication> remembered) {

  void update() {
    if (replaced() || DatabaseChoice.replaced(context, platform, remembered.seen())) {
      return;
    }
    ReplicationConfig.PLACES.forEach(context::planPrior);
    if (!ReplicationConfig.isKnown(context.planned())) {
      return;
    }
    remembered
        .seen()
        .or(() -> find(context.prior().get("id").asString()))
        .map(ReplicationConfig.names(platform, context.planned())::of)
        .ifPresent(this::update);
  }

  private Optional<Replication> find(String id) {
    return context.changed() ? ReplicationConfig.replications(platform).find(id) : Optional.empty();
  }

  /// Demands replacement where an app is named that was none of the two.
  private boolean replaced() {
    List<String> strangers =
        ReplicationConfig.PLACES.stream()
            .filter(name -> !context.planned().get(name).isUnknown())
            .filter(name -> wasNone(context.planned().get(name).asString()))
            .toList();
    strangers.forEach(name -> context.requireReplace(Path.root().attribute(name)));
    return !strangers.isEmpty() || context.changed("engine");
  }

  private boolean wasNone(String app) {
    return ReplicationConfig.PLACES.stream()
        .noneMatch(
            place -> AppNames.same(platform.apps(), app, context.prior().get(place).asString()));
  }

  private void update(Replication current) {
    Change<Replication, ReplicationConfig> change = change(current);
    Following following = Following.of(change);
    new ReplicationWarnings(platform, context.diagnostics()).ofFollowing(current, following);
    standingConsent();
    Runbook runbook = following.runbook();
    boolean completes =
        current.status() == Replication.Status.SEEDING
            || (remembered.unfinished() && current.isBeingMade());
    if (following.attaches() || (completes && !runbook.isEmpty())) {
      context.planUnknown("status");
    }
    if (!context.changed()) {
      return;
    }
    if (runbook.isEmpty() || !changesFlow(current, following)) {
      ReplicationConfig.SHOWN.stream()
          .filter(name -> runbook.isEmpty() || !name.equals("source_backup_at"))
          .forEach(context::planPrior);
    }
    if (context.changed("direction")) {
      // What was handed over is called otherwise where data follows.
      context.planUnknown("status");
    }
    if (!runbook.isEmpty() && appsExist()) {
      refuse(following, current);
    }
    RunbookAttribute.plan(context, runbook);
  }

  private Change<Replication, ReplicationConfig> change(Replication current) {
    ReplicationConfig wanted = ReplicationConfig.from(context.planned());
    return Change.of(
        context, remembered, current, Following.resolved(platform, wanted, Optional.of(current)));
  }

  /// Whether the steps let data flow that does not, or fill a replica.
  private boolean changesFlow(Replication current, Following following) {
    return following.attaches() || current.isBeingMade();
  }

  private void refuse(Following following, Replication current) {
    if (following.attaches()) {
      new Overwriting(ReplicationConfig.replications(platform), context.diagnostics())
          .warn(Optional.of(current), following.spec());
    }
    context.diagnostics().addAll(Capabilities.errors(following.refusals()));
  }

  /// A consent that an earlier change gave counts no more.
  private void standingConsent() {
    boolean consents = context.config().get("overwrite_replica").equals(Value.bool(true));
    if (consents && !context.changed("overwrite_replica") && !remembered.unfinished()) {
      new Overwriting(ReplicationConfig.replications(platform), context.diagnostics()).standing();
    }
  }

  private boolean appsExist() {
    return AppReference.check(
        platform, ReplicationConfig.PLACES, context.planned(), context.diagnostics());
  }
}
