package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An app's way to another region.
///
/// @param id its identifier
/// @param app the app, by the name it had at first
/// @param from the region it comes from
/// @param to the region it goes to
/// @param newName the name it gets; empty when it keeps its own
/// @param live whether it moves without a stop
/// @param status how far it is
/// @param busy whether a phase is running
/// @param redirectUntil until when the old address leads to the new one; empty before the end
public record MigrationFact(
    String id,
    String app,
    String from,
    String to,
    Optional<String> newName,
    boolean live,
    Status status,
    boolean busy,
    Optional<Instant> redirectUntil)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<MigrationFact> KIND =
      FactKind.of("migration/", MigrationFact.class, MigrationFact::read, MigrationFact::write);

  private static MigrationFact read(Fields in) {
    return new MigrationFact(
        in.text("id"),
        in.text("app"),
        in.text("from"),
        in.text("to"),
        in.optionalText("new_name"),
        in.flag("live"),
        in.word("status", List.of(Status.values())),
        in.flag("busy"),
        in.optionalInstant("redirect_until"));
  }

  private Fields write(Fields out) {
    return out.text("id", id)
        .text("app", app)
        .text("from", from)
        .text("to", to)
        .text("new_name", newName)
        .flag("live", live)
        .text("status", status.name())
        .flag("busy", busy)
        .instant("redirect_until", redirectUntil);
  }

  @Override
  public FactKind<MigrationFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(id);
  }

  /// Returns the app's name as it is now.
  public String appNow() {
    return status == Status.FINALIZED ? newName.orElse(app) : app;
  }

  /// Returns it after the app got another name than it knows.
  public MigrationFact withAppNow(String name) {
    boolean arrived = status == Status.FINALIZED;
    return new MigrationFact(
        id,
        arrived ? app : name,
        from,
        to,
        arrived ? Optional.of(name) : newName,
        live,
        status,
        busy,
        redirectUntil);
  }

  /// Returns it at another phase.
  public MigrationFact withStatus(Status newStatus, boolean nowBusy) {
    return new MigrationFact(id, app, from, to, newName, live, newStatus, nowBusy, redirectUntil);
  }

  /// Returns it with the end of the redirection.
  public MigrationFact withRedirect(Instant until) {
    return new MigrationFact(id, app, from, to, newName, live, status, busy, Optional.of(until));
  }

  /// How far a migration is.
  public enum Status {
    /// It was begun.
    CREATED,
    /// Its checks passed.
    CHECKED,
    /// The target exists.
    PREPARED,
    /// The data is there.
    DATA_MIGRATED,
    /// The app runs in the new region.
    FINALIZED,
    /// It was given up and reverted.
    ABORTED
  }
}
