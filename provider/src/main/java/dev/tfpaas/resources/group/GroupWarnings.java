package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What every plan of a group says although it changes nothing.
///
/// @param diagnostics collects the warnings
record GroupWarnings(Diagnostics diagnostics) {

  /// Warns of sides that cannot be reached and of a switch that was not finished. The side that is
  /// left needs no warning: the checks of the switch speak of it.
  void of(GroupView view, ActiveDecision decision) {
    FailoverGroup group = view.group();
    if (decision == ActiveDecision.RECORD) {
      agreed(group);
    }
    for (Side side : Side.values()) {
      group
          .member(side)
          .filter(member -> !member.reachable())
          .ifPresent(member -> unreachable(group, side, member.appId(), decision));
    }
    for (Side side : Side.values()) {
      group
          .member(side)
          .filter(member -> member.there() && !member.joined())
          .ifPresent(member -> notJoined(group, side, member.appId()));
    }
    group
        .member(group.active().other())
        .filter(member -> !member.there())
        .ifPresent(member -> standbyGone(group, member.appId()));
    if (decision != ActiveDecision.SWITCH) {
      standing(view);
    }
  }

  /// Warns of what a switch would end: that nobody serves, and a switch that was not finished. It
  /// stays so where the switch is refused.
  void standing(GroupView view) {
    FailoverGroup group = view.group();
    if (!group.busy()) {
      nobodyServes(view);
    }
    boolean unfinished =
        group
            .lastSwitch()
            .filter(last -> last.finishedAt().isEmpty() && last.to() != group.active())
            .isPresent();
    if (unfinished) {
      diagnostics.warning(
          Path.root().attribute("last_switch"),
          "A switch was begun and not finished",
          "%s To finish it, set `active = \"%s\"` and apply."
              .formatted(Standing.of(view), group.lastSwitch().get().to().word()));
    }
  }

  /// Warns of what the configuration says and a later switch would stumble over, or be asked too
  /// little for.
  ///
  /// @param planned the planned object
  void ahead(GroupView view, Value planned) {
    Value ids = planned.get("replication_ids");
    view.gone().stream()
        .filter(id -> ids.isWhollyKnown() && !ids.isNull())
        .filter(id -> ids.asList().contains(Value.string(id)))
        .forEach(id -> replicationGone(view.group(), id));
    if (planned.get("accept_data_loss").equals(Value.bool(true))) {
      boolean emergency = planned.get("switch_mode").equals(Value.string("emergency"));
      diagnostics.warning(
          Path.root().attribute("accept_data_loss"),
          "`accept_data_loss = true` is left standing",
          "This plan does not switch, and a later switch would not be asked for consent again%s Take it out of the configuration%s."
              .formatted(
                  emergency ? ", and would be an emergency by oversight." : ".",
                  emergency ? ", and `switch_mode` with it" : ""));
    }
  }

  private void replicationGone(FailoverGroup group, String id) {
    diagnostics.warning(
        Path.root().attribute("replication_ids"),
        "Replication %s does not exist".formatted(id),
        "The group names it, and nothing flows by it: %s has no live copy of that database, and a planned switch is refused. Create its paas_db_replication, or take it out of `replication_ids`."
            .formatted(
                group
                    .member(group.active())
                    .map(FailoverGroup.Member::appId)
                    .orElse("the active side")));
  }

  /// Warns that a group with another name may answer at another address.
  static void renamed(Diagnostics diagnostics, FailoverGroup group) {
    diagnostics.warning(
        Path.root().attribute("name"),
        "Renaming the group may change its address",
        "Clients reach it at %s now, and the platform may make the address of the name. Point every CNAME that leads there%s to the new `address` once this is applied; until then they may find nobody."
            .formatted(
                group.address(),
                group.domains().isEmpty()
                    ? ""
                    : " (of %s)".formatted(String.join(", ", new TreeSet<>(group.domains())))));
  }

  /// Says who finds nobody once a group is gone that was switched to its second place; empty for a
  /// group that was not.
  static String failedOver(FailoverGroup group) {
    String serves = group.secondary().map(FailoverGroup.Member::appId).orElse("the other app");
    return group.active() == Side.PRIMARY
        ? ""
        : " The pair is switched to its second place: %s serves, and whoever goes to %s finds nobody there. Point them to %s before; or switch back first (`active = \"primary\"`)."
            .formatted(serves, group.primary().appId(), serves);
  }

  /// Warns that the active side answers and does not serve: then nobody does.
  private void nobodyServes(GroupView view) {
    FailoverGroup group = view.group();
    Optional<FailoverGroup.Member> active =
        group.member(group.active()).filter(FailoverGroup.Member::reachable);
    if (active.isEmpty()) {
      return;
    }
    String app = active.get().appId();
    if (!active.get().there()) {
      activeGone(group, app);
      return;
    }
    List<String> reasons = new ArrayList<>();
    if (!active.get().healthy()) {
      reasons.add("it is not healthy: repair or redeploy it");
    }
    if (active.get().maintenance()) {
      reasons.add("it is in maintenance or stopped: open or start it on the platform");
    }
    view.replications().stream()
        .filter(it -> isClosed(it, app))
        .map(it -> "its %s cannot be written to: make it writable".formatted(it.called()))
        .forEach(reasons::add);
    if (!reasons.isEmpty()) {
      diagnostics.warning(
          Path.root().attribute("active"),
          "Nobody serves: %s is active and does not".formatted(app),
          "%s leads to %s (%s), and %s. Or switch to the other side, if that is ready: `active = \"%s\"`."
              .formatted(
                  group.address(),
                  app,
                  group.active().word(),
                  String.join("; ", reasons),
                  group.active().other().word()));
    }
  }

  /// Deleting an app is no switch: the group leads to it until somebody says otherwise.
  private void activeGone(FailoverGroup group, String app) {
    diagnostics.warning(
        Path.root().attribute("active"),
        "Nobody serves: %s, the active side, was deleted".formatted(app),
        "The platform has no app %s any more; nobody switched, and clients that are led there find nothing. Two ways out: lead to the other side, if that has the data you want, by `active = \"%s\"`, `switch_mode = \"emergency\"` and `accept_data_loss = true`; or let the app be made again, with what it is made from, and not with the data that it had."
            .formatted(app, group.active().other().word()));
  }

  private void notJoined(FailoverGroup group, Side side, String app) {
    diagnostics.warning(
        Path.root().attribute(side.word() + "_app_id"),
        "%s was made anew, and is no member of the group yet".formatted(app),
        "It has the name of a member of failover group %s and lacks what makes it one: it was made in the place of an app that was deleted, or somebody removed its mark. As long as that is so, nothing can be read of the group once the other app is gone or its region does not answer, and no emergency switch leads here. `terraform apply` makes it a member; its data is that of a new app."
            .formatted(group.id()));
  }

  private void standbyGone(FailoverGroup group, String app) {
    diagnostics.warning(
        Path.root().attribute(group.active().other().word() + "_app_id"),
        "%s, the standby, was deleted".formatted(app),
        "The platform has no app %s any more. The active side is not touched; there is nothing to switch to until the standby is made again."
            .formatted(app));
  }

  private static boolean isClosed(Replication replication, String app) {
    return replication.sourceAppId().equals(app)
        ? !replication.sourceWritable()
        : replication.replicaAppId().equals(app) && !replication.replicaWritable();
  }

  private void unreachable(FailoverGroup group, Side side, String appId, ActiveDecision decision) {
    boolean active = group.active() == side;
    if (active && decision == ActiveDecision.SWITCH) {
      return;
    }
    diagnostics.warning(
        Path.root().attribute(side.word() + "_app_id"),
        "%s cannot be reached".formatted(appId),
        active
            ? "It is the active side; the values shown are the last known ones. To leave it: `active = \"%s\"`, `switch_mode = \"emergency\"`, `accept_data_loss = true`."
                .formatted(side.other().word())
            : "It is the standby; the values shown are the last known ones. There is nothing to"
                + " switch to until it is back.");
  }

  /// Warns that the configuration only follows a switch that it did not make.
  private void agreed(FailoverGroup group) {
    String live = group.active().word();
    String when =
        group
            .lastSwitch()
            .filter(last -> last.to() == group.active())
            .map(last -> " at " + last.startedAt())
            .orElse("");
    diagnostics.warning(
        Path.root().attribute("active"),
        "The configuration follows a switch to " + live,
        "The group was switched to `%s` outside of Terraform%s, and `active` does not ask for the other side any more. Nothing is called; only `applied_active` becomes `%s`."
            .formatted(live, when, live));
  }

  /// Warns that the live side is kept although the configuration names the other.
  static void switchedElsewhere(
      Diagnostics diagnostics, ActiveDecision decision, Side live, Side configured) {
    String why =
        decision == ActiveDecision.OUTSIDE
            ? "`active = \"%s\"` was applied before, and somebody switched to `%s` since, outside of Terraform."
                .formatted(configured.word(), live.word())
            : "The configuration says `active = \"%s\"`, `%s` serves, and it is not known what was applied last (after an import, or after the provider was killed)."
                .formatted(configured.word(), live.word());
    diagnostics.warning(
        Path.root().attribute("active"),
        "The active side is kept: " + live.word(),
        why
            + " Nothing is changed: a failover is never undone by itself. Three ways out: set `active = \"%s\"` to agree; change `switch_trigger` to switch to `%s`, whose plan says what has to follow first; or leave it as it is."
                .formatted(live.word(), configured.word()));
  }
}
