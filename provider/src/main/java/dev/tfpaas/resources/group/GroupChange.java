package dev.tfpaas.resources.group;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is done to an existing group: first its membership, then a switch.
///
/// @param runbook the steps
/// @param switched the group as it will be when the switch begins, and its replications
/// @param target the place that is switched to; empty when there is no switch
/// @param spec that switch; empty also where the place that is switched to is empty
record GroupChange(
    Runbook runbook, GroupView switched, Optional<Side> target, Optional<SwitchSpec> spec) {

  /// Works out the steps of a change.
  static GroupChange of(Change<GroupView, GroupConfig> change) {
    GroupView current =
        change
            .remembered()
            .seen()
            .map(planned -> change.current().directedAs(planned))
            .orElse(change.current());
    return of(change.platform(), current, change.wanted(), Goal.of(change));
  }

  /// Works out the change.
  ///
  /// @param platform its apps are looked up only where the group does not have them yet
  /// @param view the group as read
  /// @param goal what is to be active in the end
  private static GroupChange of(Platform platform, GroupView view, GroupConfig config, Goal goal) {
    FailoverGroups groups = GroupConfig.groups(platform);
    Runbook runbook = Runbook.none();
    FailoverGroup current = view.group();
    if (goal.unfinished()) {
      runbook = runbook.then(groups.create(config.spec(), current.active()));
    }
    if (differs(current, config.spec())) {
      runbook = runbook.then(groups.update(current, config.spec()));
      current = predicted(platform.apps(), current, config.spec());
    }
    if (goal.remade()) {
      runbook = runbook.then(groups.rejoin(goal.lookedAt().orElse(view.group())));
    }
    FailoverGroup before = current;
    Optional<Side> target = goal.active().filter(side -> side != before.active());
    Optional<SwitchSpec> made =
        target
            .filter(to -> before.member(to).isPresent())
            .map(to -> spec(platform, view.with(before), config, to));
    if (made.isPresent()) {
      runbook = runbook.then(groups.switchOver(before, made.get()));
    } else {
      Optional<SwitchSpec> left = goal.unfinishedSwitch(before, config, view);
      runbook = left.isEmpty() ? runbook : runbook.then(groups.finish(before, left.get()));
    }
    return new GroupChange(runbook, view.with(before), target, made);
  }

  private static SwitchSpec spec(Platform platform, GroupView view, GroupConfig config, Side to) {
    return new SwitchSpec(
        to,
        config.mode(),
        config.maintenance(),
        view.replications(),
        config
            .health()
            .map(health -> HealthProof.gate(HealthCheck.of(platform, view.group(), health), to)));
  }

  /// What is to be active in the end.
  ///
  /// @param active the place; empty to leave that open
  /// @param applied the place that was applied last; empty when it is not known
  /// @param unfinished whether the creation of the group was stopped, and is completed first
  /// @param remade whether an app of the group was gone when it was read last, and may be made
  ///   anew, or was made anew already
  /// @param lookedAt the group as it was planned with, where all its apps were there; else empty
  record Goal(
      Optional<Side> active,
      Optional<Side> applied,
      boolean unfinished,
      boolean remade,
      Optional<FailoverGroup> lookedAt) {

    /// Reads the goal of a change.
    static Goal of(Change<GroupView, GroupConfig> change) {
      return new Goal(
          change.wanted().active(),
          GroupConfig.side(change.prior(), "applied_active"),
          change.remembered().unfinished(),
          change.remembered().seen().filter(was -> !was.isComplete()).isPresent(),
          change.remembered().seen().filter(GroupView::isWhole).map(GroupView::group));
    }

    /// Returns the switch of this resource that an apply did not finish although traffic has moved;
    /// empty when nothing of it is left to do.
    ///
    /// It is one where the side that serves is wanted, and another one was applied last: an apply
    /// that ends records what it made active. How it was made, the platform tells:
    /// - an emergency: the old side may not be fenced yet. Whether it is, its steps tell;
    /// - planned and not finished: the old side is not closed yet, where that comes last;
    /// - planned and finished, or made outside: nothing is left;
    /// - the platform does not remember: see [#leftOpen].
    private Optional<SwitchSpec> unfinishedSwitch(
        FailoverGroup group, GroupConfig config, GroupView view) {
      boolean moved =
          active.equals(Optional.of(group.active()))
              && applied.filter(side -> side != group.active()).isPresent();
      if (!moved) {
        return Optional.empty();
      }
      Optional<FailoverGroup.Switch> last = group.lastSwitch().filter(GroupChange::isKnown);
      Optional<SwitchSpec.Mode> mode =
          last.isPresent()
              ? last.filter(it -> it.to() == group.active()).flatMap(Goal::leftOf)
              : leftOpen(group, config, view);
      return mode.map(
          how -> new SwitchSpec(group.active(), how, config.maintenance(), view.replications()));
    }

    private static Optional<SwitchSpec.Mode> leftOf(FailoverGroup.Switch last) {
      return Stream.of(SwitchSpec.Mode.values())
          .filter(mode -> mode.word().equals(last.mode()))
          .filter(mode -> mode == SwitchSpec.Mode.EMERGENCY || last.finishedAt().isEmpty())
          .findFirst();
    }

    /// Where the platform does not remember how it was switched, the configuration still says that
    /// it was an emergency. That no data flows from an old side that answers and is open shows that
    /// it was left, and not fenced. A planned switch closes it before traffic moves there.
    private static Optional<SwitchSpec.Mode> leftOpen(
        FailoverGroup group, GroupConfig config, GroupView view) {
      Optional<FailoverGroup.Member> old = group.member(group.active().other());
      boolean open = old.filter(it -> it.reachable() && !it.maintenance()).isPresent();
      boolean left =
          config.mode() == SwitchSpec.Mode.EMERGENCY
              && config.maintenance()
              && open
              && view.replications().stream().noneMatch(it -> streams(it, old.get().appId()));
      return left ? Optional.of(SwitchSpec.Mode.EMERGENCY) : Optional.empty();
    }

    private static boolean streams(Replication replication, String source) {
      return replication.sourceAppId().equals(source)
          && switch (replication.status()) {
            case SEEDING, REPLICATING -> true;
            case DETACHED, PROMOTED, BROKEN -> false;
          };
    }
  }

  private static boolean isKnown(FailoverGroup.Switch last) {
    return !last.mode().equals(FailoverGroup.Switch.UNKNOWN);
  }

  /// Returns the place that the active app has in another membership; empty when it has none.
  static Optional<Side> placeOfActive(FailoverGroup group, GroupSpec spec) {
    Optional<String> active = group.member(group.active()).map(FailoverGroup.Member::appId);
    return List.of(Side.values()).stream()
        .filter(side -> active.isPresent() && spec.appId(side).equals(active))
        .findFirst();
  }

  private static boolean differs(FailoverGroup group, GroupSpec spec) {
    return !spec.primaryAppId().equals(group.primary().appId())
        || !spec.secondaryAppId().equals(group.secondary().map(FailoverGroup.Member::appId))
        || (spec.name().isPresent() && !spec.name().equals(group.name()))
        || !spec.domains().equals(group.domains());
  }

  private static FailoverGroup predicted(Apps apps, FailoverGroup group, GroupSpec spec) {
    return new FailoverGroup(
        group.id(),
        spec.name().or(group::name),
        group.address(),
        group.ttl(),
        member(apps, group, spec.primaryAppId()),
        spec.secondaryAppId().map(id -> member(apps, group, id)),
        placeOfActive(group, spec).orElse(group.active()),
        group.busy(),
        group.dnsPopulated(),
        spec.domains(),
        group.lastSwitch());
  }

  private static FailoverGroup.Member member(Apps apps, FailoverGroup group, String id) {
    for (Side side : Side.values()) {
      Optional<FailoverGroup.Member> known =
          group.member(side).filter(member -> member.appId().equals(id));
      if (known.isPresent()) {
        return known.get();
      }
    }
    Optional<App> app = apps.find(id);
    return new FailoverGroup.Member(
        id,
        app.map(App::reachable).orElse(false),
        app.map(App::healthy).orElse(false),
        app.map(App::maintenance).orElse(false));
  }
}
