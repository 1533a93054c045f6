package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.List;
import java.util.Optional;

/// A database kept as a replica of another.
///
/// @param id its identifier, the same in both directions
/// @param source the app that is written to
/// @param replica the app that follows
/// @param called what both databases are called within their apps, see [DatabaseName]
/// @param mode what it is
/// @param turns whether data is to flow away from the side that serves, also once that is another
public record ReplicationFact(
    String id, String source, String replica, String called, Mode mode, boolean turns)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<ReplicationFact> KIND =
      FactKind.of(
          "replication/", ReplicationFact.class, ReplicationFact::read, ReplicationFact::write);

  /// Makes a replication whose direction is fixed.
  public ReplicationFact(String id, String source, String replica, String called, Mode mode) {
    this(id, source, replica, called, mode, false);
  }

  private static ReplicationFact read(Fields in) {
    return new ReplicationFact(
        in.text("id"),
        in.text("source"),
        in.text("replica"),
        in.text("engine"),
        in.word("mode", List.of(Mode.values())),
        in.optionalFlag("turns").orElse(false));
  }

  private Fields write(Fields out) {
    // Left out where it is fixed, as every one was at first.
    return out.text("id", id)
        .text("source", source)
        .text("replica", replica)
        .text("engine", called)
        .text("mode", mode.name())
        .flag("turns", turns ? Optional.of(true) : Optional.empty());
  }

  @Override
  public FactKind<ReplicationFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(id);
  }

  /// Returns the engine of both databases.
  public String engine() {
    return DatabaseName.engine(called);
  }

  /// Tells whether the replica follows no more.
  public boolean isApart() {
    return mode == Mode.DETACHED || mode == Mode.PROMOTED;
  }

  /// Returns it between apps of other names.
  public ReplicationFact withApps(String newSource, String newReplica) {
    return new ReplicationFact(id, newSource, newReplica, called, mode, turns);
  }

  /// Returns it between databases that are called otherwise now.
  public ReplicationFact withCalled(String newName) {
    return new ReplicationFact(id, source, replica, newName, mode, turns);
  }

  /// Returns it in another mode.
  public ReplicationFact withMode(Mode newMode) {
    return new ReplicationFact(id, source, replica, called, newMode, turns);
  }

  /// Returns it with another direction.
  public ReplicationFact turning(boolean newTurns) {
    return new ReplicationFact(id, source, replica, called, mode, newTurns);
  }

  /// What a replication is.
  public enum Mode {
    /// The replica is being filled.
    SEEDING,
    /// The replica follows.
    STREAMING,
    /// The replica no longer follows.
    DETACHED,
    /// The replica was made writable.
    PROMOTED
  }
}
