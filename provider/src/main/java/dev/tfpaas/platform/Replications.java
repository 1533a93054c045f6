package dev.tfpaas.platform;

import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps a database of one app as a live replica in another.
public interface Replications extends Limited {

  @Override
  default Set<String> unsupportedAttributes() {
    return Set.of();
  }

  /// Reads a replication; empty when it definitely does not exist.
  Optional<Replication> find(String id);

  /// Returns the identifier of the replication between two apps, which is deterministic.
  ///
  /// It does not change when the direction is reversed. Where the database, or an app, got another
  /// name since, it is that under which the replication was made.
  String idOf(ReplicationSpec spec);

  /// Returns the identifier that the replication gets when it is made now.
  default String newId(ReplicationSpec spec) {
    return idOf(spec);
  }

  /// Checks what is wanted against the platform without any change.
  ///
  /// Finds data that would flow onto a newer, unknown or active master, unknown apps and engines.
  ///
  /// @param current the existing replication that would be changed; empty when there is none
  List<Problem> check(Optional<Replication> current, ReplicationSpec spec);

  /// Says why data cannot [flow away from whoever serves][Replication.Direction#FOLLOW], in
  /// sentences with what to do instead; empty where a switch can make the side that was left the
  /// replica of the other one by a call. Calls nobody.
  ///
  /// @param spec what is wanted; empty while that is not known
  default Optional<String> cannotFollow(Optional<ReplicationSpec> spec) {
    return Optional.of(
        "There is no call by which a switch could make the old side follow the new one. Leave"
            + " `direction` out; after a switch, swap the two ids.");
  }

  /// Returns the steps that start replication. A pure function of the spec.
  Runbook create(ReplicationSpec spec);

  /// Returns the steps that turn an existing replication into what is wanted: reverse it when the
  /// two apps are swapped, note another direction, adapt the backup schedule, nothing otherwise. A
  /// pure function of its arguments.
  Runbook update(Replication current, ReplicationSpec spec);

  /// Returns the steps that let data flow again through a replication through which none flows,
  /// from the source of the spec to its replica, whichever of them followed before. A pure function
  /// of its arguments; never asked for where data [cannot follow][#cannotFollow].
  default Runbook attach(Replication current, ReplicationSpec spec) {
    return create(spec);
  }

  /// Whether only a person can make a replica follow, so that what is ended cannot be made anew by
  /// the same apply. Calls nobody.
  default boolean isBegunByHand() {
    return false;
  }

  /// Says what becomes of writability when streaming is turned off, in words that end a sentence.
  /// Calls nobody.
  default String afterDetaching(Replication current) {
    return "no database becomes writable or read-only by it";
  }

  /// Returns the steps that end a replication.
  ///
  /// @param current as read
  /// @param onDestroy what becomes of the replica
  Runbook delete(Replication current, OnDestroy onDestroy);

  /// What becomes of the replica when the resource is destroyed.
  enum OnDestroy {
    /// Streaming is turned off; the replica keeps its data, and stays read-only where the platform
    /// [leaves it so][Replications#afterDetaching].
    DETACH,
    /// The platform keeps what it has; Terraform only forgets.
    ABANDON
  }
}
