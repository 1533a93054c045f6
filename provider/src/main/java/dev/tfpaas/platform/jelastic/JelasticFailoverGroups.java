package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.http.Redaction;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Pairs of environments of which one has the custom domains; a switch swaps them in one call.
///
/// Jelastic has no such object and no health-checked switch. A group is its two environments, the
/// domains, and a mark on each where the platform keeps properties. Data is not part of it.
final class JelasticFailoverGroups implements FailoverGroups {
  private final Account account;
  private final EnvironmentSteps steps;
  private final DomainSteps domains;
  private final SwitchNotes notes;
  private final JelasticIncarnations incarnations;

  JelasticFailoverGroups(
      Account account,
      EnvironmentSteps steps,
      DomainSteps domains,
      SwitchNotes notes,
      JelasticIncarnations incarnations) {
    this.account = account;
    this.steps = steps;
    this.domains = domains;
    this.notes = notes;
    this.incarnations = incarnations;
  }

  /// No limit is documented; what is kept here is five calls a second.
  @Override
  public int switchesAtOnce() {
    return 20;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("name", "replication_ids");
  }

  /// Every data centre has a balancer of its own: one CNAME will do for both sides only where they
  /// share one, which is where a switch needs no change of DNS. The domains are bound to the other
  /// environment until they are swapped.
  @Override
  public boolean answersAs(FailoverGroup group, Side side, String name) {
    return group.active() == side;
  }

  @Override
  public boolean addressFollowsActive(FailoverGroup group) {
    return !group.dnsPopulated();
  }

  @Override
  public Optional<FailoverGroup> find(String id) {
    GroupId members = GroupId.parse(id);
    GroupReading reading = GroupReading.of(account, members);
    if (!reading.exists()) {
      return Optional.empty();
    }
    return Optional.of(
        reading.group(
            account.places(reading.hostGroups()), account.past(TrackedAction.SWAP_DOMAINS)));
  }

  @Override
  public List<Problem> remarks(FailoverGroup group) {
    List<Problem> renamed = new ArrayList<>();
    for (Side side : Side.values()) {
      group
          .member(side)
          .map(FailoverGroup.Member::appId)
          .filter(name -> !account.liveName(name).equals(name))
          .map(name ->
              new Problem(
                  side.word() + "_app_id",
                  "Environment %s was renamed to %s".formatted(name, account.liveName(name)),
                  "It is the same environment, and was renamed outside of Terraform. Nothing is"
                      + " changed: it stays known here by its old name, and every call goes to"
                      + " it."))
          .ifPresent(renamed::add);
    }
    return renamed;
  }

  @Override
  public Optional<String> existing(GroupSpec spec) {
    GroupId members = GroupId.of(spec);
    return GroupReading.of(account, members).exists()
        ? Optional.of(members.toString())
        : Optional.empty();
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    List<Problem> problems = new ArrayList<>();
    GroupId wanted = GroupId.of(spec);
    GroupReading reading = GroupReading.of(account, wanted);
    if (spec.domains().isEmpty()) {
      problems.add(
          new Problem(
              "domains",
              "A failover group on Jelastic needs custom domains",
              "Traffic is switched by swapping them. Name at least one in `domains`."));
    }
    if (current.isPresent() && !current.get().id().equals(wanted.toString())) {
      problems.add(
          new Problem(
              "secondary_app_id",
              "The members of a group cannot be changed on Jelastic",
              "A group is known by its two environments (%s). Destroy it (no environment is stopped) and create one of %s."
                  .formatted(current.get().id(), wanted)));
    }
    for (Side side : Side.values()) {
      wanted
          .member(side)
          .flatMap(_ -> reading.side(side))
          .ifPresent(seen -> check(side, seen, spec).ifPresent(problems::add));
    }
    if (problems.isEmpty()) {
      split(reading).ifPresent(problems::add);
      elsewhere(spec).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private static Optional<Problem> check(Side side, GroupReading.Seen seen, GroupSpec spec) {
    Environment environment = seen.environment();
    String group = GroupId.of(spec).toString();
    Optional<String> other = seen.mark(Mark.GROUP).filter(mark -> !mark.equals(group));
    if (other.isPresent()) {
      return Optional.of(
          new Problem(
                  side.word() + "_app_id",
                  "Environment %s belongs to another failover group".formatted(environment.name()),
                  "Its property %s says %s. Destroy that group first."
                      .formatted(Mark.GROUP, Redaction.identifier(other.get())))
              .by(SafetyRule.MEMBER));
    }
    Set<String> foreign = new TreeSet<>(environment.domains());
    foreign.removeAll(spec.domains());
    return foreign.isEmpty() || spec.domains().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "domains",
                "Environment %s has domains that the group does not name"
                    .formatted(environment.name()),
                "A swap moves all domains of both environments, so also %s. Add them to `domains`, or unbind them."
                    .formatted(String.join(", ", foreign))));
  }

  private static Optional<Problem> split(GroupReading reading) {
    boolean split =
        !reading.domains(Side.PRIMARY).isEmpty() && !reading.domains(Side.SECONDARY).isEmpty();
    return split
        ? Optional.of(
            new Problem(
                "domains",
                "Both environments have custom domains",
                "A swap would exchange them. Unbind those of one side first (in the dashboard:"
                    + " Settings > Custom Domains); they are bound to the active side then."))
        : Optional.empty();
  }

  /// Finds a domain that another environment of the account has; whose else one is, the platform
  /// tells when it is bound.
  private Optional<Problem> elsewhere(GroupSpec spec) {
    for (Environment environment : account.all()) {
      boolean member =
          environment.name().equals(spec.primaryAppId())
              || spec.secondaryAppId().filter(environment.name()::equals).isPresent();
      Set<String> taken = new TreeSet<>(environment.domains());
      taken.retainAll(spec.domains());
      if (!member && !taken.isEmpty()) {
        return Optional.of(
            new Problem(
                "domains",
                "%s is bound to another environment".formatted(String.join(", ", taken)),
                "It belongs to %s. A domain can be bound once; unbind it there first."
                    .formatted(environment.name())));
      }
    }
    return Optional.empty();
  }

  @Override
  public Runbook create(GroupSpec spec, Side active) {
    GroupId members = GroupId.of(spec);
    String first = members.need(active);
    List<Step> made = new ArrayList<>();
    Optional<String> other = members.member(active.other());
    made.add(steps.startUnlessBroken(first));
    new TreeSet<>(spec.domains()).forEach(domain -> made.add(domains.bind(first, domain, other)));
    String id = members.toString();
    made.add(notes.marks().write(first, Mark.GROUP, id, it -> beside(id, it)));
    other.ifPresent(name ->
        made.add(
            notes
                .marks()
                .write(
                    name,
                    Mark.GROUP,
                    id,
                    it -> {
                      Map<String, String> more = new TreeMap<>(notes.standby());
                      more.putAll(beside(id, it));
                      return more;
                    })));
    return Runbook.of("form failover group " + id, made);
  }

  private Map<String, String> beside(String id, Environment environment) {
    return incarnations.beside(Incarnations.Kind.FAILOVER_GROUP, id, environment);
  }

  /// Domains that are wanted are brought home from the side that stands by first. An active side
  /// that was deleted can have none; the switch away from it binds them.
  @Override
  public Runbook update(FailoverGroup current, GroupSpec spec) {
    GroupId members = GroupId.parse(current.id());
    if (!current.requireMember(current.active()).there()) {
      return Runbook.of("change failover group " + current.id(), List.of());
    }
    String active = members.need(current.active());
    List<Step> made = new ArrayList<>();
    for (String domain : new TreeSet<>(spec.domains())) {
      if (!current.domains().contains(domain)) {
        made.add(domains.bind(active, domain, members.member(current.active().other())));
      }
    }
    for (String domain : new TreeSet<>(current.domains())) {
      if (!spec.domains().contains(domain)) {
        made.add(domains.unbind(active, domain));
      }
    }
    return Runbook.of("change failover group " + current.id(), made);
  }

  /// Without a mark of its own, an environment would be no member as soon as the other one is gone.
  @Override
  public Runbook rejoin(FailoverGroup current) {
    GroupId members = GroupId.parse(current.id());
    GroupReading reading = GroupReading.of(account, members);
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      boolean seen = current.member(side).filter(FailoverGroup.Member::there).isPresent();
      boolean isOut =
          seen
              ? !current.requireMember(side).joined()
              : reading.side(side).filter(GroupReading.Seen::isUnmarked).isPresent();
      if (isOut) {
        made.add(
            notes
                .marks()
                .write(members.need(side), Mark.GROUP, current.id(), _ -> again(current, side)));
      }
    }
    return made.isEmpty()
        ? Runbook.none()
        : Runbook.of("complete failover group " + current.id(), made);
  }

  /// Whose the group is stays as it was.
  private Map<String, String> again(FailoverGroup current, Side side) {
    Map<String, String> beside = new TreeMap<>();
    if (side != current.active()) {
      beside.putAll(notes.standby());
    }
    incarnations
        .of(Incarnations.Kind.FAILOVER_GROUP, current.id())
        .ifPresent(it -> beside.put(Mark.GROUP_INCARNATION, it));
    return beside;
  }

  @Override
  public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
    GroupId members = GroupId.parse(current.id());
    DomainSteps.Pair pair =
        new DomainSteps.Pair(members.need(spec.to().other()), members.need(spec.to()));
    return new JelasticSwitch(steps, domains, notes, pair, current.domains(), spec.mode());
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    GroupId members = GroupId.parse(current.id());
    List<Step> made = new ArrayList<>();
    for (Side side : Side.values()) {
      members
          .member(side)
          .ifPresent(name ->
              made.add(
                  notes.marks().remove(name, Mark.GROUP, Mark.SWITCH, Mark.GROUP_INCARNATION)));
    }
    return Runbook.of("dissolve failover group " + current.id(), made);
  }

  @Override
  public String trafficAfterDelete(FailoverGroup current) {
    return "Nothing changes for clients: %s stay bound to %s. Only what marked the two environments as a group is removed."
        .formatted(
            String.join(", ", new TreeSet<>(current.domains())),
            GroupId.parse(current.id()).need(current.active()));
  }
}
