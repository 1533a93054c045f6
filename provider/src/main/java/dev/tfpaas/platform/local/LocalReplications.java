package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Engines;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Replicates between the local platform's apps. An identifier is the two app names in alphabetical
/// order, the engine, and the name of the database where it was named, e.g.
/// `shop:shop-dr:postgresql` or `shop:shop-dr:postgresql:orders`, the same in both directions.
final class LocalReplications implements Replications {
  private final LocalWorld world;
  private final ReplicationSteps steps;

  LocalReplications(LocalWorld world) {
    this.world = world;
    this.steps = new ReplicationSteps(world);
  }

  @Override
  public String idOf(ReplicationSpec spec) {
    return world.read("GET /replications", view -> ids(view).present(spec));
  }

  @Override
  public String newId(ReplicationSpec spec) {
    return ReplicationIds.fresh(spec);
  }

  private ReplicationIds ids(View view) {
    return new ReplicationIds(view, world.names());
  }

  /// Finds a replication by the two apps, in any order, and the database: the direction may have
  /// been reversed, and nobody who imports needs to know which order is the platform's, nor what
  /// the database was called when the replication was made.
  @Override
  public Optional<Replication> find(String given) {
    return world.read(
        "GET /replications/" + given,
        view ->
            ids(view)
                .find(given)
                .map(it -> {
                  world.names().recognise(view, it.id(), it);
                  return world.names().known(view, replication(view, it));
                }));
  }

  private static Replication replication(View view, ReplicationFact it) {
    Optional<DatabaseFact> source = view.database(it.source(), it.called());
    Optional<DatabaseFact> replica = view.database(it.replica(), it.called());
    Replication.Status status = status(view, it);
    OptionalLong lagWrites = lagWrites(view, it);
    Optional<BackupFact> backup = view.backup(it.source(), it.called());
    return new Replication(
        it.id(),
        it.source(),
        it.replica(),
        it.engine(),
        status,
        newer(view, it, source, replica),
        lag(view, replica, status, lagWrites),
        lagWrites,
        backup.map(found -> new ReplicationSpec.BackupSchedule(found.frequency(), found.keep())),
        backup.flatMap(found -> found.newest(view.now())),
        source.map(found -> acceptsSoon(view, found)).orElse(false),
        replica.map(view::writable).orElse(false),
        it.turns() ? Replication.Direction.FOLLOW : Replication.Direction.FIXED,
        DatabaseName.own(it.called()));
  }

  /// A database that is being made writable again counts as writable already: a switch that finds
  /// it must not rely on its being closed.
  private static boolean acceptsSoon(View view, DatabaseFact source) {
    return view.writable(source)
        || LocalSteps.isBecoming(view, PendingFact.Effect.READ_ONLY, source.name(), false);
  }

  private static Replication.Status status(View view, ReplicationFact it) {
    // A database may have been deleted under it.
    boolean reachable =
        Stream.of(it.source(), it.replica())
            .allMatch(app ->
                view.app(app).map(view::reachable).orElse(false)
                    && view.database(app, it.called()).isPresent());
    return switch (it.mode()) {
      case SEEDING -> reachable ? Replication.Status.SEEDING : Replication.Status.BROKEN;
      case STREAMING ->
          reachable && flows(view, it) ? Replication.Status.REPLICATING : Replication.Status.BROKEN;
      case DETACHED -> Replication.Status.DETACHED;
      case PROMOTED -> Replication.Status.PROMOTED;
    };
  }

  private static boolean flows(View view, ReplicationFact it) {
    return view.database(it.replica(), it.called())
        .flatMap(DatabaseFact::follows)
        .flatMap(DatabaseFact.Follows::since)
        .isPresent();
  }

  /// Returns how many acknowledged writes of the source the replica does not have; empty when the
  /// two cannot be compared.
  static OptionalLong lagWrites(View view, ReplicationFact it) {
    Optional<DatabaseFact> source = view.database(it.source(), it.called());
    Optional<DatabaseFact> replica = view.database(it.replica(), it.called());
    if (source.isEmpty() || replica.isEmpty()) {
      return OptionalLong.empty();
    }
    if (it.isApart() && view.app(it.source()).map(view::reachable).orElse(false)) {
      return OptionalLong.of(Groups.missing(view, source.get(), replica.get()));
    }
    if (!flows(view, it)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(0, view.position(source.get()) - view.position(replica.get())));
  }

  private static Optional<Duration> lag(
      View view, Optional<DatabaseFact> replica, Replication.Status status, OptionalLong writes) {
    if (status != Replication.Status.REPLICATING || writes.isEmpty()) {
      return Optional.empty();
    }
    if (writes.getAsLong() == 0) {
      return Optional.of(Duration.ZERO);
    }
    return replica
        .flatMap(DatabaseFact::follows)
        .map(follows -> {
          // After an outage the replica is behind by more than its usual lag until it caught up.
          boolean catchingUp =
              follows
                  .since()
                  .map(since -> since.plus(follows.lag()).isAfter(view.now()))
                  .orElse(false);
          return catchingUp ? follows.lag().multipliedBy(2) : follows.lag();
        });
  }

  /// Returns the app that holds the newer data once the two no longer follow each other; empty
  /// while both hold the same, as between the two halves of a switch, and where each has writes
  /// that the other lacks.
  private static Optional<String> newer(
      View view,
      ReplicationFact it,
      Optional<DatabaseFact> source,
      Optional<DatabaseFact> replica) {
    if (!it.isApart() || source.isEmpty() || replica.isEmpty()) {
      return Optional.empty();
    }
    boolean sourceHasMore = Groups.missing(view, source.get(), replica.get()) > 0;
    boolean replicaHasMore = Groups.missing(view, replica.get(), source.get()) > 0;
    if (sourceHasMore != replicaHasMore) {
      return Optional.of(sourceHasMore ? it.source() : it.replica());
    }
    long ahead = source.get().lineage().generation() - replica.get().lineage().generation();
    // Where each has writes of its own, neither is newer; where none has, the one that was promoted
    // last is the one that goes on.
    return sourceHasMore || ahead == 0
        ? Optional.empty()
        : Optional.of(ahead > 0 ? it.source() : it.replica());
  }

  @Override
  public List<Problem> check(Optional<Replication> current, ReplicationSpec known) {
    ReplicationSpec spec = meant(current, known);
    List<Problem> problems = new ArrayList<>();
    if (!Engines.ALL.contains(spec.engine())) {
      problems.add(
          new Problem(
              "engine",
              "\"" + spec.engine() + "\" is no database engine of this platform",
              "It knows " + String.join(", ", Engines.ALL) + "."));
    }
    if (spec.sourceAppId().equals(spec.replicaAppId())) {
      problems.add(
          new Problem(
              "replica_app_id",
              "An app cannot be the replica of itself",
              "Both source_app_id and replica_app_id are %s.".formatted(spec.sourceAppId())));
    }
    return world.read(
        "GET /replications",
        view -> {
          LocalCloneChecks.exists(view, "source_app_id", spec.sourceAppId(), problems);
          LocalCloneChecks.exists(view, "replica_app_id", spec.replicaAppId(), problems);
          if (problems.isEmpty() && changesDirection(current, known)) {
            String id = current.map(Replication::id).orElseGet(() -> ids(view).present(known));
            flow(view, new PlannedReplication(id, spec)).ifPresent(problems::add);
          }
          return List.copyOf(problems);
        });
  }

  /// Returns what is wanted with the names that the apps have, and of the database that is meant:
  /// an existing replication stays with the one that it has, and the one that was not named is the
  /// only one of the engine.
  private ReplicationSpec meant(Optional<Replication> current, ReplicationSpec known) {
    ReplicationSpec spec = world.live(known);
    if (current.isPresent()) {
      return spec.of(current.get().database());
    }
    return world.read(
        "GET /replications",
        view ->
            view.replication(ids(view).present(known))
                .map(it -> spec.of(DatabaseName.own(it.called())))
                .or(() -> Optional.of(spec).filter(it -> it.database().isPresent()))
                .orElseGet(() -> spec.of(ids(view).only(spec).flatMap(DatabaseName::own))));
  }

  private static boolean changesDirection(Optional<Replication> current, ReplicationSpec spec) {
    return current.map(it -> !it.sourceAppId().equals(spec.sourceAppId())).orElse(true);
  }

  private static Optional<Problem> flow(View view, PlannedReplication planned) {
    ReplicationSpec spec = planned.spec();
    Optional<String> objection =
        Replicating.objection(view, planned.fact(), spec.overwriteReplica());
    boolean overwriteHelps =
        objection.isPresent() && Replicating.objection(view, planned.fact(), true).isEmpty();
    String summary =
        "Cannot replicate %s from %s to %s"
            .formatted(spec.called(), spec.sourceAppId(), spec.replicaAppId());
    String consent = ". If the rest may be lost, set `overwrite_replica = true`.";
    return objection
        .map(text -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1))
        .map(text ->
            overwriteHelps
                ? new Problem("overwrite_replica", summary, text + consent).by(SafetyRule.DATA)
                : ruled(text, new Problem("replica_app_id", summary, text + ".")));
  }

  /// What is possible and would cost data is refused by a rule; the rest is not possible.
  private static Problem ruled(String text, Problem problem) {
    return text.endsWith(Replicating.KEPT) ? problem.by(SafetyRule.DATA) : problem;
  }

  @Override
  public Optional<String> cannotFollow(Optional<ReplicationSpec> spec) {
    return Optional.empty();
  }

  @Override
  public Runbook create(ReplicationSpec known) {
    ReplicationSpec spec = meant(Optional.empty(), known);
    List<Step> made = new ArrayList<>();
    spec.backup().ifPresent(schedule -> made.add(steps.backUp(spec, schedule)));
    made.add(steps.start(new PlannedReplication(idOf(known), spec)));
    return Runbook.of(
        "replicate %s of %s to %s"
            .formatted(spec.called(), spec.sourceAppId(), spec.replicaAppId()),
        made);
  }

  @Override
  public Runbook update(Replication current, ReplicationSpec known) {
    boolean reversed = !current.sourceAppId().equals(known.sourceAppId());
    ReplicationSpec spec = meant(Optional.of(current), known);
    List<Step> made = new ArrayList<>();
    spec.backup()
        .filter(schedule -> reversed || !current.backup().equals(Optional.of(schedule)))
        .ifPresent(schedule -> made.add(steps.backUp(spec, schedule)));
    if (reversed) {
      // Its identifier stays that of the names under which it was made.
      made.add(steps.start(new PlannedReplication(current.id(), spec)));
    } else if (current.direction() != spec.direction()) {
      made.add(steps.direct(current.id(), spec.direction()));
    }
    return Runbook.of("update replication " + current.id(), made);
  }

  @Override
  public Runbook attach(Replication current, ReplicationSpec known) {
    ReplicationSpec spec = meant(Optional.of(current), known);
    List<Step> made = new ArrayList<>();
    spec.backup().ifPresent(schedule -> made.add(steps.backUp(spec, schedule)));
    made.add(steps.start(new PlannedReplication(current.id(), spec)));
    return Runbook.of("protect %s again".formatted(spec.sourceAppId()), made);
  }

  @Override
  public Runbook delete(Replication current, OnDestroy onDestroy) {
    if (onDestroy == OnDestroy.ABANDON) {
      return Runbook.of("forget replication " + current.id(), List.of());
    }
    String id = current.id();
    Call call = Call.of("DELETE", "/replications/" + id, "{detach: true}");
    Step end =
        Step.of(
            "end replication",
            id,
            call,
            world.usual(Timing.DETACH),
            world.effect(
                "GET /replications/" + id,
                call,
                view -> new Reading(view.replication(id).isEmpty(), "it is there")),
            world.action(call, draft -> Replicating.forget(draft, id)),
            LocalSteps.BUDGET);
    return Runbook.of("end replication " + id, List.of(end));
  }
}
