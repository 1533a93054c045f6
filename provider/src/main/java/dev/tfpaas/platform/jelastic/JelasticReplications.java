package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Status;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Replication of MySQL between two environments, experimental: by the vendor's own script in the
/// containers, since the API has nothing for it.
///
/// A database is asked by a command what it is; what it follows it does not say, so that this is
/// noted as a [Mark] on the replica. Nothing tells how far a replica is behind, so that a switch
/// cannot hand it over: it is a second copy, to be promoted by hand.
final class JelasticReplications implements Replications {
  /// The one engine that can be replicated.
  static final String ENGINE = "mysql";

  /// What is noted before the name of the source until the replica follows it.
  private static final String FILLING = "filled from ";

  private final Account account;
  private final Recovery recovery;
  private final ReplicationChecks checks;
  private final MarkSteps marks;
  private final JelasticIncarnations incarnations;
  private final Sleeper sleeper;

  JelasticReplications(
      Account account,
      Recovery recovery,
      MarkSteps marks,
      JelasticIncarnations incarnations,
      Sleeper sleeper) {
    this.account = account;
    this.recovery = recovery;
    this.checks = new ReplicationChecks(account, recovery);
    this.marks = marks;
    this.incarnations = incarnations;
    this.sleeper = sleeper;
  }

  /// One side, as far as it can be asked.
  private record Seen(
      Environment environment, Optional<Recovery.Diagnosis> diagnosis, Optional<String> noted) {
    /// Returns whom it follows, or followed before it was promoted; empty when nothing is noted.
    Optional<String> follows() {
      return noted.filter(text -> !text.startsWith(FILLING));
    }

    /// Returns whose data it is to be filled with, or has been without the last note.
    Optional<String> fills() {
      return noted
          .filter(text -> text.startsWith(FILLING))
          .map(text -> text.substring(FILLING.length()));
    }

    boolean isPrimary() {
      return diagnosis.filter(Recovery.Diagnosis::primary).isPresent();
    }

    boolean isSecondary() {
      return diagnosis.filter(Recovery.Diagnosis::secondary).isPresent();
    }

    String name() {
      return environment.name();
    }
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("database");
  }

  @Override
  public Optional<String> whyNot(String attribute) {
    return Optional.of(attribute)
        .filter("database"::equals)
        .map(_ ->
            "An environment is known here by one node group an engine, which has no name to choose"
                + " it by. Leave `database` out.");
  }

  @Override
  public String idOf(ReplicationSpec spec) {
    List<String> apps = Stream.of(spec.sourceAppId(), spec.replicaAppId()).sorted().toList();
    return String.join(":", apps) + ":" + spec.engine();
  }

  @Override
  public Optional<Replication> find(String id) {
    String[] parts = id.split(":", -1);
    if (parts.length != 3 || !parts[2].equals(ENGINE)) {
      return Optional.empty();
    }
    Optional<Seen> one = look(parts[0]);
    Optional<Seen> other = look(parts[1]);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    for (Pair pair : List.of(new Pair(other.get(), one.get()), new Pair(one.get(), other.get()))) {
      if (pair.replica().fills().equals(Optional.of(pair.source().name()))) {
        return Optional.of(replication(id, pair, Status.SEEDING));
      }
    }
    for (Pair pair : List.of(new Pair(other.get(), one.get()), new Pair(one.get(), other.get()))) {
      if (pair.isReplication()) {
        return Optional.of(replication(id, pair, pair.status()));
      }
    }
    return Optional.empty();
  }

  private Optional<Seen> look(String name) {
    return account
        .find(name)
        .map(environment ->
            new Seen(
                environment,
                recovery.diagnose(environment, ENGINE),
                account.mark(environment, Mark.REPLICA_OF)));
  }

  /// Two sides in one of the two directions.
  private record Pair(Seen source, Seen replica) {
    /// A secondary of nobody else, or one that was; a note on the other side does not count then.
    boolean isReplication() {
      return replica.follows().equals(Optional.of(source.name())) && !source.isSecondary();
    }

    Status status() {
      if (replica.isPrimary()) {
        return Status.PROMOTED;
      }
      return replica.diagnosis().filter(Recovery.Diagnosis::ok).isPresent()
          ? Status.REPLICATING
          : Status.BROKEN;
    }
  }

  private static Replication replication(String id, Pair pair, Status status) {
    Seen replica = pair.replica();
    return new Replication(
        id,
        pair.source().name(),
        replica.name(),
        ENGINE,
        status,
        status == Status.PROMOTED ? Optional.of(replica.name()) : Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        pair.source().isPrimary(),
        replica.isPrimary());
  }

  @Override
  public List<Problem> check(Optional<Replication> current, ReplicationSpec spec) {
    return checks.problems(current, spec);
  }

  /// Where nothing tells how far a replica is behind no switch hands it over, and none can turn it.
  @Override
  public Optional<String> cannotFollow(Optional<ReplicationSpec> spec) {
    return Optional.of(
        "On jelastic nothing tells how far a replica is behind, so that no switch hands a database"
            + " over or could turn its replication round. Leave `direction` out; after a promotion"
            + " by hand, swap the two ids.");
  }

  @Override
  public Runbook create(ReplicationSpec spec) {
    return Runbook.of(
        "replicate %s of %s to %s"
            .formatted(spec.engine(), spec.sourceAppId(), spec.replicaAppId()),
        begin(spec));
  }

  /// The direction is noted first, and that it is not so yet: who is cut short in between is
  /// continued, and never taken for one that follows, or was promoted.
  private List<Step> begin(ReplicationSpec spec) {
    String filling = FILLING + spec.sourceAppId();
    return List.of(
        marks.write(
            new MarkSteps.Note(spec.replicaAppId(), Mark.REPLICA_OF, filling, _ -> filling),
            (replica, noted) ->
                noted.equals(Optional.of(filling))
                    || (noted.equals(Optional.of(spec.sourceAppId())) && follows(replica))),
        marks.remove(spec.sourceAppId(), Mark.REPLICA_OF),
        follow(spec),
        marks.write(
            spec.replicaAppId(),
            Mark.REPLICA_OF,
            spec.sourceAppId(),
            replica -> incarnations.beside(Incarnations.Kind.REPLICATION, idOf(spec), replica)));
  }

  private boolean follows(Environment replica) {
    return recovery.diagnose(replica, ENGINE).filter(it -> it.secondary() && it.ok()).isPresent();
  }

  /// Fills the replica. Whom it follows it does not say: the note of the step before counts.
  private Step follow(ReplicationSpec spec) {
    LongCall call = new LongCall(account, sleeper);
    String replica = spec.replicaAppId();
    return Step.of(
        "replication on (experimental)",
        "%s mysql from %s".formatted(replica, spec.sourceAppId()),
        Recovery.call(replica, "restore it from the database of " + spec.sourceAppId()),
        Duration.ofMinutes(30),
        () -> followed(call, spec),
        account.onWhatThereIs(() -> followNow(call, spec)),
        Budgets.LONG);
  }

  private Reading followed(LongCall call, ReplicationSpec spec) {
    String replica = spec.replicaAppId();
    if (call.isOpen() || isCommanded(replica)) {
      return Reading.underWay("a command runs");
    }
    Seen seen = look(replica).orElseThrow(() -> gone(replica));
    boolean noted = seen.follows().or(seen::fills).filter(spec.sourceAppId()::equals).isPresent();
    boolean follows = seen.diagnosis().filter(it -> it.secondary() && it.ok()).isPresent();
    if (noted && follows) {
      return Reading.holds("it follows");
    }
    call.refusal()
        .or(call::doubt)
        .ifPresent(failure -> {
          throw ReadFailures.of(
              "environment/control/rest/execcmdbyid",
              "%s does not follow, and the command has no good answer: %s"
                  .formatted(replica, failure.getMessage()));
        });
    return Reading.pending(
        seen.diagnosis().map(Recovery.Diagnosis::word).orElse("its database cannot be asked"));
  }

  /// Tells whether the platform runs a command in a container of an environment.
  private boolean isCommanded(String name) {
    return account.running().stream()
        .anyMatch(action -> action.number() == TrackedAction.COMMAND && action.concerns(name));
  }

  private static PlatformException gone(String name) {
    return ReadFailures.of(
        "environment/control/rest/getenvinfo", "environment %s is gone".formatted(name));
  }

  private void followNow(LongCall call, ReplicationSpec spec) {
    Environment replica = account.need(spec.replicaAppId());
    checks
        .direction(spec)
        .ifPresent(problem -> {
          throw ReadFailures.of(
              "environment/control/rest/execcmdbyid", problem.summary() + ". " + problem.detail());
        });
    Environment source = account.need(spec.sourceAppId());
    // A command that left no answer may run all the same: it is never made again by itself.
    call.make(() -> recovery.follow(replica, source, ENGINE), () -> true);
  }

  @Override
  public Runbook update(Replication current, ReplicationSpec spec) {
    boolean turned = !current.sourceAppId().equals(spec.sourceAppId());
    boolean cutShort =
        switch (current.status()) {
          case SEEDING, BROKEN -> true;
          case REPLICATING, DETACHED, PROMOTED -> false;
        };
    boolean again = cutShort && spec.overwriteReplica();
    return Runbook.of(
        "update replication " + current.id(), turned || again ? begin(spec) : List.of());
  }

  @Override
  public Runbook delete(Replication current, OnDestroy onDestroy) {
    boolean follows =
        switch (current.status()) {
          case SEEDING, REPLICATING, BROKEN -> true;
          case DETACHED, PROMOTED -> false;
        };
    List<Step> made = new ArrayList<>();
    if (onDestroy == OnDestroy.DETACH && follows) {
      made.add(detach(current));
    }
    if (onDestroy == OnDestroy.DETACH) {
      made.add(marks.remove(current.replicaAppId(), Mark.REPLICA_OF, Mark.REPLICATION_INCARNATION));
    }
    if (onDestroy == OnDestroy.DETACH && current.status() == Status.SEEDING) {
      // Cut short, it may have left the note of the other direction.
      made.add(marks.remove(current.sourceAppId(), Mark.REPLICA_OF));
    }
    return Runbook.of("end replication " + current.id(), made);
  }

  private Step detach(Replication current) {
    String replica = current.replicaAppId();
    return Step.of(
        "replication off (experimental)",
        replica + " mysql",
        Recovery.call(replica, "stop and reset replication"),
        Duration.ofSeconds(10),
        () -> {
          boolean ok =
              look(replica)
                  .flatMap(Seen::diagnosis)
                  .filter(Recovery.Diagnosis::ok)
                  .filter(Recovery.Diagnosis::secondary)
                  .isPresent();
          return new Reading(!ok, "it follows");
        },
        account.onWhatThereIs(() -> recovery.detach(account.need(replica), ENGINE)),
        Budgets.QUICK);
  }
}
