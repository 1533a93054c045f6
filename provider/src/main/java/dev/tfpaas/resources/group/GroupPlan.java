package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One planning of a `paas_failover_group`. Owned by the thread of its call.
final class GroupPlan {
  private static final Path ACTIVE = Path.root().attribute("active");

  private final PlanContext<PaasClient> context;
  private final Optional<Platform> platform;
  private final Remembered<GroupView> remembered;
  private final RefusedSwitch refused;

  private final Map<String, Value> written;

  GroupPlan(PlanContext<PaasClient> context, Remembered<GroupView> remembered) {
    this.context = context;
    this.refused = new RefusedSwitch(context);
    this.platform = context.client().platform();
    this.remembered = remembered;
    this.written = Map.of("guards", written("guards"), "health", written("health"));
  }

  void plan() {
    leaveOpen();
    if (context.isCreate()) {
      new GroupCreation(context, remembered).plan();
    } else {
      update();
    }
  }

  /// No platform knows the guards, or the check of health: after an import they are open, and that
  /// alone is no change.
  private void leaveOpen() {
    refused.leaveOpen();
    leaveOpen("guards", Guards.open());
    leaveOpen("health", HealthSchema.open());
  }

  private void leaveOpen(String name, Value open) {
    if (!context.isCreate() && context.prior().get(name).equals(open)) {
      context.planPrior(name);
    } else if (context.config().get(name).isNull()) {
      context.plan(name, context.config().get(name));
    }
  }

  private void writeDown() {
    refused.writeDown();
    written.forEach(context::plan);
  }

  /// What the configuration says of an attribute, defaults included.
  private Value written(String name) {
    Value config = context.config().get(name);
    return config.isNull() ? config : context.planned().get(name);
  }

  private void update() {
    String id = context.prior().get("id").asString();
    context.diagnostics().addAll(context.client().plannedGroups().stays(id));
    Side live = GroupConfig.side(context.prior(), "active").orElse(Side.PRIMARY);
    Optional<Side> configured = GroupConfig.side(context.config(), "active");
    if (context.config().get("active").isUnknown()) {
      writeDown();
      return;
    }
    ActiveDecision decided =
        ActiveDecision.of(
            configured,
            ActiveDecision.Before.of(context.prior(), remembered.applied("active")),
            live,
            triggered());
    Optional<GroupView> known = remembered.seen().map(this::named);
    boolean swapped = swapped(known, live, configured);
    ActiveDecision decision = swapped ? ActiveDecision.RECORD : apply(decided, configured, live);
    known.ifPresent(view -> warn(view, decided));
    if (remembered.unfinished() || mayBeMadeAnew()) {
      context.planUnknown("dns_populated");
    }
    if (!context.changed()) {
      return;
    }
    writeDown();
    if (platform.isEmpty() || !GroupConfig.isKnown(context.planned(), context.config())) {
      appliedActive(decision, configured, configured.orElse(live));
      return;
    }
    // An app that was deleted may have been made again by this very apply.
    GroupView view = known.filter(GroupView::isWhole).orElseGet(() -> look(platform.get()));
    change(platform.get(), view, decision, configured);
    if (decision == ActiveDecision.SWITCH && staysAsItIs()) {
      new GroupWarnings(context.diagnostics()).standing(view);
    }
  }

  /// Whether the switch that is asked for is refused.
  private boolean staysAsItIs() {
    return context.diagnostics().hasErrors()
        || context.planned().get("active").equals(context.prior().get("active"));
  }

  private void warn(GroupView view, ActiveDecision decided) {
    GroupWarnings warnings = new GroupWarnings(context.diagnostics());
    warnings.of(view, decided);
    if (decided != ActiveDecision.SWITCH) {
      warnings.ahead(view, context.planned());
    }
  }

  /// Whether an app is there that no member is yet, or one that was gone when the group was read
  /// may be there by now: what else the group then needs, its name in the configuration does not
  /// tell.
  private boolean mayBeMadeAnew() {
    return remembered.seen().filter(GroupView::isWhole).isPresent()
        ? isIncomplete()
        : context.walk() != PlanContext.Walk.PLAN && isIncomplete();
  }

  private boolean isIncomplete() {
    return remembered.seen().filter(was -> !was.isComplete()).isPresent();
  }

  private GroupView named(GroupView view) {
    return platform.map(it -> view.named(it, context.planned())).orElse(view);
  }

  private boolean triggered() {
    Value trigger = context.config().get("switch_trigger");
    return !trigger.isNull() && !trigger.equals(context.prior().get("switch_trigger"));
  }

  /// Plans what a decision means, and returns what is left of it.
  private ActiveDecision apply(ActiveDecision decision, Optional<Side> configured, Side live) {
    switch (decision) {
      case OUTSIDE, UNSURE -> {
        context.planPrior("active");
        GroupWarnings.switchedElsewhere(
            context.diagnostics(), decision, live, configured.orElse(live));
      }
      case RECORD -> context.plan("applied_active", Value.string(live.word()));
      case SWITCH -> {
        return readable(live.other());
      }
      case KEEP -> {}
    }
    return decision;
  }

  private ActiveDecision readable(Side to) {
    if (remembered.unreadable().isEmpty()) {
      return ActiveDecision.SWITCH;
    }
    Diagnostic refusal = GroupRefusals.unreadable(remembered.unreadable().get());
    if (refused.keeps()) {
      refused.keep(to, List.of(refusal));
      return ActiveDecision.OUTSIDE;
    }
    context.diagnostics().add(refusal);
    return ActiveDecision.SWITCH;
  }

  /// Whether the two places are exchanged: then the active app stays active in its new place.
  private boolean swapped(Optional<GroupView> known, Side live, Optional<Side> configured) {
    Value primary = context.planned().get("primary_app_id");
    Value secondary = context.planned().get("secondary_app_id");
    Optional<String> active =
        known
            .flatMap(view -> view.group().member(view.group().active()))
            .map(FailoverGroup.Member::appId)
            .or(() -> context.prior().get("active_app_id").optionalString());
    Value other = live == Side.PRIMARY ? secondary : primary;
    if (active.isEmpty() || !other.equals(Value.string(active.get()))) {
      return false;
    }
    if (configured.isPresent() && configured.get() == live) {
      context
          .diagnostics()
          .add(
              Refusal.of(
                  SafetyRule.SERVES,
                  ACTIVE,
                  "The places are exchanged, `active` is not",
                  "%s, which serves now, gets the place `%s`. Set `active = \"%s\"` in the same change, so that it goes on serving; switch in a second apply."
                      .formatted(active.get(), live.other().word(), live.other().word())));
    }
    if (configured.isEmpty()) {
      context.plan("active", Value.string(live.other().word()));
    }
    return true;
  }

  private void change(
      Platform known, GroupView read, ActiveDecision decision, Optional<Side> configured) {
    FailoverGroups groups = GroupConfig.groups(known);
    GroupConfig config = GroupConfig.from(context.planned(), Optional.of(read.group()));
    GroupView view =
        read.covers(config.replicationIds())
            ? read
            : GroupView.look(known, read.group(), config.replicationIds());
    if (!mayChangeMembers(known, groups, view, config)) {
      return;
    }
    GroupChange change = GroupChange.of(Change.of(context, remembered, view, config));
    ActiveDecision made = decision;
    if (refused.isKept(known, change, config)) {
      leaveOpen();
      if (!context.changed()) {
        return;
      }
      writeDown();
      made = ActiveDecision.OUTSIDE;
      config = GroupConfig.from(context.planned(), Optional.of(read.group()));
      change = GroupChange.of(Change.of(context, remembered, view, config));
    }
    Optional<Side> wanted = GroupConfig.side(context.planned(), "active");
    if (change.target().isEmpty()) {
      context.diagnostics().addAll(GroupRefusals.domainsOfNobody(view.group(), context.planned()));
    }
    outcome(change, config, wanted.orElse(view.group().active()));
    boolean moves = change.target().isPresent() && groups.addressFollowsActive(view.group());
    if (context.changed("name")) {
      GroupWarnings.renamed(context.diagnostics(), view.group());
    }
    if (moves || context.changed("name")) {
      context.planUnknown("address");
    }
    appliedActive(made, configured, wanted.orElse(view.group().active()));
  }

  private boolean mayChangeMembers(
      Platform known, FailoverGroups groups, GroupView view, GroupConfig config) {
    if (GroupConfig.MEMBERSHIP.stream().noneMatch(context::changed)) {
      return true;
    }
    if (!GroupCreation.appsExist(context, known)) {
      return false;
    }
    FailoverGroup group = view.group();
    if (GroupChange.placeOfActive(group, config.spec()).isEmpty()) {
      context.diagnostics().add(GroupRefusals.activeLeaves(group));
      return false;
    }
    context
        .diagnostics()
        .addAll(Capabilities.errors(groups.check(Optional.of(group), config.spec())));
    return true;
  }

  /// Plans what is certain of the outcome.
  private void outcome(GroupChange change, GroupConfig config, Side active) {
    RunbookAttribute.plan(context, change.runbook());
    context.plan("active_app_id", Values.text(config.spec().appId(active)));
    context.plan("standby_app_id", Values.text(config.spec().appId(active.other())));
    if (change.target().isEmpty()) {
      context.planPrior("last_switch");
    }
    if (change.runbook().isEmpty() && !isIncomplete()) {
      context.planPrior("dns_populated");
    }
  }

  private void appliedActive(ActiveDecision decision, Optional<Side> configured, Side active) {
    switch (decision) {
      case KEEP, RECORD, SWITCH ->
          context.plan("applied_active", Value.string(configured.orElse(active).word()));
      case OUTSIDE, UNSURE -> context.planPrior("applied_active");
    }
  }

  private GroupView look(Platform known) {
    String id = context.prior().get("id").asString();
    return GroupConfig.groups(known)
        .find(id, remembered.seen().map(GroupView::group))
        .map(group -> GroupView.named(known, group, context.planned()))
        .map(group -> GroupView.look(known, group, context.planned()))
        .orElseThrow(() ->
            DiagnosticException.error(
                "There is no failover group " + id,
                "It was there when it was read last. Run `terraform plan` again."));
  }
}
