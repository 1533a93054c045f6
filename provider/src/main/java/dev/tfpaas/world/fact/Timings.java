package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How long the platform takes for what.
///
/// @param durations every timing
public record Timings(Map<Timing, Duration> durations) {

  /// Fills in the defaults and copies.
  public Timings {
    Map<Timing, Duration> all = new EnumMap<>(Timing.class);
    for (Timing timing : Timing.values()) {
      all.put(timing, durations.getOrDefault(timing, timing.usual));
    }
    durations = Map.copyOf(all);
  }

  static Timings read(Fields in) {
    Map<Timing, Duration> durations = new EnumMap<>(Timing.class);
    for (Timing timing : Timing.values()) {
      durations.put(timing, in.duration(timing.word()));
    }
    return new Timings(durations);
  }

  Fields write() {
    Fields out = Fields.empty();
    for (Timing timing : Timing.values()) {
      out.duration(timing.word(), of(timing));
    }
    return out;
  }

  /// Returns one of them.
  public Duration of(Timing timing) {
    return durations.getOrDefault(timing, timing.usual);
  }

  /// Something that takes time.
  public enum Timing {
    /// Copying an app.
    CLONE("clone", Duration.ofSeconds(2)),
    /// Putting an app into maintenance or taking it out.
    MAINTENANCE("maintenance", Duration.ofMillis(200)),
    /// Making a database read-only or writable.
    READ_ONLY("read_only", Duration.ofMillis(100)),
    /// Filling a replica.
    SEED("seed", Duration.ofSeconds(1)),
    /// How far a replica is behind.
    LAG("lag", Duration.ofMillis(150)),
    /// Turning streaming off.
    DETACH("detach", Duration.ofMillis(50)),
    /// Making a replica writable.
    PROMOTE("promote", Duration.ofMillis(200)),
    /// Until clients follow an address that was moved.
    DNS("dns", Duration.ofMillis(300)),
    /// Making a backup.
    BACKUP("backup", Duration.ofMillis(500)),
    /// Changing size, variables or databases of an app.
    CONFIGURE("configure", Duration.ofMillis(100)),
    /// Moving an app to another region without a migration.
    MOVE("move", Duration.ofSeconds(1)),
    /// The checks of a migration.
    MIGRATION_CHECK("migration_check", Duration.ofMillis(200)),
    /// Preparing the target of a migration.
    MIGRATION_PREPARE("migration_prepare", Duration.ofSeconds(1)),
    /// Moving the data of a migration.
    MIGRATION_DATA("migration_data", Duration.ofSeconds(2)),
    /// The last phase of a migration.
    MIGRATION_FINALIZE("migration_finalize", Duration.ofMillis(500)),
    /// How long the old address of a moved app leads to the new one.
    REDIRECT("redirect", Duration.ofDays(30)),
    /// How long an address may be unserved after a switch was begun before it counts as abandoned.
    ABANDONED("abandoned", Duration.ofMinutes(10));

    private final String word;
    private final Duration usual;

    Timing(String word, Duration usual) {
      this.word = word;
      this.usual = usual;
    }

    /// Returns the key in `estate.yaml`.
    public String word() {
      return word;
    }
  }
}
