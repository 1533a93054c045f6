package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A replication whose data flows away from whoever serves, while it is changed.
///
/// What flows is left alone, also where it flows to the side that serves: only where nothing flows
/// it is begun, away from the side that serves, and only onto a side that nobody wrote to or opened
/// since, unless the change itself gives that up.
///
/// @param platform where it is
/// @param current as read
/// @param spec what is wanted, in the direction in which it is to flow
/// @param unfinished whether its creation ended early
record Following(Platform platform, Replication current, ReplicationSpec spec, boolean unfinished) {

  /// Reads a change. A consent counts in the change that gives it, and in no later one.
  static Following of(Change<Replication, ReplicationConfig> change) {
    ReplicationSpec spec = change.wanted().spec();
    boolean consents = spec.overwriteReplica() && change.changes("overwrite_replica");
    boolean unfinished = change.remembered().unfinished();
    return new Following(
        change.platform(),
        change.current(),
        spec.overwriting(unfinished ? spec.overwriteReplica() : consents),
        unfinished);
  }

  /// Returns what is wanted, in the direction in which it is to flow: as it does, or away from the
  /// side that serves, or as the configuration says where nobody can tell who serves.
  ///
  /// @param current as read; empty for a creation
  static ReplicationConfig resolved(
      Platform platform, ReplicationConfig wanted, Optional<Replication> current) {
    ReplicationSpec spec = wanted.spec();
    if (spec.direction() == Replication.Direction.FIXED) {
      return wanted;
    }
    Optional<Replication> flowing =
        current.or(() -> existing(platform, spec)).filter(Replication::flows);
    ReplicationSpec resolved =
        flowing
            .map(it -> spec.between(it.sourceAppId(), it.replicaAppId()))
            .orElseGet(() -> awayFromServing(platform, spec, current));
    return new ReplicationConfig(resolved);
  }

  private static Optional<Replication> existing(Platform platform, ReplicationSpec spec) {
    Replications replications = ReplicationConfig.replications(platform);
    return replications.find(replications.idOf(spec));
  }

  private static ReplicationSpec awayFromServing(
      Platform platform, ReplicationSpec spec, Optional<Replication> current) {
    boolean turned =
        serving(platform, spec, current).filter(spec.replicaAppId()::equals).isPresent();
    return turned ? spec.between(spec.replicaAppId(), spec.sourceAppId()) : spec;
  }

  /// Returns which of the two apps serves: the active one of the group that both are in, or else
  /// the only one whose database takes writes. Empty when nobody can tell.
  private static Optional<String> serving(
      Platform platform, ReplicationSpec spec, Optional<Replication> current) {
    Optional<App> one = app(platform, spec.sourceAppId());
    Optional<App> other = app(platform, spec.replicaAppId());
    boolean grouped =
        one.flatMap(App::failoverGroupId).isPresent()
            && one.flatMap(App::failoverGroupId).equals(other.flatMap(App::failoverGroupId));
    if (grouped) {
      return one.orElseThrow().activeInGroup()
          ? Optional.of(spec.sourceAppId())
          : Optional.of(spec.replicaAppId()).filter(_ -> other.orElseThrow().activeInGroup());
    }
    return current
        .filter(it -> it.sourceWritable() != it.replicaWritable())
        .map(it -> it.sourceWritable() ? it.sourceAppId() : it.replicaAppId());
  }

  private static Optional<App> app(Platform platform, String id) {
    return Observation.of(() -> platform.apps().find(id)) instanceof Observation.Found<App>(App it)
        ? Optional.of(it)
        : Optional.empty();
  }

  /// Tells whether nothing flows.
  boolean isApart() {
    return !current.flows();
  }

  /// Returns which side serves; empty when nobody can tell.
  Optional<String> serving() {
    return serving(platform, spec, Optional.of(current));
  }

  /// Returns the side that cannot be reached now; empty when both can.
  Optional<String> unreachable() {
    return Stream.of(spec.replicaAppId(), spec.sourceAppId())
        .filter(id -> app(platform, id).filter(App::reachable).isEmpty())
        .findFirst();
  }

  /// Returns why data must not flow again by this change; none when it may, or flows.
  List<Problem> problems() {
    Replications replications = ReplicationConfig.replications(platform);
    boolean turns = !current.sourceAppId().equals(spec.sourceAppId());
    return replications.check(isApart() && !turns ? Optional.empty() : Optional.of(current), spec);
  }

  /// Returns what forbids this change. Where nothing flows, and must not, it makes nothing flow.
  List<Problem> refusals() {
    return isApart() ? List.of() : problems();
  }

  /// Tells whether this change lets data flow again.
  boolean attaches() {
    return isApart() && serving().isPresent() && unreachable().isEmpty() && problems().isEmpty();
  }

  /// Returns the steps.
  Runbook runbook() {
    Replications replications = ReplicationConfig.replications(platform);
    if (unfinished && current.isBeingMade()) {
      return replications.create(spec);
    }
    return attaches()
        ? replications.attach(current, spec)
        : replications.update(current, spec.between(current.sourceAppId(), current.replicaAppId()));
  }

  /// Returns the status that is shown: what a switch has handed over is detached, whatever the
  /// platform calls it; only a replica that was made writable beside its source is promoted.
  static Replication.Status status(Replication live) {
    boolean handedOver =
        live.direction() == Replication.Direction.FOLLOW
            && live.status() == Replication.Status.PROMOTED
            && !live.sourceWritable();
    return handedOver ? Replication.Status.DETACHED : live.status();
  }

  /// Returns one end of what flows; empty while nothing does.
  static Optional<String> flowing(Replication live, String app) {
    return live.flows() ? Optional.of(app) : Optional.empty();
  }

  /// Tells whether a state names the two apps between which data follows whoever serves, in
  /// whichever order.
  static boolean isSamePair(Value state, Replication live) {
    return live.direction() == Replication.Direction.FOLLOW
        && Set.of(live.sourceAppId(), live.replicaAppId())
            .equals(
                ReplicationConfig.PLACES.stream()
                    .map(name -> Values.known(state, name))
                    .collect(Collectors.toSet()));
  }
}
