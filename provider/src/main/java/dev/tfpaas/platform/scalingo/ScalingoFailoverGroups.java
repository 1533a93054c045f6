package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Pairs of apps of which one runs, in a reduced form: containers and custom domains are switched,
/// data and DNS are not.
///
/// Scalingo has no such object. A group is its two apps and the marks in their variables. Its
/// address is the default host of the active app, so it is another one after a switch: whoever
/// points a CNAME there has to change it, or to let a load balancer in front do it.
final class ScalingoFailoverGroups implements FailoverGroups {
  private final ScalingoApi api;
  private final AppReader reader;
  private final AppSteps steps;
  private final GroupSteps marks;
  private final HostNames names;

  ScalingoFailoverGroups(
      ScalingoApi api, AppReader reader, AppSteps steps, Clock clock, HostNames names) {
    this.api = api;
    this.reader = reader;
    this.steps = steps;
    this.marks = new GroupSteps(api, reader, steps, clock);
    this.names = names;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("name", "replication_ids");
  }

  @Override
  public boolean addressFollowsActive(FailoverGroup group) {
    return true;
  }

  @Override
  public boolean startsActive() {
    return true;
  }

  @Override
  public Optional<FailoverGroup> find(String id) {
    GroupId members = GroupId.parse(id, api.home());
    GroupReading reading = GroupReading.of(reader, members);
    return reading.exists(members.text(api.home()))
        ? Optional.of(reading.group(api.home(), names))
        : Optional.empty();
  }

  @Override
  public Optional<String> existing(GroupSpec spec) {
    GroupId members = GroupId.of(spec, api.home());
    String id = members.text(api.home());
    return GroupReading.of(reader, members).exists(id) ? Optional.of(id) : Optional.empty();
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    GroupId wanted = GroupId.of(spec, api.home());
    String id = wanted.text(api.home());
    List<Problem> problems = new ArrayList<>();
    if (current.isPresent() && !current.get().id().equals(id)) {
      problems.add(
          new Problem(
              "secondary_app_id",
              "The members of a group cannot be changed on Scalingo",
              "A group is known by its two apps (%s). Destroy it (no app is stopped) and create one of %s."
                  .formatted(current.get().id(), id)));
    }
    boolean sameRegion =
        wanted.secondary().map(it -> it.region().equals(wanted.primary().region())).orElse(false);
    if (sameRegion && !spec.domains().isEmpty()) {
      problems.add(
          new Problem(
              "domains",
              "Two apps of one region cannot have the same domain",
              "Scalingo attaches a domain to one app of a region. Leave `domains` out, or use apps"
                  + " in two regions."));
    }
    for (Side side : Side.values()) {
      wanted.member(side).flatMap(place -> other(side, place, id)).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  /// Finds a member that belongs to another group.
  private Optional<Problem> other(Side side, AppPlace place, String id) {
    GroupReading reading = GroupReading.of(reader, new GroupId(place, Optional.empty()));
    if (!(reading.primary() instanceof GroupReading.Seen seen)) {
      return Optional.empty();
    }
    return seen.variables()
        .value(Mark.GROUP)
        .filter(group -> !group.equals(id))
        .map(group ->
            new Problem(
                side.word() + "_app_id",
                "App %s belongs to another failover group".formatted(place.id(api.home())),
                "Its variable %s says %s. Destroy that group first.".formatted(Mark.GROUP, group)));
  }

  @Override
  public Runbook create(GroupSpec spec, Side active) {
    GroupId members = GroupId.of(spec, api.home());
    String id = members.text(api.home());
    AppPlace first =
        members
            .member(active)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no " + active.word() + " app"));
    List<Step> made = new ArrayList<>();
    for (String domain : new TreeSet<>(spec.domains())) {
      for (Side side : Side.values()) {
        members.member(side).ifPresent(place -> made.add(steps.attach(place, domain)));
      }
    }
    made.add(steps.start(first));
    members.member(active.other()).ifPresent(place -> made.add(marks.join(place, first, id)));
    made.add(marks.join(first, first, id));
    return Runbook.of("form failover group " + id, made);
  }

  @Override
  public Runbook update(FailoverGroup current, GroupSpec spec) {
    GroupId members = GroupId.parse(current.id(), api.home());
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .ifPresent(place -> {
            for (String domain : new TreeSet<>(spec.domains())) {
              if (!current.domains().contains(domain)) {
                made.add(steps.attach(place, domain));
              }
            }
            for (String domain : new TreeSet<>(current.domains())) {
              if (!spec.domains().contains(domain)) {
                made.add(steps.detach(place, domain));
              }
            }
          });
    }
    return Runbook.of("change failover group " + current.id(), made);
  }

  @Override
  public Runbook switchOver(FailoverGroup current, SwitchSpec spec) {
    GroupId members = GroupId.parse(current.id(), api.home());
    AppPlace target = require(members, spec.to());
    AppPlace old = require(members, spec.to().other());
    String title = "switch %s to %s".formatted(current.id(), spec.to().word());
    return switch (spec.mode()) {
      case PLANNED -> planned(title, current, spec, new Pair(target, old));
      case EMERGENCY -> emergency(title, current, spec, new Pair(target, old));
    };
  }

  private static AppPlace require(GroupId members, Side side) {
    return members
        .member(side)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + side.word() + " app"));
  }

  /// The target runs before the old side stops, so that clients always find an app; the mark of the
  /// target comes last, so that an interrupted switch is seen as one that is not finished.
  private Runbook planned(String title, FailoverGroup current, SwitchSpec spec, Pair pair) {
    List<Step> already = new ArrayList<>();
    List<Step> made = new ArrayList<>();
    boolean moved = current.active() == spec.to();
    boolean begun =
        current
            .lastSwitch()
            .filter(it -> it.finishedAt().isEmpty() && it.to() == spec.to())
            .isPresent();
    // A target that ran before anything began keeps running when the switch is taken back.
    if (!isUp(current, spec.to())) {
      made.add(startTarget(pair.target()));
    } else if (begun) {
      already.add(startTarget(pair.target()));
    }
    Step standby =
        marks
            .markStandby(pair.old(), spec.mode().word())
            .after("the target serves", steps.serves(pair.target()))
            .undoneBy(
                "mark active",
                Call.of("PUT", pair.old().path("/variables"), "{%s: active}".formatted(Mark.ROLE)),
                () -> marks.remark(pair.old()))
            .marked(Step.Mark.UNSAFE);
    if (begun) {
      already.add(standby);
    } else if (!moved) {
      made.add(standby);
    }
    if (spec.maintenance()) {
      Step stop =
          steps
              .stop(pair.old())
              .undoneBy(
                  "start",
                  Call.of(
                      "POST",
                      pair.old().path("/scale"),
                      "{as remembered in " + Mark.FORMATION + "}"),
                  () ->
                      steps.scaleNow(pair.old(), present -> steps.remembered(pair.old(), present)))
              .marked(Step.Mark.UNSAFE);
      if (!isDown(current, spec.to().other())) {
        made.add(stop);
      } else if (begun) {
        already.add(stop);
      }
    }
    if (!moved) {
      made.add(
          marks
              .markActive(pair.target(), spec.mode().word(), began(current))
              .after("the target serves", steps.serves(pair.target()))
              .marked(Step.Mark.COMMIT));
    }
    return Runbook.reversible(title, already, made);
  }

  private Step startTarget(AppPlace target) {
    return steps
        .start(target)
        .undoneBy(
            "stop",
            Call.of("POST", target.path("/scale"), "{every type: 0}"),
            () -> steps.scaleNow(target, Formation::stopped))
        .marked(Step.Mark.UNSAFE);
  }

  /// The old side is told after the target has taken over, and may fail to listen.
  private Runbook emergency(String title, FailoverGroup current, SwitchSpec spec, Pair pair) {
    List<Step> made = new ArrayList<>();
    if (current.active() != spec.to()) {
      made.add(steps.start(pair.target()).marked(Step.Mark.UNSAFE));
      made.add(
          marks
              .markActive(pair.target(), spec.mode().word(), began(current))
              .after("the target serves", steps.serves(pair.target()))
              .marked(Step.Mark.SAFE));
    }
    if (spec.maintenance() && !isDown(current, spec.to().other())) {
      made.add(lastly(marks.markStandby(pair.old(), spec.mode().word())));
      made.add(lastly(steps.stop(pair.old())));
    }
    return Runbook.of(title, made);
  }

  private static Step lastly(Step step) {
    return step.within(GroupSteps.SHORT).marked(Step.Mark.BEST_EFFORT);
  }

  private static Optional<Instant> began(FailoverGroup current) {
    return current.lastSwitch().map(FailoverGroup.Switch::startedAt);
  }

  private static boolean isUp(FailoverGroup group, Side side) {
    return group
        .member(side)
        .map(member -> member.reachable() && member.healthy() && !member.maintenance())
        .orElse(false);
  }

  private static boolean isDown(FailoverGroup group, Side side) {
    return group
        .member(side)
        .map(member -> member.reachable() && member.maintenance())
        .orElse(false);
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    GroupId members = GroupId.parse(current.id(), api.home());
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .ifPresent(place ->
              made.add(
                  steps.withoutVariables("remove marks", place, Set.of(Mark.GROUP, Mark.ROLE))));
    }
    return Runbook.of("dissolve failover group " + current.id(), made);
  }

  @Override
  public String trafficAfterDelete(FailoverGroup current) {
    return ("Nothing changes for clients: both apps keep their domains and containers, and names"
            + " that point to %s still lead to %s. Only what marked them as a group is"
            + " removed.")
        .formatted(
            current.address(),
            current.member(current.active()).map(FailoverGroup.Member::appId).orElse("the app"));
  }

  /// The two sides of a switch.
  private record Pair(AppPlace target, AppPlace old) {}
}
