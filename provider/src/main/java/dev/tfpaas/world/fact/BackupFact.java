package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The backup schedule of a database.
///
/// @param app its app
/// @param called what the database is called within its app, see [DatabaseName]
/// @param frequency the time between two backups
/// @param keep how many are kept
/// @param last the newest good backup when the schedule last began to run; empty before the first
/// @param runs whether backups are being made
public record BackupFact(
    String app, String called, Duration frequency, int keep, Optional<Instant> last, boolean runs)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<BackupFact> KIND =
      FactKind.of("backup/", BackupFact.class, BackupFact::read, BackupFact::write);

  private static BackupFact read(Fields in) {
    return new BackupFact(
        in.text("app"),
        in.text("engine"),
        in.duration("frequency"),
        Math.toIntExact(in.whole("keep")),
        in.optionalInstant("last"),
        in.flag("runs"));
  }

  private Fields write(Fields out) {
    return out.text("app", app)
        .text("engine", called)
        .duration("frequency", frequency)
        .whole("keep", keep)
        .instant("last", last)
        .flag("runs", runs);
  }

  @Override
  public FactKind<BackupFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(app + "/" + called);
  }

  /// Returns when the newest good backup was made; empty when there is none.
  public Optional<Instant> newest(Instant now) {
    if (!runs || last.isEmpty() || now.isBefore(last.get())) {
      return last;
    }
    long made = Duration.between(last.get(), now).dividedBy(frequency);
    return last.map(first -> first.plus(frequency.multipliedBy(made)));
  }

  /// Returns it as the schedule of another app.
  public BackupFact withApp(String newApp) {
    return new BackupFact(newApp, called, frequency, keep, last, runs);
  }

  /// Returns it as the schedule of the database under another name.
  public BackupFact withCalled(String newName) {
    return new BackupFact(app, newName, frequency, keep, last, runs);
  }

  /// Returns it making backups from now on, or not.
  public BackupFact running(boolean nowRuns, Instant now) {
    return new BackupFact(app, called, frequency, keep, newest(now), nowRuns);
  }
}
