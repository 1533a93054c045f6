package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Failover groups, which Cloud 66 has: a DNS name with two places and the number of the one that
/// is current. A group's identifier is its uid.
final class Cloud66FailoverGroups implements FailoverGroups {
  /// The life of the address's record; fixed by the vendor.
  private static final Duration TTL = Duration.ofMinutes(5);

  private final Account account;
  private final Cloud66Steps steps;
  private final DatabaseSteps databases;
  private final GroupSteps groups;

  /// The names that members had when they were seen last, by uid, where they have others now.
  private final Map<String, String> formerly = new ConcurrentHashMap<>();

  Cloud66FailoverGroups(
      Account account, Cloud66Steps steps, DatabaseSteps databases, GroupSteps groups) {
    this.account = account;
    this.steps = steps;
    this.databases = databases;
    this.groups = groups;
  }

  /// The limit is 3,000 calls an hour: after the first 600, one in a second and a half.
  @Override
  public int switchesAtOnce() {
    return 20;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("name", "domains");
  }

  @Override
  public Optional<FailoverGroup> find(String id) {
    return find(id, Optional.empty());
  }

  /// A deleted stack leaves its place in the group empty, as one does that was taken out of it; the
  /// last look tells who was there.
  @Override
  public Optional<FailoverGroup> find(String id, Optional<FailoverGroup> before) {
    Optional<FailoverGroup> found = account.group(id).map(it -> group(it, before));
    found.ifPresent(now -> before.ifPresent(then -> noteNames(then, now)));
    return found;
  }

  /// Notes which members have another name than when they were seen last.
  private void noteNames(FailoverGroup then, FailoverGroup now) {
    for (FailoverGroup.Member member : members(now)) {
      members(then).stream()
          .filter(it -> it.appId().equals(member.appId()) && it.name().isPresent())
          .filter(it -> member.name().isPresent() && !it.name().equals(member.name()))
          .forEach(it -> formerly.put(member.appId(), it.name().orElseThrow()));
    }
  }

  private static List<FailoverGroup.Member> members(FailoverGroup group) {
    return Stream.of(Side.values()).flatMap(side -> group.member(side).stream()).toList();
  }

  /// A rename changes nothing here, where all goes by uid; but whoever reads a plan knows its apps
  /// by name.
  @Override
  public List<Problem> remarks(FailoverGroup group) {
    List<Problem> remarks = new ArrayList<>();
    for (Side side : Side.values()) {
      group
          .member(side)
          .flatMap(member ->
              Optional.ofNullable(formerly.get(member.appId()))
                  .flatMap(old -> member.name().map(name -> renamed(side, member, old, name))))
          .ifPresent(remarks::add);
    }
    return List.copyOf(remarks);
  }

  private static Problem renamed(Side side, FailoverGroup.Member member, String old, String name) {
    return new Problem(
        side.word() + "_app_id",
        "App %s was renamed to %s".formatted(old, name),
        "It is the same application, %s, and was renamed outside of Terraform. Nothing is changed: the group names it by this uid. The next apply takes note of the new name."
            .formatted(member.appId()));
  }

  private FailoverGroup group(Group it, Optional<FailoverGroup> before) {
    return new FailoverGroup(
        it.uid(),
        Optional.empty(),
        it.address(),
        TTL,
        member(it, Side.PRIMARY, before).orElse(new FailoverGroup.Member("", false, false, false)),
        member(it, Side.SECONDARY, before),
        it.current(),
        it.busy(),
        // The API does not tell what the address answers; the vendor updates it while busy.
        !it.busy() && it.stack(it.current()).isPresent(),
        Set.of(),
        Optional.empty());
  }

  private Optional<FailoverGroup.Member> member(
      Group group, Side side, Optional<FailoverGroup> before) {
    return group
        .stack(side)
        .map(this::member)
        .or(() ->
            before
                .flatMap(it -> it.member(side))
                .map(FailoverGroup.Member::appId)
                .filter(uid -> !uid.isEmpty() && !groups.wasGivenUp(group.uid(), uid))
                .map(this::member)
                .filter(member -> !member.there()));
  }

  /// Reads one side. A side that cannot be read does not make the group unreadable.
  private FailoverGroup.Member member(String uid) {
    try {
      return account
          .stack(uid)
          .map(it ->
              new FailoverGroup.Member(
                  uid,
                  it.reachable(),
                  it.healthy(),
                  it.maintenance(),
                  true,
                  Optional.empty(),
                  Optional.of(it.name()),
                  true))
          .orElse(FailoverGroup.Member.gone(uid));
    } catch (PlatformException failure) {
      return switch (failure.kind()) {
        case NOT_FOUND, DENIED, UNAVAILABLE, CONFLICT, REJECTED, CORRUPT ->
            new FailoverGroup.Member(uid, false, false, false);
        case RATE_LIMITED -> throw failure;
      };
    }
  }

  @Override
  public Optional<String> existing(GroupSpec spec) {
    return groups.made(spec).map(Group::uid);
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    List<Problem> problems = new ArrayList<>();
    if (spec.secondaryAppId().equals(Optional.of(spec.primaryAppId()))) {
      problems.add(
          new Problem(
              "secondary_app_id",
              "A failover group needs two different apps",
              "Both primary_app_id and secondary_app_id are %s.".formatted(spec.primaryAppId())));
    }
    // Whoever leaves a side that was deleted need not take it out of the group first.
    for (Side side : Side.values()) {
      spec.appId(side)
          .filter(app -> current.flatMap(it -> it.member(side)).filter(isGone(app)).isEmpty())
          .flatMap(app -> member(side.word() + "_app_id", app))
          .ifPresent(problems::add);
    }
    current
        .flatMap(it -> account.group(it.id()))
        .filter(Group::readOnly)
        .ifPresent(group ->
            problems.add(
                new Problem(
                    "",
                    "Failover group " + group.uid() + " is read-only for this token",
                    "The token's user may not change it. Ask an administrator of both applications"
                        + " for the permission to edit failover groups.")));
    return List.copyOf(problems);
  }

  private static Predicate<FailoverGroup.Member> isGone(String app) {
    return member -> !member.there() && member.appId().equals(app);
  }

  private Optional<Problem> member(String attribute, String app) {
    Optional<Stack> stack = account.stack(app);
    if (stack.isEmpty()) {
      return Optional.of(account.noStack(attribute, app));
    }
    if (stack.get().cluster()) {
      return Optional.of(
          new Problem(
              attribute,
              "App " + app + " is a cluster",
              "Cloud 66 takes no clusters into failover groups. Name an application."));
    }
    if (stack.get().fqdn().isEmpty()) {
      return Optional.of(
          new Problem(
              attribute,
              "App " + app + " has no web head yet",
              "A failover group leads to an application's web server or load balancer, and this one"
                  + " has none (it is %s). Deploy it first.".formatted(stack.get().word())));
    }
    return Optional.empty();
  }

  @Override
  public Runbook create(GroupSpec spec, Side active) {
    return Runbook.of("form failover group", List.of(groups.create(spec, active)));
  }

  @Override
  public Runbook update(FailoverGroup current, GroupSpec spec) {
    String title = "change failover group " + current.id();
    return Runbook.of(title, groups.change(current, spec).stream().toList());
  }

  @Override
  public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
    return new Cloud66Switch(steps, databases, current, spec);
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    List<Step> made = new ArrayList<>();
    if (!current.primary().appId().isEmpty() || current.secondary().isPresent()) {
      made.add(groups.detach(current.id()));
    }
    made.add(groups.delete(current.id()));
    return Runbook.of("dissolve failover group " + current.id(), made);
  }

  @Override
  public String trafficAfterDelete(FailoverGroup current) {
    String app =
        current.member(current.active()).map(FailoverGroup.Member::appId).orElse("the app");
    return "The address %s is destroyed for good and cannot be had again; clients reach %s only by its own address, and both apps keep running as they are."
        .formatted(current.address(), app);
  }

  /// Makes the failure of a look that found several groups where one was meant.
  static PlatformException ambiguous(List<Group> found) {
    return PlatformException.rejected(
        Cloud66Platform.NAME,
        "GET " + Cloud66Api.ROOT + "/failover_groups",
        "there are %d failover groups of these applications: %s; import the one you mean with `terraform import`, or delete the others in the dashboard"
            .formatted(
                found.size(), String.join(", ", found.stream().map(Group::uid).sorted().toList())));
  }
}
