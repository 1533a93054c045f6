package dev.tfpaas.platform.host;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Replicates by the servers' own streaming. An identifier is the two app names in alphabetical
/// order and the engine, the same in both directions.
///
/// @param reading asks
/// @param steps makes the steps that others share
record HostReplications(HostReading reading, HostSteps steps) implements Replications {
  private static final int PARTS = 3;

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("backup", "database");
  }

  @Override
  public Optional<String> whyNot(String attribute) {
    return Optional.of(attribute)
        .filter("database"::equals)
        .map(_ ->
            "An app of this machine has at most one server of an engine, so that there is nothing"
                + " to choose from. Leave `database` out.");
  }

  @Override
  public String idOf(ReplicationSpec spec) {
    return id(spec.sourceAppId(), spec.replicaAppId(), spec.engine());
  }

  private static String id(String app, String other, String engine) {
    return Stream.of(app, other).sorted().collect(Collectors.joining(":")) + ":" + engine;
  }

  @Override
  public Optional<Replication> find(String given) {
    String[] parts = given.split(":", -1);
    String id = parts.length == PARTS ? id(parts[0], parts[1], parts[2]) : given;
    Look look = reading.look("GET /replications/" + id);
    return Optional.ofNullable(look.cloud().pairs().get(id)).map(it -> replication(look, it));
  }

  /// The source is asked first: what it has written by then, a replica that keeps up has by the
  /// time that it is asked.
  private Replication replication(Look look, PairRecord pair) {
    Optional<ServerFacts> source = reading.facts(look, pair.source(), pair.engine());
    Optional<ServerFacts> replica = reading.facts(look, pair.replica(), pair.engine());
    Replication.Status status = status(source, replica);
    return new Replication(
        pair.id(),
        pair.source(),
        pair.replica(),
        pair.engine(),
        status,
        newer(pair, status, source, replica),
        lag(status, source, replica),
        lagWrites(status, source, replica),
        Optional.empty(),
        Optional.empty(),
        source.filter(it -> !it.isStandby()).isPresent(),
        replica.filter(it -> !it.isStandby()).isPresent(),
        pair.turns() ? Replication.Direction.FOLLOW : Replication.Direction.FIXED);
  }

  private static Replication.Status status(
      Optional<ServerFacts> source, Optional<ServerFacts> replica) {
    if (replica.isEmpty()) {
      return Replication.Status.BROKEN;
    }
    ServerFacts it = replica.get();
    if (source.filter(it::isFilling).isPresent()) {
      return Replication.Status.SEEDING;
    }
    if (!it.isStandby()) {
      return Replication.Status.PROMOTED;
    }
    if (!it.follows()) {
      return Replication.Status.DETACHED;
    }
    return source.isPresent() && it.streams()
        ? Replication.Status.REPLICATING
        : Replication.Status.BROKEN;
  }

  /// Where each went its own way, neither is newer.
  private static Optional<String> newer(
      PairRecord pair,
      Replication.Status status,
      Optional<ServerFacts> source,
      Optional<ServerFacts> replica) {
    boolean isApart =
        status == Replication.Status.DETACHED || status == Replication.Status.PROMOTED;
    if (!isApart || source.isEmpty() || replica.isEmpty()) {
      return Optional.empty();
    }
    if (replica.get().includes(source.get())) {
      return replica.get().isStandby() ? Optional.empty() : Optional.of(pair.replica());
    }
    return source.get().includes(replica.get()) ? Optional.of(pair.source()) : Optional.empty();
  }

  private static Optional<Duration> lag(
      Replication.Status status, Optional<ServerFacts> source, Optional<ServerFacts> replica) {
    if (status != Replication.Status.REPLICATING || source.isEmpty() || replica.isEmpty()) {
      return Optional.empty();
    }
    return source.get().position() <= replica.get().position()
        ? Optional.of(Duration.ZERO)
        : replica.get().behind().or(() -> Optional.of(Duration.ZERO));
  }

  private static OptionalLong lagWrites(
      Replication.Status status, Optional<ServerFacts> source, Optional<ServerFacts> replica) {
    if (source.isEmpty() || replica.isEmpty() || status == Replication.Status.SEEDING) {
      return OptionalLong.empty();
    }
    ServerFacts from = source.get();
    ServerFacts to = replica.get();
    if (!to.isRelatedTo(from)) {
      return OptionalLong.empty();
    }
    if (to.includes(from) || (to.isStandby() && from.position() <= to.position())) {
      return OptionalLong.of(0);
    }
    boolean isCounted = to.isStandby() && from.rows().isPresent() && to.rows().isPresent();
    return isCounted
        ? OptionalLong.of(Math.max(0, from.rows().getAsLong() - to.rows().getAsLong()))
        : OptionalLong.empty();
  }

  @Override
  public List<Problem> check(Optional<Replication> current, ReplicationSpec spec) {
    return new HostFlowChecks(reading).check(current, spec, idOf(spec));
  }

  @Override
  public Optional<String> cannotFollow(Optional<ReplicationSpec> spec) {
    return Optional.empty();
  }

  @Override
  public Runbook create(ReplicationSpec spec) {
    return Runbook.of(
        "replicate %s of %s to %s"
            .formatted(spec.engine(), spec.sourceAppId(), spec.replicaAppId()),
        List.of(start(idOf(spec), spec)));
  }

  private Step start(String id, ReplicationSpec spec) {
    Call call =
        Call.of(
            "PUT",
            "/replications/" + id,
            "{source: %s, replica: %s, overwrite: %s%s}"
                .formatted(
                    spec.sourceAppId(),
                    spec.replicaAppId(),
                    spec.overwriteReplica(),
                    turns(spec) ? ", direction: follow" : ""));
    return steps.step(
        "replicate",
        spec.sourceAppId() + " to " + spec.replicaAppId() + " " + spec.engine(),
        call,
        () ->
            find(id)
                .filter(it -> it.sourceAppId().equals(spec.sourceAppId()))
                .map(it ->
                    new Reading(
                        it.status() == Replication.Status.REPLICATING
                            && it.direction() == spec.direction(),
                        "it is %s, %s".formatted(it.status().word(), it.direction().word())))
                .orElse(Reading.pending("it is not there")),
        () -> {
          boolean flows =
              find(id)
                  .filter(it -> it.sourceAppId().equals(spec.sourceAppId()))
                  .filter(it -> it.status() == Replication.Status.REPLICATING)
                  .isPresent();
          if (flows) {
            note(id, turns(spec));
          } else {
            new HostFlow(reading, steps).start(id, spec, call);
          }
        });
  }

  private static boolean turns(ReplicationSpec spec) {
    return spec.direction() == Replication.Direction.FOLLOW;
  }

  /// Makes the side that a switch has left the replica of the other one, without a new copy. What a
  /// person did to it meanwhile does not pass by itself.
  Step turnRound(String id, ReplicationSpec round) {
    String left = round.replicaAppId();
    return start(id, round)
        .after(
            left + " is closed as it was handed over",
            () -> {
              Look look = reading.look("GET /replications/" + id);
              Optional<ServerFacts> old = reading.facts(look, left, round.engine());
              Optional<ServerFacts> now = reading.facts(look, round.sourceAppId(), round.engine());
              if (old.isEmpty() || now.isEmpty()) {
                return Reading.pending("a database does not answer");
              }
              if (!now.get().includes(old.get())) {
                throw new PlatformException(
                    PlatformException.Kind.CONFLICT,
                    HostPlatform.NAME,
                    "GET /replications/" + id,
                    "the database of %s is not as it was handed over: it accepts writes, or has some that %s lacks"
                        .formatted(left, round.sourceAppId()),
                    false);
              }
              return Reading.holds("it is as it was handed over");
            });
  }

  private Step direct(String id, boolean turns) {
    Call call =
        Call.of(
            "PATCH",
            "/replications/" + id,
            "{direction: %s}".formatted(turns ? "follow" : "fixed"));
    return steps.step(
        "note direction",
        id,
        call,
        () ->
            new Reading(
                Optional.ofNullable(reading.look("GET /replications").cloud().pairs().get(id))
                    .filter(it -> it.turns() == turns)
                    .isPresent(),
                "it is the other one"),
        () -> note(id, turns));
  }

  private void note(String id, boolean turns) {
    reading
        .machines()
        .change(cloud -> cloud.pairs().computeIfPresent(id, (_, it) -> it.turning(turns)));
  }

  @Override
  public Runbook update(Replication current, ReplicationSpec spec) {
    boolean reversed = !current.sourceAppId().equals(spec.sourceAppId());
    List<Step> made = new ArrayList<>();
    if (reversed) {
      made.add(start(current.id(), spec));
    } else if (current.direction() != spec.direction()) {
      made.add(direct(current.id(), turns(spec)));
    }
    return Runbook.of("update replication " + current.id(), made);
  }

  @Override
  public Runbook delete(Replication current, OnDestroy onDestroy) {
    if (onDestroy == OnDestroy.ABANDON) {
      return Runbook.of("forget replication " + current.id(), List.of());
    }
    String id = current.id();
    Call call = Call.of("DELETE", "/replications/" + id, "{detach: true}");
    return Runbook.of(
        "end replication " + id,
        List.of(
            steps.step(
                "end replication",
                id,
                call,
                () ->
                    new Reading(
                        !reading.look("GET /replications/" + id).cloud().pairs().containsKey(id),
                        "it is there"),
                () -> {
                  AppRecord replica = reading.reachable(current.replicaAppId(), call.toString());
                  DatabaseServer server = steps.server(replica, current.engine());
                  boolean isLeft =
                      reading.machines().ground().read().isLeft(replica.name(), current.engine());
                  if (server.runs() && server.startsAsStandby()) {
                    server.detach();
                  } else if (isLeft && server.exists() && !server.runs()) {
                    // No mark keeps it closed from now on.
                    server.fenceStopped();
                  }
                  reading
                      .machines()
                      .change(cloud -> {
                        cloud.end(id);
                        cloud
                            .marks()
                            .remove(HostIncarnations.key(Incarnations.Kind.REPLICATION, id));
                      });
                })));
  }
}
