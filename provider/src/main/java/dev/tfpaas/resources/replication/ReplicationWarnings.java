package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import java.util.Optional;

/// What every plan of a replication says of how it was found, although it changes nothing.
///
/// @param platform is asked for the two apps where the replication does not tell enough
/// @param diagnostics collects the warnings
record ReplicationWarnings(Platform platform, Diagnostics diagnostics) {

  /// Warns of a replica that does not follow.
  void of(Replication current) {
    switch (current.status()) {
      case DETACHED, PROMOTED -> apart(current);
      case BROKEN -> broken(current);
      case SEEDING, REPLICATING -> {}
    }
  }

  /// Warns of a pair in which nothing flows although it is to flow away from whoever serves.
  ///
  /// @param following the change that could let it flow again
  void ofFollowing(Replication current, Following following) {
    if (current.status() == Replication.Status.BROKEN) {
      broken(current);
    } else if (following.isApart() && !following.attaches()) {
      warn(
          "Nothing flows between %s and %s"
              .formatted(current.sourceAppId(), current.replicaAppId()),
          unprotected(current, following));
    } else if (flowsToServing(current, following)) {
      warn(
          "Data flows to the side that serves",
          "%s serves and follows %s. A flow is never turned while it runs: switch to %s, or promote the database of %s on the platform."
              .formatted(
                  current.replicaAppId(),
                  current.sourceAppId(),
                  current.sourceAppId(),
                  current.replicaAppId()));
    }
  }

  private static boolean flowsToServing(Replication current, Following following) {
    return !following.isApart()
        && following.serving().filter(current.replicaAppId()::equals).isPresent();
  }

  private String unprotected(Replication current, Following following) {
    if (following.serving().isEmpty()) {
      return "Which of the two serves cannot be told: they are not the two apps of one failover"
          + " group, and not exactly one of the databases takes writes. Nothing is changed."
          + " Put both into a paas_failover_group; or write `direction = \"fixed\"` with the"
          + " app that has the data you want as `source_app_id`.";
    }
    String serves = following.spec().sourceAppId();
    String left = following.spec().replicaAppId();
    String only = "The %s data of %s exists only once. ".formatted(current.called(), serves);
    Optional<String> dead = following.unreachable();
    if (dead.isPresent()) {
      return only
          + "%s does not answer: once it does, the plan proposes to make %s follow %s, and says what only %s has."
              .formatted(dead.get(), left, serves, left);
    }
    return only
        + String.join(
            " ", following.problems().stream().map(ReplicationWarnings::sentence).toList())
        + " Nothing is overwritten without consent: `overwrite_replica = true`, set in the change"
        + " that"
        + " is to lose it (taken out and applied before, if it stands already), makes %s follow %s."
            .formatted(left, serves);
  }

  private static String sentence(Problem problem) {
    return "%s: %s".formatted(problem.summary(), problem.detail());
  }

  private void broken(Replication current) {
    if (isGone(current.sourceAppId())) {
      warn(
          "The source of the replica is gone",
          "The app %s was deleted outside of Terraform, and %s follows nothing any more: it holds the only copy of the %s data. Nothing is changed. To serve from it, make its database writable on the platform and take this resource out of the configuration."
              .formatted(current.sourceAppId(), current.replicaAppId(), current.called()));
    } else if (isGone(current.replicaAppId())) {
      warn(
          "The replica is gone",
          "The app %s was deleted outside of Terraform: the %s data of %s exists only once. Where this configuration makes that app, the next apply makes it anew, and then the replication with it; otherwise take this resource out of the configuration, which needs nothing of the app."
              .formatted(current.replicaAppId(), current.called(), current.sourceAppId()));
    } else {
      warn(
          "The replica cannot follow",
          "%s of %s cannot follow %s now, e.g. because one of them does not answer. What is written meanwhile exists only once."
              .formatted(current.called(), current.replicaAppId(), current.sourceAppId()));
    }
  }

  private boolean isGone(String app) {
    return Observation.of(() -> platform.apps().find(app)) instanceof Observation.Gone<App>;
  }

  private Optional<App> app(String id) {
    return Observation.of(() -> platform.apps().find(id)) instanceof Observation.Found<App>(App it)
        ? Optional.of(it)
        : Optional.empty();
  }

  private void apart(Replication current) {
    Optional<App> source = app(current.sourceAppId());
    Optional<App> replica = app(current.replicaAppId());
    boolean bothWritable = current.sourceWritable() && current.replicaWritable();
    boolean sourceServes = source.filter(ReplicationWarnings::serves).isPresent();
    boolean replicaServes = replica.filter(ReplicationWarnings::serves).isPresent();
    Optional<String> newer = current.newerAppId();
    String holds =
        "%s holds %s, %s holds %s."
            .formatted(
                current.sourceAppId(),
                position(source, current.called()),
                current.replicaAppId(),
                position(replica, current.called()));
    String what =
        bothWritable
            ? "Both databases take writes: the replica %s was made writable while %s takes writes, too. %s%s"
                .formatted(current.replicaAppId(), current.sourceAppId(), holds, lacking(current))
            : "The replica %s is %s. %s%s"
                .formatted(
                    current.replicaAppId(),
                    current.status().word(),
                    newer.map("The newer data is in %s: "::formatted).orElse(""),
                    holds);
    warn(
        bothWritable ? "Both sides can be written to" : "The replica does not follow any more",
        "%s It is not attached again by itself, because that would overwrite data. %s"
            .formatted(what, way(current, sourceServes, replicaServes)));
  }

  /// The side that serves is never the one that is overwritten.
  private static String way(Replication current, boolean sourceServes, boolean replicaServes) {
    String source = current.sourceAppId();
    String replica = current.replicaAppId();
    boolean sourceNewer = current.newerAppId().filter(source::equals).isPresent();
    boolean replicaNewer = current.newerAppId().filter(replica::equals).isPresent();
    if (sourceServes && replicaNewer && !replicaServes) {
      return "Traffic goes to %s, which lacks what %s has: switch to %s first (`active` of its failover group); then swap the two ids here."
          .formatted(source, replica, replica);
    }
    if (replicaServes && sourceNewer && !sourceServes) {
      return "Traffic goes to %s, which lacks what %s has: switch to %s first (`active` of its failover group); then replace this resource (`terraform apply -replace=…`)."
          .formatted(replica, source, source);
    }
    boolean keepsSource = sourceServes ? !replicaServes || !replicaNewer : sourceNewer;
    return keepsSource
        ? "To make %s follow %s again, replace this resource (`terraform apply -replace=…`); what only %s has is lost then, and needs `overwrite_replica = true`."
            .formatted(replica, source, replica)
        : "To protect it again, swap the two ids: `source_app_id = \"%s\"`, `replica_app_id = \"%s\"`. Or write `direction = \"follow\"`, where the platform can: that protects again now, and at the end of every planned switch."
            .formatted(replica, source);
  }

  private static boolean serves(App app) {
    return app.reachable()
        && !app.maintenance()
        && (app.failoverGroupId().isEmpty() || app.activeInGroup());
  }

  private static String position(Optional<App> app, String engine) {
    return app.flatMap(it -> it.database(engine))
        .map(Database::position)
        .filter(position -> position.isPresent())
        .map(position -> position.getAsLong() + " writes")
        .orElse("an unknown number of writes");
  }

  private static String lacking(Replication current) {
    return current.lagWrites().isPresent() && current.lagWrites().getAsLong() > 0
        ? " %s lacks %d writes of %s."
            .formatted(
                current.replicaAppId(), current.lagWrites().getAsLong(), current.sourceAppId())
        : "";
  }

  private void warn(String summary, String detail) {
    diagnostics.warning(Path.root().attribute("status"), summary, detail);
  }
}
