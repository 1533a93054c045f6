package dev.tfpaas.platform;

import java.util.Optional;
import java.util.UUID;

/// The marks by which it is told whose an object is: each creation and each taking-over of an
/// object puts a new one in place of the old.
public interface Incarnations {

  /// What a platform has where nothing can be marked.
  Incarnations NONE =
      new Incarnations() {
        @Override
        public boolean marks(Kind kind) {
          return false;
        }

        @Override
        public Optional<String> of(Kind kind, String id) {
          return Optional.empty();
        }

        @Override
        public String renew(Kind kind, String id) {
          return fresh();
        }
      };

  /// Tells whether objects of a kind can be marked. Of those that cannot, a plan refuses two that
  /// are one on the platform, because afterwards nothing tells whose it is.
  default boolean marks(Kind kind) {
    return true;
  }

  /// Reads the mark of an object; empty when it bears none, or does not exist.
  Optional<String> of(Kind kind, String id);

  /// Puts a new mark on an object, in place of the one it bears, and returns it. Changes nothing
  /// else. Where nothing can be marked, returns one that only the caller remembers.
  String renew(Kind kind, String id);

  /// Tells whether an object bears what a runbook of this process put on it, and nobody renewed
  /// since. Where no runbook puts a mark on what it makes, that is an object without one: what
  /// another state made bears its mark.
  default boolean bearsOwn(Kind kind, String id) {
    return of(kind, id).isEmpty();
  }

  /// Returns a mark that no object bears.
  static String fresh() {
    return UUID.randomUUID().toString();
  }

  /// What can be marked.
  enum Kind {
    /// An app.
    APP,
    /// A replication between two apps.
    REPLICATION,
    /// A failover group.
    FAILOVER_GROUP
  }
}
