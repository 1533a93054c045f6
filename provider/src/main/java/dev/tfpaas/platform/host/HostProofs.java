package dev.tfpaas.platform.host;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;

/// What is proved before a step that cannot be taken back.
///
/// @param reading asks
record HostProofs(HostReading reading) {

  /// Returns what must hold before anything is turned off: each replica has all of its source,
  /// which can accept no more.
  Step.Gate drained(List<Replication> streaming) {
    return new Step.Gate("lag is zero", () -> lagIsZero(streaming));
  }

  private Reading lagIsZero(List<Replication> replications) {
    Look look = reading.look("GET /replications");
    long behind = 0;
    for (Replication planned : replications) {
      PairRecord pair = asPlanned(look.cloud(), planned);
      Optional<ServerFacts> source = reading.facts(look, pair.source(), pair.engine());
      Optional<ServerFacts> replica = reading.facts(look, pair.replica(), pair.engine());
      if (source.isEmpty() || replica.isEmpty()) {
        return Reading.pending(
            "the database of %s does not answer"
                .formatted(source.isEmpty() ? pair.source() : pair.replica()));
      }
      if (!source.get().isStandby()) {
        return Reading.pending(pair.source() + " still accepts writes");
      }
      if (!replica.get().isRelatedTo(source.get())) {
        return Reading.pending("replication " + planned.id() + " is not filled");
      }
      if (replica.get().isStandby()) {
        behind += Math.max(0, source.get().position() - replica.get().position());
      } else if (!replica.get().includes(source.get())) {
        return Reading.pending(
            "%s was made writable before it had all of %s"
                .formatted(pair.replica(), pair.source()));
      }
    }
    return new Reading(behind == 0, "the log is %d behind".formatted(behind));
  }

  /// Returns a replication as it is now.
  ///
  /// @throws PlatformException when somebody has ended or reversed it since the switch was planned
  static PairRecord asPlanned(Cloud cloud, Replication planned) {
    PairRecord now = cloud.pairs().get(planned.id());
    if (now == null || !now.source().equals(planned.sourceAppId())) {
      throw new PlatformException(
          PlatformException.Kind.CONFLICT,
          HostPlatform.NAME,
          "GET /replications/" + planned.id(),
          now == null
              ? "the replication was ended meanwhile"
              : "the replication was reversed meanwhile: %s follows %s now"
                  .formatted(now.replica(), now.source()),
          false);
    }
    return now;
  }

  /// Makes the proof that an app serves, and that it has every write of the replications that were
  /// handed over.
  Step.Gate serves(String app, List<Replication> handed) {
    return new Step.Gate(
        app + " serves",
        () -> {
          Reading whole = lagIsZero(handed);
          return whole.holds() ? serves(app) : whole;
        });
  }

  private Reading serves(String app) {
    Look look = reading.look("GET /apps/" + app);
    Optional<AppRecord> found = look.cloud().app(app);
    if (found.isEmpty() || !reading.isHealthy(look, found.get())) {
      return Reading.pending("app " + app + " does not answer");
    }
    if (reading.isClosed(look, found.get())) {
      return Reading.pending("app " + app + " is in maintenance");
    }
    boolean writable =
        found.get().databases().stream()
            .allMatch(it ->
                reading
                    .facts(look, app, it.engine())
                    .filter(facts -> !facts.isStandby())
                    .isPresent());
    return new Reading(writable, "the database of " + app + " is not writable");
  }
}
