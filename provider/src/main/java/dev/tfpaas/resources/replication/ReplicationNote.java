package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.resources.life.Differences;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A [Replication] as a value, and back: the form in which it is remembered.
public final class ReplicationNote {
  /// What the source of the direction that was applied last is remembered as.
  static final String SOURCE = "source_app_id";

  /// How a replication is remembered. Version 0.1.0 kept the source that was applied last by a name
  /// of its own.
  static final Note<Replication> NOTE =
      new Note<>(
          "replication",
          ReplicationNote::toValue,
          ReplicationNote::from,
          notes ->
              PrivateFacts.part(notes, "applied_source_app_id")
                  .map(source -> Map.of(SOURCE, source))
                  .orElse(Map.of()));

  private static final Type BACKUP =
      Type.object(Map.of("frequency", Type.STRING, "keep", Type.NUMBER));

  private ReplicationNote() {}

  /// Writes a replication, but for what moves all the time: a state that is stored again at each
  /// look would look changed.
  public static Value toValue(Replication replication) {
    Map<String, Value> note =
        new HashMap<>(
            Map.of(
                "id", Value.string(replication.id()),
                "source_app_id", Value.string(replication.sourceAppId()),
                "replica_app_id", Value.string(replication.replicaAppId()),
                "engine", Value.string(replication.engine()),
                "status", Value.string(replication.status().word()),
                "newer_app_id", Values.text(replication.newerAppId()),
                "backup", toValue(replication.backup()),
                "source_writable", Value.bool(replication.sourceWritable()),
                "replica_writable", Value.bool(replication.replicaWritable())));
    // A note that says more than one of an earlier version would look like drift.
    if (replication.direction() == Replication.Direction.FOLLOW) {
      note.put("direction", Value.string(replication.direction().word()));
    }
    replication.database().ifPresent(name -> note.put("database", Value.string(name)));
    return Value.object(note);
  }

  /// Reads what [#toValue(Replication)] wrote; what moves is not known then.
  public static Replication from(Value value) {
    return new Replication(
        value.get("id").asString(),
        value.get("source_app_id").asString(),
        value.get("replica_app_id").asString(),
        value.get("engine").asString(),
        Replication.Status.valueOf(value.get("status").asString().toUpperCase(Locale.ROOT)),
        value.get("newer_app_id").optionalString(),
        Optional.empty(),
        OptionalLong.empty(),
        backup(value.get("backup")),
        Optional.empty(),
        value.get("source_writable").asBool(),
        value.get("replica_writable").asBool(),
        // Earlier versions wrote none: it was fixed, and of the only database.
        direction(value),
        PrivateFacts.part(value, "database").flatMap(Value::optionalString));
  }

  /// Says what changed of a replication, one sentence each.
  public static List<String> changes(Replication before, Replication now) {
    String database = now.called() + " of ";
    return new Differences()
        .of("replication " + now.id(), before.status().word(), now.status().word())
        .of("the database of " + now.id(), before.called(), now.called())
        .of("the source of " + now.id(), before.sourceAppId(), now.sourceAppId())
        .of("the direction of " + now.id(), before.direction().word(), now.direction().word())
        .whether(
            before.sourceWritable(),
            now.sourceWritable(),
            database + now.sourceAppId() + " can be written to now.",
            database + now.sourceAppId() + " cannot be written to any more.")
        .whether(
            before.replicaWritable(),
            now.replicaWritable(),
            database + now.replicaAppId() + " can be written to now.",
            database + now.replicaAppId() + " cannot be written to any more.")
        .sentences();
  }

  /// Writes a backup schedule, null when there is none: also the form of the attribute `backup`.
  static Value toValue(Optional<ReplicationSpec.BackupSchedule> backup) {
    return backup
        .map(schedule ->
            Value.object(
                Map.of(
                    "frequency", Values.duration(Optional.of(schedule.frequency())),
                    "keep", Value.number(schedule.keep()))))
        .orElse(Value.nullOf(BACKUP));
  }

  /// Reads the direction; null, as of a state from before there was one, is fixed, and so is what
  /// is not known yet.
  static Replication.Direction direction(Value object) {
    return Values.known(object, "direction").equals(Replication.Direction.FOLLOW.word())
        ? Replication.Direction.FOLLOW
        : Replication.Direction.FIXED;
  }

  /// Reads a backup schedule; empty when it is null.
  static Optional<ReplicationSpec.BackupSchedule> backup(Value value) {
    return value.isNull()
        ? Optional.empty()
        : Optional.of(
            new ReplicationSpec.BackupSchedule(
                Values.duration(value.get("frequency")).orElseThrow(),
                Math.toIntExact(value.get("keep").asLong())));
  }
}
