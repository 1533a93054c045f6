package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that change who follows whom.
final class DatabaseSteps {
  static final String DISABLE = "disable_replication_slave_db";
  static final String PROMOTE = "promote_slave_db";
  static final String RESYNC = "resync_slave_db";

  /// How long a source must have been closed before it is left. The API tells no lag; replicas of
  /// these engines that stream at all are behind by seconds.
  static final Duration DRAIN = Duration.ofSeconds(15);

  private static final Duration MINUTES = Duration.ofMinutes(1);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Account account;
  private final Evidence evidence;
  private final HandOvers handOvers;
  private final Cloud66Steps steps;
  private final Clock clock;
  private final Sleeper sleeper;

  DatabaseSteps(
      Account account, Evidence evidence, Cloud66Steps steps, Clock clock, Sleeper sleeper) {
    this.account = account;
    this.evidence = evidence;
    this.handOvers = new HandOvers(account, evidence);
    this.steps = steps;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// A database that follows another.
  ///
  /// @param source the stack that is followed
  /// @param replica the stack that follows
  /// @param engine e.g. `mysql`
  record Link(String source, String replica, String engine) {

    /// Returns what is given along with actions, by which they are found again.
    String reference() {
      return "paas:%s:%s:%s".formatted(source, replica, engine);
    }

    List<String> both() {
      return List.of(source, replica);
    }
  }

  /// Switches replication on, which only a person can do: holds once there is evidence of it.
  Step on(ReplicationSpec spec) {
    Link link = new Link(spec.sourceAppId(), spec.replicaAppId(), spec.engine());
    return Step.of(
        "replication on",
        "%s from %s".formatted(object(link), link.source()),
        Call.of(
            "DASHBOARD",
            link.replica(),
            "{Data Sources > %s > Configure Replication: %s}"
                .formatted(link.engine(), link.source())),
        Duration.ofMinutes(30),
        () ->
            new Reading(
                evidence.follows(link.replica(), link.engine(), link.both()),
                "no replica of %s is listed".formatted(link.engine())),
        () -> {
          throw Dashboard.needed("replication on", Dashboard.replicate(spec));
        },
        Budgets.NONE);
  }

  /// Switches replication off; the replica becomes a database of its own that accepts writes.
  Step off(Link link) {
    FollowedAction action = new FollowedAction(account, link.replica());
    return step(
        "replication off",
        link,
        DISABLE,
        action,
        () -> !follows(link),
        () ->
            action
                .running()
                .orElseGet(() ->
                    // What remains a replica after that is promoted by the next step.
                    action.succeeded() ? Reading.holds("replication is off") : apart(link)));
  }

  /// Promotes what is still a replica after its replication was switched off.
  Step promoteIfStill(Link link) {
    FollowedAction action = new FollowedAction(account, link.replica());
    return step(
        "promote if still a replica",
        link,
        PROMOTE,
        action,
        () -> !follows(link),
        () -> action.running().orElseGet(() -> apart(link)));
  }

  /// Promotes a replica whose source may be dead: only the replica's side is asked.
  ///
  /// @param followed whether it followed when it was last read: then only a promotion of this
  ///   process counts, and none of a switch before
  Step promoteAlone(Link link, boolean followed) {
    FollowedAction action = new FollowedAction(account, link.replica());
    return step(
        "promote database",
        link,
        PROMOTE,
        action,
        () -> !listed(link),
        () -> action.running().orElseGet(() -> promotedAlone(link, followed, action)));
  }

  private Reading promotedAlone(Link link, boolean followed, FollowedAction action) {
    boolean listed = listed(link);
    boolean promoted = !followed || action.succeeded();
    return new Reading(
        !listed && promoted, listed ? "it is listed as a replica" : "nobody promoted it yet");
  }

  /// Tells whether a database was handed over.
  ///
  /// @param after the number of an action; earlier ones do not count
  boolean wasHandedOver(Link link, long after) {
    return handOvers.wasHandedOver(link, after);
  }

  /// Fills a replica anew that cannot follow any more.
  Step resync(Link link) {
    FollowedAction action = new FollowedAction(account, link.replica());
    Step step =
        step(
            "resync replica",
            link,
            RESYNC,
            action,
            // Of another database or of this one: no effect tells.
            () -> false,
            () ->
                action
                    .running()
                    .orElseGet(
                        () -> new Reading(action.succeeded(), "the replica was not filled anew")));
    return step.within(Budgets.LONG);
  }

  private Step step(
      String title,
      Link link,
      String command,
      FollowedAction action,
      BooleanSupplier isDone,
      Probe probe) {
    Call call =
        Call.of(
            "POST",
            Account.path(link.replica()) + "/actions",
            "{command: %s, server: its %s, db_type: %s}"
                .formatted(command, link.engine(), link.engine()));
    return Step.of(
        title,
        object(link),
        call,
        MINUTES,
        probe,
        () -> {
          long id = steps.start(link.replica(), body(link, command), action, isDone);
          handOvers.started(link, id);
          // Whether there is a way back depends on whether the action works, not on its start.
          action.await(clock, sleeper);
        },
        Budgets.USUAL);
  }

  private static String object(Link link) {
    return link.replica() + " " + link.engine();
  }

  private ObjectNode body(Link link, String command) {
    return JSON.objectNode()
        .put("command", command)
        .put("server_uid", replica(link).uid())
        .put("db_type", link.engine())
        .put("user_reference", link.reference());
  }

  /// Returns the server that follows; the only one of its engine where none is listed.
  private Server replica(Link link) {
    List<Server> servers = evidence.servers(link.replica(), link.engine());
    Optional<Server> listed =
        servers.stream()
            .filter(it -> Evidence.lists(account.variables(link.replica()), link.engine(), it))
            .findFirst();
    if (listed.isPresent()) {
      return listed.get();
    }
    if (servers.size() == 1) {
      return servers.getFirst();
    }
    throw PlatformException.rejected(
        Cloud66Platform.NAME,
        "GET " + Account.path(link.replica()) + "/servers",
        "%s has %d servers of %s and none is listed as a replica"
            .formatted(link.replica(), servers.size(), link.engine()));
  }

  /// Reads whether a replica follows nobody any more; also true of a stack without that engine.
  private boolean follows(Link link) {
    return evidence.follows(link.replica(), link.engine(), link.both());
  }

  /// Whether the replica's own side says that it follows; the source may be dead.
  private boolean listed(Link link) {
    return evidence.follows(link.replica(), link.engine(), List.of(link.replica()));
  }

  private Reading apart(Link link) {
    return new Reading(
        !follows(link), "%s of %s is listed as a replica".formatted(link.engine(), link.replica()));
  }

  /// Says whether a stack's database still follows, for the proof before traffic moves.
  ///
  /// @param lookedAt whose variables are read
  Optional<String> stillFollows(Link link, List<String> lookedAt) {
    return evidence.follows(link.replica(), link.engine(), lookedAt)
        ? Optional.of("%s of %s is still a replica".formatted(link.engine(), link.replica()))
        : Optional.empty();
  }

  /// Makes the condition before replication is switched off: the source has been closed for long
  /// enough that its replicas must have everything. One gate is for all the databases of one
  /// source: clients wait once, not once a database.
  Step.Gate drained(String source) {
    AtomicReference<Optional<Instant>> closedSince = new AtomicReference<>(Optional.empty());
    return new Step.Gate(
        "%s has been closed for %ds".formatted(source, DRAIN.toSeconds()),
        () -> {
          // Who opens it meanwhile and closes it again has let it take writes.
          requireClosed(source);
          Instant now = clock.instant();
          Instant since =
              closedSince.updateAndGet(it -> it.isEmpty() ? Optional.of(now) : it).get();
          Duration closed = Duration.between(since, now);
          return new Reading(
              closed.compareTo(DRAIN) >= 0,
              "%s was closed %ds ago".formatted(source, closed.toSeconds()));
        },
        Optional.of(DRAIN));
  }

  private void requireClosed(String source) {
    if (!account.need(source).maintenance()) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME,
          "GET " + Account.path(source),
          source
              + " is not in maintenance, so that it may still write what its replica would not"
              + " get. Leave `maintenance` on, or put it into maintenance in the dashboard");
    }
  }
}
