package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.resources.life.TakingOver;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Optional;

/// One planning of a `paas_failover_group` that is to be formed, or taken over as it is. Owned by
/// the thread of its call.
final class GroupCreation {
  private static final Path ACTIVE = Path.root().attribute("active");

  private final PlanContext<PaasClient> context;
  private final Optional<Platform> platform;
  private final Remembered<GroupView> remembered;

  GroupCreation(PlanContext<PaasClient> context, Remembered<GroupView> remembered) {
    this.context = context;
    this.platform = context.client().platform();
    this.remembered = remembered;
  }

  void plan() {
    Optional<Side> configured = GroupConfig.side(context.config(), "active");
    configured.ifPresent(side -> context.plan("applied_active", Value.string(side.word())));
    if (platform.isEmpty()
        || context.config().get("active").isUnknown()
        || !appsExist(context, platform.get())) {
      return;
    }
    if (!GroupConfig.isKnown(context.planned(), context.config())) {
      formUnknown(platform.get(), configured);
      return;
    }
    FailoverGroups groups = GroupConfig.groups(platform.get());
    GroupConfig config = GroupConfig.from(context.planned(), Optional.empty());
    Optional<FailoverGroup> existing = groups.existing(config.spec()).flatMap(groups::find);
    context.diagnostics().addAll(Capabilities.errors(groups.check(existing, config.spec())));
    existing.ifPresent(group -> takeOver(platform.get(), group, configured));
    if (existing.isPresent() && remembered.seen().isEmpty()) {
      TakingOver.warn(context.diagnostics(), "failover group " + existing.get().id());
    }
    Side active = active(platform.get(), existing, configured);
    RunbookAttribute.plan(context, groups.create(config.spec(), active));
    if (configured.isEmpty()) {
      context.plan("active", Value.string(active.word()));
    }
    context.plan("active_app_id", Values.text(config.spec().appId(active)));
    context.plan("standby_app_id", Values.text(config.spec().appId(active.other())));
  }

  /// What every plan says of a group, this one says, too.
  private void takeOver(Platform known, FailoverGroup group, Optional<Side> configured) {
    context.diagnostics().addAll(adoption(group, configured));
    if (remembered.seen().isEmpty()) {
      FailoverGroup named = GroupView.named(known, group, context.planned());
      new GroupWarnings(context.diagnostics())
          .of(GroupView.look(known, named, context.planned()), ActiveDecision.KEEP);
    }
  }

  /// Says of each place whether its app exists, as far as it is known; adds an error where not.
  static boolean appsExist(PlanContext<PaasClient> context, Platform known) {
    return AppReference.check(
        known,
        List.of("primary_app_id", "secondary_app_id"),
        context.planned(),
        context.diagnostics());
  }

  /// A group that is taken over stays as it is; one that is formed, also in place of one that is
  /// destroyed for it, leads to who serves.
  private Side active(Platform known, Optional<FailoverGroup> existing, Optional<Side> configured) {
    boolean replaces = remembered.seen().isPresent();
    Optional<Side> is = existing.map(FailoverGroup::active);
    if (is.isPresent() && !replaces) {
      return is.get();
    }
    Forming forming = Forming.of(known, context.planned(), configured.or(() -> is));
    context.diagnostics().addAll(forming.problems());
    Side active = forming.active().orElse(Side.PRIMARY);
    if (forming.leaves() && SwitchTerms.Loss.of(context.config()) != SwitchTerms.Loss.ACCEPTED) {
      refuseToLeaveData(known, active);
    }
    return active;
  }

  /// Where forming starts the active side in place of the one that serves, its databases are left
  /// as by a switch.
  private void refuseToLeaveData(Platform known, Side active) {
    GroupConfig config = GroupConfig.from(context.planned(), Optional.empty());
    Optional<String> from = config.spec().appId(active.other());
    for (LeftBehind left : LeftBehind.between(known, from, config.spec().appId(active))) {
      if (left.hasCounterpart()) {
        context
            .diagnostics()
            .add(
                Refusal.of(
                    SafetyRule.DATA,
                    ACTIVE,
                    "The %s of the side that serves would be left behind".formatted(left.called()),
                    "%s serves, and `active = \"%s\"` starts the other app in its place, with a %s of its own. %s To lead to the side that serves, write `active = \"%s\"` or leave it out; if what the other one lacks may be left behind, set `accept_data_loss = true`."
                        .formatted(
                            from.orElse("The other app"),
                            active.word(),
                            left.called(),
                            left.positions(),
                            active.other().word())));
      }
    }
  }

  /// An app of the pair is still to be created. Whether it is in a group already, the app that is
  /// there tells.
  private void formUnknown(Platform known, Optional<Side> configured) {
    Optional<App> grouped =
        List.of(Side.values()).stream()
            .map(side -> context.planned().get(side.word() + "_app_id"))
            .filter(app -> app.isKnown() && !app.isNull())
            .flatMap(app -> known.apps().find(app.asString()).stream())
            .filter(app -> app.failoverGroupId().isPresent())
            .findFirst();
    if (grouped.isEmpty()) {
      context.diagnostics().addAll(Forming.of(known, context.planned(), configured).problems());
    } else if (remembered.seen().isEmpty()) {
      inAGroup(known, grouped.get(), configured);
    }
  }

  /// Only once the other app is known can be told whether it is the other one of that group.
  private void inAGroup(Platform known, App app, Optional<Side> configured) {
    app.failoverGroupId()
        .flatMap(GroupConfig.groups(known)::find)
        .ifPresent(group -> context.diagnostics().addAll(adoption(group, configured)));
    context
        .diagnostics()
        .warning(
            "App %s is in a failover group already".formatted(app.id()),
            "It is in group %s. If the other app, which is not known yet, is the other one of that group, the group is taken over as it is, and belongs to this resource from then on; if it is not, the group is not touched, and this apply ends without one."
                .formatted(app.failoverGroupId().orElseThrow()));
  }

  /// An existing group is taken over as it is: creating must not be a switch.
  static List<Diagnostic> adoption(FailoverGroup existing, Optional<Side> configured) {
    if (configured.isEmpty() || configured.get() == existing.active()) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            SafetyRule.SERVES,
            ACTIVE,
            "The group exists, and its other side is active",
            "Group %s of these two apps exists already with `%s` active. Taking it over must not switch it: set `active = \"%s\"` (or leave it out), apply, and change it then."
                .formatted(existing.id(), existing.active().word(), existing.active().word())));
  }
}
