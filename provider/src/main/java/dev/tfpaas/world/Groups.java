package dev.tfpaas.world;

import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Meter;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.world.fact.TrafficFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What can be done to a failover group: formed, changed, switched, dissolved.
public final class Groups {
  private Groups() {}

  /// Forms a group, or does nothing when it is there with the same members.
  ///
  /// @param id its identifier and name
  /// @param members its apps and its name
  /// @param active which place gets the traffic
  public static void form(Draft draft, String id, Members members, GroupFact.Place active) {
    Optional<GroupFact> existing = draft.group(id);
    if (existing.isPresent()) {
      if (!existing.get().primary().equals(members.primary())
          || !existing.get().secondary().equals(members.secondary())) {
        throw RefusedCall.of(
            RefusedCall.Kind.REJECTED, "failover group " + id + " exists with other members");
      }
      return;
    }
    check(draft, id, members);
    Instant now = draft.now();
    GroupFact group =
        new GroupFact(
            id,
            members.name(),
            members.primary(),
            members.secondary(),
            members.domains(),
            active,
            GroupFact.Dns.NEW,
            Meter.started(true, now),
            GroupFact.History.NONE);
    if (group.app(active).isEmpty()) {
      throw RefusedCall.of(RefusedCall.Kind.REJECTED, "the active place has no app");
    }
    draft.put(group.withMeter(Meter.started(draft.serves(group.answers()), now)));
    Monitors.atForming(draft, group);
    draft.later(Timings.Timing.DNS, PendingFact.Effect.RESOLVABLE, id, "");
  }

  /// Who and what is in a group.
  ///
  /// @param name its name
  /// @param primary the app in the first place
  /// @param secondary the app in the second place; empty when there is none
  /// @param domains custom names carried by the pair
  public record Members(
      String name, String primary, Optional<String> secondary, List<String> domains) {

    /// Copies the domains.
    public Members {
      domains = List.copyOf(domains);
    }
  }

  /// Changes members, name and domains; the app that is active stays active.
  public static void change(Draft draft, String id, Members members) {
    GroupFact group = need(draft, id);
    if (group.busy()) {
      throw RefusedCall.of(RefusedCall.Kind.CONFLICT, "failover group " + id + " is being changed");
    }
    check(draft, id, members);
    String active = group.answers();
    GroupFact.Place place;
    if (members.primary().equals(active)) {
      place = GroupFact.Place.PRIMARY;
    } else if (members.secondary().equals(Optional.of(active))) {
      place = GroupFact.Place.SECONDARY;
    } else {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "app %s is active in failover group %s and cannot leave it; switch first"
              .formatted(active, id));
    }
    draft.put(
        group
            .withMembers(members.primary(), members.secondary(), place)
            .withNames(members.name(), members.domains()));
  }

  private static void check(Draft draft, String id, Members members) {
    draft.needApp(members.primary());
    members.secondary().ifPresent(draft::needApp);
    if (members.secondary().equals(Optional.of(members.primary()))) {
      throw RefusedCall.of(RefusedCall.Kind.REJECTED, "a failover group needs two different apps");
    }
    Stream.concat(Stream.of(members.primary()), members.secondary().stream())
        .flatMap(app -> draft.groupOf(app).stream())
        .filter(other -> !other.id().equals(id))
        .findFirst()
        .ifPresent(other -> {
          throw RefusedCall.of(
              RefusedCall.Kind.REJECTED, "one of the apps belongs to failover group " + other.id());
        });
    draft
        .groupNamed(members.name())
        .filter(other -> !other.id().equals(id))
        .ifPresent(other -> {
          throw RefusedCall.of(
              RefusedCall.Kind.REJECTED, "the name " + other.name() + " is taken by another group");
        });
  }

  /// Begins to move traffic to a place whose app serves. The caller has looked, but the app may
  /// have died, or been closed by somebody else, since.
  ///
  /// @throws RefusedCall when the app does not serve, or the group is being changed
  public static void moveProven(Draft draft, String id, GroupFact.Place to, GroupFact.Mode mode) {
    GroupFact group = need(draft, id);
    Optional<String> target = group.app(to);
    if (group.active() != to && target.isPresent()) {
      draft.reach(target.get());
      if (!draft.serves(target.get())) {
        throw RefusedCall.of(
            RefusedCall.Kind.CONFLICT,
            "app %s does not serve: it is in maintenance, or a database of it takes no writes"
                .formatted(target.get()));
      }
    }
    move(draft, id, to, mode);
  }

  /// Begins to move traffic to a place.
  public static void move(Draft draft, String id, GroupFact.Place to, GroupFact.Mode mode) {
    GroupFact group = need(draft, id);
    if (group.busy()) {
      if (isMovingTo(draft, id, to)) {
        return;
      }
      throw RefusedCall.of(RefusedCall.Kind.CONFLICT, "failover group " + id + " is being changed");
    }
    if (group.active() == to) {
      return;
    }
    if (group.app(to).isEmpty()) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED, "failover group " + id + " has no app in that place");
    }
    Monitors.beforeMove(draft, group, group.app(to).get());
    Instant started = group.switchBegun().map(GroupFact.Begun::at).orElse(draft.now());
    Optional<GroupFact.Begun> begun =
        Optional.of(group.switchBegun().orElseGet(() -> begun(draft, group)));
    draft.put(
        group
            .withBegun(begun)
            .moving(
                new GroupFact.Switch(
                    group.active(),
                    to,
                    mode,
                    started,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty())));
    draft.later(Timings.Timing.DNS, PendingFact.Effect.MOVED, id, to.name());
  }

  private static boolean isMovingTo(Draft draft, String id, GroupFact.Place to) {
    return draft.pending(PendingFact.Effect.MOVED, id).stream()
        .anyMatch(pending -> pending.value().equals(to.name()));
  }

  /// Moves traffic now and writes down what the switch cost.
  static void moved(Draft draft, GroupFact group, GroupFact.Place to) {
    if (group.last().isEmpty() || group.app(to).isEmpty()) {
      return;
    }
    GroupFact.Switch begun = group.last().get();
    String target = group.app(to).get();
    OptionalLong lost = lost(draft, group.answers(), target);
    Monitors.atMove(draft, group, target, lost);
    Duration before = group.switchBegun().map(GroupFact.Begun::downtime).orElse(Duration.ZERO);
    GroupFact.Switch done =
        new GroupFact.Switch(
            begun.from(),
            to,
            begun.mode(),
            begun.startedAt(),
            Optional.of(draft.now()),
            Optional.of(group.meter().downtime(draft.now()).minus(before)),
            lost);
    draft.put(group.moved(done));
    lost.ifPresent(writes -> blame(draft, group, writes));
  }

  /// Counts lost writes with the clients of a group, in proportion to what they write.
  private static void blame(Draft draft, GroupFact group, long writes) {
    List<TrafficFact> clients =
        draft.traffic().stream()
            .filter(traffic -> traffic.byGroup() && group.has(traffic.follows()))
            .toList();
    long rates = clients.stream().mapToLong(TrafficFact::rate).sum();
    for (TrafficFact client : clients) {
      long share = rates == 0 ? 0 : writes * client.rate() / rates;
      draft.put(client.withLost(share));
    }
  }

  /// Returns how many writes of one app are missing in another; empty when they share no data.
  static OptionalLong lost(View view, String from, String to) {
    OptionalLong lost = OptionalLong.empty();
    for (DatabaseFact left : view.databases(from)) {
      Optional<DatabaseFact> right =
          view.database(to, left.called())
              .filter(other -> other.dataSet().equals(left.dataSet()))
              .filter(other -> !other.dataSet().isEmpty());
      if (right.isPresent()) {
        lost = OptionalLong.of(lost.orElse(0) + missing(view, left, right.get()));
      }
    }
    return lost;
  }

  /// Returns how many writes of one database another one does not hold.
  public static long missing(View view, DatabaseFact database, DatabaseFact in) {
    long position = view.position(database);
    if (!database.dataSet().equals(in.dataSet())) {
      return position;
    }
    return position - database.lineage().sharedWith(position, in.lineage(), view.position(in));
  }

  /// Notes that a switch of the app's group begins, if none has begun.
  static void begin(Draft draft, String app) {
    draft
        .groupOf(app)
        .filter(group -> group.switchBegun().isEmpty() && !group.busy())
        .filter(group -> group.answers().equals(app) || !group.meter().serving())
        .ifPresent(group -> {
          GroupFact.Begun begun = begun(draft, group);
          draft.put(group.withBegun(Optional.of(begun)));
          draft.later(
              Timings.Timing.ABANDONED,
              PendingFact.Effect.OVERDUE,
              group.id(),
              begun.at().toString());
        });
  }

  private static GroupFact.Begun begun(Draft draft, GroupFact group) {
    Meter meter = group.meter();
    return new GroupFact.Begun(
        draft.now(), meter.serving() ? meter.downtime(draft.now()) : meter.before());
  }

  /// Dissolves a group. No app is stopped.
  public static void dissolve(Draft draft, String id) {
    GroupFact group = need(draft, id);
    Monitors.atDissolving(draft, group);
    for (PendingFact.Effect effect :
        List.of(
            PendingFact.Effect.MOVED, PendingFact.Effect.RESOLVABLE, PendingFact.Effect.OVERDUE)) {
      draft.cancel(effect, id);
    }
    draft.remove(group.key());
  }

  /// Does a whole switch at once, as a platform's own button does: both sides are handled in the
  /// same instant, so that nothing is lost unless the old side is down.
  public static void switchAtOnce(Draft draft, String id, GroupFact.Place to) {
    GroupFact group = need(draft, id);
    String target =
        group
            .app(to)
            .orElseThrow(() ->
                RefusedCall.of(
                    RefusedCall.Kind.REJECTED, "failover group " + id + " has no second app"));
    if (group.active() == to || group.busy()) {
      throw RefusedCall.of(
          RefusedCall.Kind.CONFLICT,
          "failover group " + id + " is there already, or being changed");
    }
    draft.reach(target);
    for (DatabaseFact replica : draft.databases(target)) {
      if (replica.role() == DatabaseFact.Role.REPLICA) {
        takeOver(draft, replica, group.answers());
      }
    }
    AppOperations.withdraw(draft, group.answers());
    AppOperations.admit(draft, target);
    move(draft, id, to, GroupFact.Mode.OUTSIDE);
    draft.cancel(PendingFact.Effect.MOVED, id);
    moved(draft, need(draft, id), to);
  }

  /// Does a whole switch at once, unless the app that it leads to would not serve then.
  ///
  /// @throws RefusedCall when it would not, with the reason
  public static void switchToServing(Draft draft, String id, GroupFact.Place to) {
    String before = need(draft, id).answers();
    String now = draft.serves(before) ? before + " serves" : "nobody serves";
    switchAtOnce(draft, id, to);
    String target = need(draft, id).answers();
    AppOperations.obstacle(draft, target)
        .ifPresent(reason -> {
          throw RefusedCall.of(
              RefusedCall.Kind.REJECTED,
              "%s would not serve: %s; nothing was moved, and %s. Make it serve first, or force the switch"
                  .formatted(target, reason, now));
        });
  }

  /// Promotes a replica; when the source can be reached it is drained and closed in the same
  /// instant.
  private static void takeOver(Draft draft, DatabaseFact replica, String from) {
    Optional<DatabaseFact> source = draft.database(from, replica.called());
    boolean drains =
        source.isPresent()
            && replica.follows().flatMap(DatabaseFact.Follows::since).isPresent()
            && replica.follows().orElseThrow().app().equals(from)
            && draft.reachable(draft.needApp(from));
    DatabaseFact drained = replica;
    if (drains) {
      long position = draft.position(source.orElseThrow());
      drained =
          replica.withCurve(
              replica.curve().jumped(draft.now(), position, 0, Databases.memory(draft)));
      draft.put(source.orElseThrow().withReadOnly(true));
    }
    Databases.promoted(draft, drained, Databases.Promotion.FORCED);
  }

  static GroupFact need(Draft draft, String id) {
    return draft
        .group(id)
        .orElseThrow(() ->
            RefusedCall.of(
                RefusedCall.Kind.NOT_FOUND, "there is no failover group \"" + id + "\""));
  }
}
