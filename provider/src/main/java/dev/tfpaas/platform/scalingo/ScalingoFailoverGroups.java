package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.platform.http.Redaction;
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

  /// The limit is 60 calls a minute, and a switch looks at its containers every few seconds.
  @Override
  public int switchesAtOnce() {
    return 4;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("name", "replication_ids");
  }

  /// Each of the two has the domains in its own region, whose router tells apps by names.
  @Override
  public boolean answersAs(FailoverGroup group, Side side, String name) {
    return group.domains().contains(name);
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
    return find(id, Optional.empty());
  }

  @Override
  public Optional<FailoverGroup> find(String id, Optional<FailoverGroup> before) {
    GroupId members = GroupId.parse(id, api);
    GroupReading reading = GroupReading.of(reader, members, before);
    return reading.exists(members.text(api.home()))
        ? Optional.of(reading.group(api.home(), names))
        : Optional.empty();
  }

  @Override
  public List<Problem> remarks(FailoverGroup group) {
    GroupId members = GroupId.of(group, api);
    List<Problem> remarks = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .filter(place -> !place.live().equals(place.name()))
          .map(place ->
              new Problem(
                  side.word() + "_app_id",
                  "App %s was renamed to %s".formatted(place.name(), place.live()),
                  "It is the same app, so nothing is changed: the group goes on with it. To agree,"
                      + " rename it back; a group is known by the names that its apps had when it"
                      + " was formed."))
          .ifPresent(remarks::add);
    }
    return remarks;
  }

  @Override
  public Optional<String> existing(GroupSpec spec) {
    GroupId members = GroupId.of(spec, api);
    String id = members.text(api.home());
    return GroupReading.of(reader, members, Optional.empty()).exists(id)
        ? Optional.of(id)
        : Optional.empty();
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    GroupId wanted = GroupId.of(spec, api);
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
    GroupReading reading =
        GroupReading.of(reader, new GroupId(place, Optional.empty()), Optional.empty());
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
                "Its variable %s says %s. Destroy that group first."
                    .formatted(Mark.GROUP, Redaction.identifier(group))));
  }

  @Override
  public Runbook create(GroupSpec spec, Side active) {
    GroupId members = GroupId.of(spec, api);
    String id = members.text(api.home());
    AppPlace first = members.need(active);
    List<Step> made = new ArrayList<>();
    for (String domain : new TreeSet<>(spec.domains())) {
      for (Side side : Side.values()) {
        members
            .member(side)
            .ifPresent(
                place -> made.add(steps.attach(place, domain, members.member(side.other()))));
      }
    }
    made.add(steps.start(first));
    Optional<AppPlace> other = members.member(active.other());
    other.ifPresent(place -> made.add(marks.join(place, Optional.of(first), false, id)));
    made.add(marks.join(first, other, true, id));
    return Runbook.of("form failover group " + id, made);
  }

  @Override
  public Runbook update(FailoverGroup current, GroupSpec spec) {
    GroupId members = GroupId.of(current, api);
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .ifPresent(place -> {
            for (String domain : new TreeSet<>(spec.domains())) {
              if (!current.domains().contains(domain)) {
                made.add(steps.attach(place, domain, members.member(side.other())));
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

  /// Without a mark of its own, an app would be no member as soon as the other one cannot be read.
  @Override
  public Runbook rejoin(FailoverGroup current) {
    GroupId members = GroupId.of(current, api);
    GroupReading reading = GroupReading.of(reader, members, Optional.of(current));
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      Optional<AppPlace> partner = members.member(side.other());
      boolean seen = current.member(side).filter(FailoverGroup.Member::there).isPresent();
      boolean isOut = current.member(side).filter(it -> !it.joined()).isPresent();
      if (seen ? isOut : reading.isUnmarked(side)) {
        made.add(marks.rejoin(members.need(side), partner, current.active() == side, current.id()));
      }
      if (seen ? isOut : reading.isUnknown(side)) {
        partner.map(it -> marks.knowing(it, members.need(side))).ifPresent(made::add);
      }
    }
    return made.isEmpty()
        ? Runbook.none()
        : Runbook.of("complete failover group " + current.id(), made);
  }

  @Override
  public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
    GroupId members = GroupId.of(current, api);
    ScalingoSwitch.Pair pair =
        new ScalingoSwitch.Pair(members.need(spec.to()), members.need(spec.to().other()));
    Optional<Instant> last = current.lastSwitch().map(FailoverGroup.Switch::startedAt);
    return new ScalingoSwitch(steps, marks, pair, spec, last);
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    GroupId members = GroupId.of(current, api);
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .ifPresent(place ->
              made.add(
                  steps.withoutVariables(
                      "remove marks",
                      place,
                      Set.of(Mark.GROUP, Mark.ROLE, Mark.PARTNER, Mark.GROUP_INCARNATION))));
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
}
