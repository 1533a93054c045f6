package dev.tfpaas.platform.local;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The steps that several capabilities share.
final class LocalSteps {
  /// Time shows in every reading of something that is under way, so a stall means that it is not.
  static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(30),
          Duration.ofSeconds(30),
          Duration.ofMillis(20),
          Duration.ofMillis(250));

  /// For a side that may be dead: it is told once, and not waited for.
  static final Budget SHORT = BUDGET.withLimit(Duration.ofSeconds(3));

  private final LocalWorld world;

  LocalSteps(LocalWorld world) {
    this.world = world;
  }

  /// Puts an app into maintenance.
  Step close(String app) {
    return maintenance(app, true)
        .undoneBy(
            "maintenance off",
            maintenanceCall(app, false),
            world.action(
                maintenanceCall(app, false),
                draft -> AppOperations.maintenance(draft, app, false)));
  }

  /// Takes an app out of maintenance.
  Step open(String app) {
    return maintenance(app, false)
        .undoneBy(
            "maintenance on",
            maintenanceCall(app, true),
            world.action(
                maintenanceCall(app, true), draft -> AppOperations.maintenance(draft, app, true)));
  }

  private Step maintenance(String app, boolean on) {
    Call call = maintenanceCall(app, on);
    return Step.of(
        on ? "maintenance on" : "maintenance off",
        app,
        call,
        world.usual(Timing.MAINTENANCE),
        world.effect("GET /apps/" + app, call, view -> inMaintenance(view, app, on)),
        world.action(call, draft -> AppOperations.maintenance(draft, app, on)),
        BUDGET);
  }

  private static Call maintenanceCall(String app, boolean on) {
    return Call.of("PUT", "/apps/" + app + "/maintenance", "{on: " + on + "}");
  }

  private static Reading inMaintenance(View view, String app, boolean on) {
    Optional<AppFact> found = view.app(app);
    if (found.isEmpty() || !view.reachable(found.get())) {
      return Reading.pending("app " + app + " does not answer");
    }
    String state = "maintenance is " + (found.get().maintenance() ? "on" : "off");
    boolean settled =
        found.get().maintenance() == on
            && !isBecoming(view, PendingFact.Effect.MAINTENANCE, app, !on);
    return new Reading(settled, state + ", " + LocalWorld.progress(view, app));
  }

  /// Tells whether an earlier call, such as the way back of an interrupted switch, is still going
  /// to turn something on or off.
  static boolean isBecoming(View view, PendingFact.Effect effect, String subject, boolean on) {
    return view.pending().stream()
        .anyMatch(it ->
            it.effect() == effect
                && it.subject().equals(subject)
                && it.value().equals(Boolean.toString(on)));
  }

  /// Keeps a database from accepting writes.
  Step fence(String app, String called) {
    Call call = readOnlyCall(app, called, true);
    Call undo = readOnlyCall(app, called, false);
    return Step.of(
            "database read-only",
            app + " " + called,
            call,
            world.usual(Timing.READ_ONLY),
            world.effect("GET /apps/" + app, call, view -> readOnly(view, app, called)),
            world.action(call, draft -> Databases.readOnly(draft, app, called, true)),
            BUDGET)
        .undoneBy(
            "database read-write",
            undo,
            world.action(undo, draft -> Databases.readOnly(draft, app, called, false)));
  }

  private static Call readOnlyCall(String app, String called, boolean on) {
    return Call.of(
        "PUT", "/apps/" + app + "/databases/" + called + "/read-only", "{on: " + on + "}");
  }

  private static Reading readOnly(View view, String app, String called) {
    Optional<DatabaseFact> database = view.database(app, called);
    boolean reachable = view.app(app).map(view::reachable).orElse(false);
    if (database.isEmpty() || !reachable) {
      return Reading.pending("the database of " + app + " does not answer");
    }
    String name = database.get().name();
    boolean settled =
        database.get().readOnly() && !isBecoming(view, PendingFact.Effect.READ_ONLY, name, false);
    return new Reading(settled, LocalWorld.progress(view, name));
  }

  /// Turns streaming off.
  Step turnOff(Replication replication) {
    String id = replication.id();
    Call call = Call.of("PUT", "/replications/" + id + "/streaming", "{on: false}");
    return Step.of(
        "replication off",
        id,
        call,
        world.usual(Timing.DETACH),
        world.effect(
            "GET /replications/" + id,
            call,
            view ->
                new Reading(
                    asPlanned(view, replication).map(ReplicationFact::isApart).orElse(false),
                    LocalWorld.progress(view, id))),
        world.action(call, draft -> Replicating.turnOff(draft, id)),
        BUDGET);
  }

  /// Returns a replication as it is now; empty when it is gone.
  ///
  /// @throws PlatformException when somebody has reversed it since the switch was planned: its
  ///   target is then no longer what follows
  private static Optional<ReplicationFact> asPlanned(View view, Replication planned) {
    Optional<ReplicationFact> now = view.replication(planned.id());
    if (now.isPresent() && !now.get().source().equals(planned.sourceAppId())) {
      throw new PlatformException(
          PlatformException.Kind.CONFLICT,
          LocalPlatform.NAME,
          "GET /replications/" + planned.id(),
          "the replication was reversed meanwhile: %s follows %s now"
              .formatted(now.get().replica(), now.get().source()),
          false);
    }
    return now;
  }

  /// Makes a replica writable.
  ///
  /// @param promotion guarded when the source was closed, forced when it cannot be asked
  Step promote(String app, String called, Databases.Promotion promotion) {
    boolean forced = promotion == Databases.Promotion.FORCED;
    Call call =
        Call.of(
            "POST",
            "/apps/" + app + "/databases/" + called + "/promote",
            forced ? "{force: true}" : "");
    return Step.of(
        "promote database",
        app + " " + called,
        call,
        world.usual(Timing.PROMOTE),
        world.effect("GET /apps/" + app, call, view -> writable(view, app, called)),
        world.action(call, draft -> Databases.promote(draft, app, called, promotion)),
        BUDGET);
  }

  private static Reading writable(View view, String app, String called) {
    Optional<DatabaseFact> database = view.database(app, called);
    return new Reading(
        database.map(view::writable).orElse(false),
        "the %s database of %s is not writable, %s"
            .formatted(called, app, LocalWorld.progress(view, app + "/" + called)));
  }

  /// Moves the traffic of a group from one member to the other.
  Step move(FailoverGroup pair, SwitchSpec spec) {
    String group = pair.id();
    Side to = spec.to();
    GroupFact.Mode mode = mode(spec.mode());
    GroupFact.Place place = place(to);
    Call call =
        Call.of(
            "PUT",
            "/failover-groups/" + group + "/active",
            "{active: " + to.word() + ", mode: " + mode.word() + "}");
    return Step.of(
        "move traffic",
        pair.requireMember(to.other()).appId() + " to " + pair.requireMember(to).appId(),
        call,
        world.usual(Timing.DNS),
        world.effect("GET /failover-groups/" + group, call, view -> answers(view, group, place)),
        world.action(call, draft -> Groups.moveProven(draft, group, place, mode)),
        BUDGET);
  }

  /// Makes the proof that an app serves, and that it has every write of the replications that were
  /// handed over: somebody else may have promoted it meanwhile.
  ///
  /// @param handed those replications; none when writes may be lost
  Step.Gate serves(String app, List<Replication> handed) {
    return new Step.Gate(
        app + " serves",
        world.probe(
            "GET /apps/" + app,
            view -> {
              Reading whole = lagIsZero(view, handed);
              return whole.holds() ? serves(view, app) : whole;
            }));
  }

  private static Reading answers(View view, String group, GroupFact.Place place) {
    return view.group(group)
        .map(it ->
            new Reading(
                it.active() == place && !it.busy(),
                "the address leads to " + it.answers() + ", " + LocalWorld.progress(view, group)))
        .orElse(Reading.pending("there is no failover group " + group));
  }

  private static Reading serves(View view, String app) {
    if (view.serves(app)) {
      return Reading.holds(app + " serves");
    }
    Optional<AppFact> found = view.app(app);
    if (found.isEmpty() || !view.reachable(found.get())) {
      return Reading.pending("app " + app + " does not answer");
    }
    List<String> closed =
        view.databases(app).stream()
            .filter(database -> !view.writable(database))
            .map(DatabaseFact::called)
            .toList();
    return Reading.pending(
        closed.isEmpty()
            ? "app " + app + " is in maintenance or not running"
            : "not writable at " + app + ": " + String.join(", ", closed));
  }

  /// Reads whether replicas have everything their sources acknowledged. One that was turned off
  /// already must have had everything by then.
  Reading lagIsZero(View view, List<Replication> replications) {
    long behind = 0;
    for (Replication planned : replications) {
      Optional<ReplicationFact> replication = asPlanned(view, planned);
      if (replication.isEmpty() || replication.get().mode() == ReplicationFact.Mode.SEEDING) {
        return Reading.pending("replication " + planned.id() + " is not filled");
      }
      String replica = replication.get().replica();
      if (!view.app(replica).map(view::reachable).orElse(false)) {
        // It may have everything, but turning it off would fail beyond the point of no return.
        return Reading.pending("app " + replica + " does not answer");
      }
      if (takesWrites(view, replication.get())) {
        return Reading.pending(replication.get().source() + " still accepts writes");
      }
      behind += missing(view, replication.get());
    }
    return new Reading(behind == 0, behind + " writes behind");
  }

  /// A lag of zero means nothing while the source accepts writes, or will again.
  private static boolean takesWrites(View view, ReplicationFact replication) {
    return view.database(replication.source(), replication.called())
        .map(source ->
            view.writable(source)
                || isBecoming(view, PendingFact.Effect.READ_ONLY, source.name(), false))
        .orElse(false);
  }

  private static long missing(View view, ReplicationFact replication) {
    return view.database(replication.source(), replication.called())
        .flatMap(source ->
            view.database(replication.replica(), replication.called())
                .map(replica -> Groups.missing(view, source, replica)))
        .orElse(1L);
  }

  static GroupFact.Place place(Side side) {
    return side == Side.PRIMARY ? GroupFact.Place.PRIMARY : GroupFact.Place.SECONDARY;
  }

  private static GroupFact.Mode mode(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED -> GroupFact.Mode.PLANNED;
      case EMERGENCY -> GroupFact.Mode.EMERGENCY;
    };
  }

  static Side side(GroupFact.Place place) {
    return place == GroupFact.Place.PRIMARY ? Side.PRIMARY : Side.SECONDARY;
  }
}
