package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.AppNames;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.resources.life.TakingOver;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// One planning of a `paas_db_replication`. Owned by the thread of its call.
final class ReplicationPlan {
  private final PlanContext<PaasClient> context;
  private final Platform platform;
  private final Replications replications;
  private final Remembered<Replication> remembered;

  ReplicationPlan(
      PlanContext<PaasClient> context, Platform platform, Remembered<Replication> remembered) {
    this.context = context;
    this.platform = platform;
    this.replications = ReplicationConfig.replications(platform);
    this.remembered = remembered;
  }

  void plan() {
    if (context.isCreate()) {
      create();
    } else {
      update();
    }
  }

  private void create() {
    checkEngine();
    checkDirection();
    DatabaseChoice.check(context, platform, remembered.seen());
    appsExist();
    if (context.diagnostics().hasErrors() || !ReplicationConfig.isKnown(context.planned())) {
      return;
    }
    ReplicationSpec spec =
        Following.resolved(platform, ReplicationConfig.from(context.planned()), Optional.empty())
            .spec();
    if (remembered.seen().isEmpty()) {
      DatabaseChoice.twice(context, platform, spec);
    }
    String id = replications.idOf(spec);
    Optional<Replication> existing = replications.find(id);
    // What is ended to be made anew is not there any more by then: asked now, since nothing would
    // be left of it when the creation is refused. And what does not flow any more is filled anew.
    boolean replaces = remembered.seen().filter(it -> it.id().equals(id)).isPresent();
    existing.filter(it -> replaces && flows(it)).ifPresent(this::checkMadeAnew);
    Optional<Replication> met = existing.filter(it -> !replaces && flows(it));
    if (met.filter(it -> isTheOtherWay(it, spec)).isPresent()) {
      refuseTheOtherWay(met.get());
      return;
    }
    new Overwriting(replications, context.diagnostics()).warn(met, spec);
    context.diagnostics().addAll(Capabilities.errors(replications.check(met, spec)));
    if (existing.isPresent() && remembered.seen().isEmpty()) {
      TakingOver.warn(context.diagnostics(), "replication " + id);
    }
    if (!id.equals(replications.newId(spec))) {
      // Made anew it gets another identifier, and that depends on which of the two comes first.
      return;
    }
    context.plan("id", Value.string(id));
    RunbookAttribute.plan(context, replications.create(spec));
  }

  private boolean isTheOtherWay(Replication existing, ReplicationSpec spec) {
    return spec.direction() == Replication.Direction.FIXED
        && same(Value.string(spec.sourceAppId()), Value.string(existing.replicaAppId()))
        && same(Value.string(spec.replicaAppId()), Value.string(existing.sourceAppId()));
  }

  /// What is taken over goes on as it does: to take it over is not to turn it.
  private void refuseTheOtherWay(Replication existing) {
    context
        .diagnostics()
        .add(
            Refusal.of(
                SafetyRule.DATA,
                Path.root().attribute("source_app_id"),
                "Replication %s exists, and flows the other way".formatted(existing.id()),
                "Data flows from %s to %s now. Taking it over must not turn it: write `source_app_id = \"%s\"` and `replica_app_id = \"%s\"`, apply, and swap the two then."
                    .formatted(
                        existing.sourceAppId(),
                        existing.replicaAppId(),
                        existing.sourceAppId(),
                        existing.replicaAppId())));
  }

  /// Ended first, it would stay ended: nothing that is left to do is a call.
  private void checkMadeAnew(Replication existing) {
    if (replications.isBegunByHand()) {
      context
          .diagnostics()
          .add(
              Refusal.of(
                  SafetyRule.DATA,
                  Path.root(),
                  "Replication %s would end, and only a person can begin it again"
                      .formatted(existing.id()),
                  "This plan destroys it and makes it anew. When it is ended, %s. If it was only tainted, `terraform untaint` keeps it; if its label was renamed, write a `moved` block with `from` and `to`; else leave out `-replace`, or take it out of `replace_triggered_by`. To fill the replica anew, use the platform's own resync. To end it, take it out of the configuration."
                      .formatted(replications.afterDetaching(existing))));
    }
  }

  private static boolean flows(Replication existing) {
    return switch (existing.status()) {
      case REPLICATING, SEEDING, BROKEN -> true;
      case DETACHED, PROMOTED -> false;
    };
  }

  /// Here and not only in the platform's own checks, which have to wait until both apps exist.
  private void checkEngine() {
    Value engine = context.config().get("engine");
    if (engine.isKnown() && !platform.apps().engines().contains(engine.asString())) {
      context
          .diagnostics()
          .error(
              Path.root().attribute("engine"),
              "There is no engine " + engine.asString(),
              "The platform %s knows: %s."
                  .formatted(platform.name(), String.join(", ", platform.apps().engines())));
    }
  }

  /// Refuses a direction that the platform cannot keep, with what to do instead.
  private void checkDirection() {
    Value planned = context.planned();
    if (ReplicationNote.direction(planned) == Replication.Direction.FIXED) {
      return;
    }
    Optional<ReplicationSpec> spec =
        Optional.of(planned)
            .filter(ReplicationConfig::isKnown)
            .map(it -> ReplicationConfig.from(it).spec());
    replications
        .cannotFollow(spec)
        .ifPresent(reason ->
            context
                .diagnostics()
                .error(
                    Path.root().attribute("direction"),
                    "The platform %s cannot keep `direction = \"follow\"`"
                        .formatted(platform.name()),
                    reason));
  }

  private void update() {
    if (context.prior().get("direction").isNull()
        && ReplicationNote.direction(context.planned()) == Replication.Direction.FIXED) {
      // A state from before there was a direction.
      context.planPrior("direction");
    }
    checkDirection();
    remembered.seen().ifPresent(it -> DatabaseChoice.warnOfName(context, it));
    if (context.diagnostics().hasErrors()) {
      return;
    }
    new AppUnderneath(context, platform).keep();
    if (ReplicationNote.direction(context.planned()) == Replication.Direction.FOLLOW) {
      new FollowPlan(context, platform, remembered).update();
    } else {
      updateFixed();
    }
  }

  private void updateFixed() {
    Optional<Replication> known = remembered.seen();
    boolean outside = reversedOutside();
    if (outside) {
      ReplicationConfig.PLACES.forEach(context::planPrior);
    }
    boolean reversed = isReversed();
    boolean consents = context.config().get("overwrite_replica").equals(Value.bool(true));
    if (consents && !reversed && !context.changed("overwrite_replica")) {
      new Overwriting(replications, context.diagnostics()).standing();
    }
    if (!reversed) {
      known.ifPresent(current -> warn(platform, current, outside));
    }
    if (!outside) {
      known.filter(this::isCutShort).ifPresent(_ -> context.planUnknown("status"));
    }
    if (!context.changed()) {
      return;
    }
    if (!reversed && replaced()) {
      return;
    }
    if (DatabaseChoice.replaced(context, platform, known)) {
      return;
    }
    if (!ReplicationConfig.isKnown(context.planned())) {
      return;
    }
    Optional<Replication> current =
        known.or(() -> replications.find(context.prior().get("id").asString()));
    current
        .map(ReplicationConfig.names(platform, context.planned())::of)
        .ifPresent(this::changeInPlace);
  }

  /// Whether its creation, or filling the replica, was interrupted and can be completed now.
  private boolean isCutShort(Replication current) {
    if (!ReplicationConfig.isKnown(context.planned())) {
      return false;
    }
    boolean unfinished = remembered.unfinished() && current.isBeingMade();
    if (!unfinished) {
      return current.status() == Replication.Status.SEEDING && !steps(current).isEmpty();
    }
    List<Diagnostic> hindrances = ReplicationChange.refusals(change(current));
    hindrances.forEach(it ->
        context
            .diagnostics()
            .warning(it.path(), "The replication cannot be completed now", it.detail()));
    return hindrances.isEmpty();
  }

  private Runbook steps(Replication current) {
    return ReplicationChange.runbook(change(current));
  }

  private Change<Replication, ReplicationConfig> change(Replication current) {
    return Change.of(context, remembered, current, ReplicationConfig.from(context.planned()));
  }

  private void changeInPlace(Replication current) {
    if (flowsTheOtherWay(current)) {
      return;
    }
    Runbook runbook = steps(current);
    if (runbook.isEmpty()) {
      ReplicationConfig.SHOWN.forEach(context::planPrior);
    } else if (appsExist()) {
      new Overwriting(replications, context.diagnostics())
          .warn(Optional.of(current), ReplicationConfig.from(context.planned()).spec());
      context.diagnostics().addAll(ReplicationChange.refusals(change(current)));
    }
    if (context.changed("direction")) {
      // What was handed over is called otherwise where data follows.
      context.planUnknown("status");
    }
    RunbookAttribute.plan(context, runbook);
  }

  /// Refuses to fix another direction than the one in which data flows: to fix it is not to turn
  /// it.
  private boolean flowsTheOtherWay(Replication current) {
    boolean followed = ReplicationNote.direction(context.prior()) == Replication.Direction.FOLLOW;
    boolean other =
        followed
            && current.flows()
            && !same(context.planned().get("source_app_id"), Value.string(current.sourceAppId()));
    if (other) {
      context
          .diagnostics()
          .error(
              Path.root().attribute("direction"),
              "Data flows from %s to %s now"
                  .formatted(current.sourceAppId(), current.replicaAppId()),
              "`direction = \"fixed\"` keeps the direction that the two ids say, and they say the other one. Write `source_app_id = \"%s\"` and `replica_app_id = \"%s\"` in the same change."
                  .formatted(current.sourceAppId(), current.replicaAppId()));
    }
    return other;
  }

  /// Whether the direction was reversed elsewhere while the configuration still says what was
  /// applied last.
  private boolean reversedOutside() {
    Value configured = context.config().get("source_app_id");
    return isReversed()
        && configured.isKnown()
        && remembered.applied(ReplicationNote.SOURCE).filter(configured::equals).isPresent();
  }

  private boolean isReversed() {
    Value planned = context.planned();
    Value prior = context.prior();
    return ReplicationConfig.PLACES.stream().allMatch(context::changed)
        && same(planned.get("source_app_id"), prior.get("replica_app_id"))
        && same(planned.get("replica_app_id"), prior.get("source_app_id"));
  }

  private boolean same(Value planned, Value prior) {
    return planned.isKnown()
        && AppNames.same(platform.apps(), planned.asString(), prior.asString());
  }

  /// Demands replacement where another app takes a place; that is another replication. The same app
  /// under the name that it was given since takes nobody's place.
  private boolean replaced() {
    List<String> changed =
        ReplicationConfig.PLACES.stream()
            .filter(context::changed)
            .filter(name -> !same(context.planned().get(name), context.prior().get(name)))
            .toList();
    changed.forEach(name -> context.requireReplace(Path.root().attribute(name)));
    return !changed.isEmpty() || context.changed("engine");
  }

  private boolean appsExist() {
    return AppReference.check(
        platform, ReplicationConfig.PLACES, context.planned(), context.diagnostics());
  }

  private void warn(Platform platform, Replication current, boolean outside) {
    if (outside) {
      context
          .diagnostics()
          .warning(
              Path.root().attribute("source_app_id"),
              "The direction was reversed outside of Terraform",
              "%s flows from %s to %s now. Nothing is changed. To agree, swap `source_app_id` and `replica_app_id` in the configuration; to reverse it, swap them, apply, swap them back and apply again."
                  .formatted(current.called(), current.sourceAppId(), current.replicaAppId()));
    }
    new ReplicationWarnings(platform, context.diagnostics()).of(current);
  }
}
