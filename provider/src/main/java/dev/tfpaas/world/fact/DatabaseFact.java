package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A database of an app.
///
/// @param app its app
/// @param called what it is called within its app, see [DatabaseName], e.g. `postgresql`
/// @param access whether it accepts writes
/// @param dataSet the data set it holds; empty while it holds nothing
/// @param lineage where its data comes from
/// @param curve its own position; a replica that follows is ahead of it
/// @param follows whom it follows; empty when nobody
public record DatabaseFact(
    String app,
    String called,
    Access access,
    String dataSet,
    Lineage lineage,
    Curve curve,
    Optional<Follows> follows)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<DatabaseFact> KIND =
      FactKind.of("database/", DatabaseFact.class, DatabaseFact::read, DatabaseFact::write);

  private static DatabaseFact read(Fields in) {
    return new DatabaseFact(
        in.text("app"),
        in.text("engine"),
        Access.read(in),
        in.text("data_set"),
        Lineage.read(in.object("lineage")),
        Curve.read(in.object("curve")),
        in.optionalObject("follows").map(Follows::read));
  }

  private Fields write(Fields out) {
    access
        .write(out.text("app", app).text("engine", called))
        .text("data_set", dataSet)
        .with("lineage", lineage.write())
        .with("curve", curve.write());
    follows.ifPresent(it -> out.with("follows", it.write()));
    return out;
  }

  @Override
  public FactKind<DatabaseFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(app + "/" + called);
  }

  /// Returns its name within the world, e.g. `shop/postgresql`.
  public String name() {
    return app + "/" + called;
  }

  /// Returns its engine, e.g. `postgresql`.
  public String engine() {
    return DatabaseName.engine(called);
  }

  /// Returns what it is.
  public Role role() {
    return access.role();
  }

  /// Tells whether it was told to accept no writes.
  public boolean readOnly() {
    return access.readOnly();
  }

  /// Tells whether the platform keeps it from accepting writes.
  public boolean fenced() {
    return access.fenced();
  }

  /// Returns it as the database of another app.
  public DatabaseFact withApp(String newApp) {
    return new DatabaseFact(newApp, called, access, dataSet, lineage, curve, follows);
  }

  /// Returns it under another name within its app.
  public DatabaseFact withCalled(String newName) {
    return new DatabaseFact(app, newName, access, dataSet, lineage, curve, follows);
  }

  /// Returns it read-only or not; what was wished is settled.
  public DatabaseFact withReadOnly(boolean on) {
    return with(new Access(access.role(), on, access.fenced(), Optional.empty()));
  }

  /// Returns it fenced by the platform or not.
  public DatabaseFact withFenced(boolean on) {
    return with(new Access(access.role(), access.readOnly(), on, access.wish()));
  }

  /// Returns it with what read-only becomes once its region answers again.
  public DatabaseFact withWish(boolean on) {
    return with(new Access(access.role(), access.readOnly(), access.fenced(), Optional.of(on)));
  }

  private DatabaseFact with(Access changed) {
    return new DatabaseFact(app, called, changed, dataSet, lineage, curve, follows);
  }

  /// Returns it with another position.
  public DatabaseFact withCurve(Curve changed) {
    return new DatabaseFact(app, called, access, dataSet, lineage, changed, follows);
  }

  /// Returns it following another database.
  public DatabaseFact following(Follows whom) {
    return new DatabaseFact(app, called, access, dataSet, lineage, curve, Optional.of(whom));
  }

  /// Returns it following nobody.
  public DatabaseFact alone() {
    return new DatabaseFact(app, called, access, dataSet, lineage, curve, Optional.empty());
  }

  /// Returns it as a replica that holds nothing of its own yet or goes on with what it has.
  public DatabaseFact asReplica(String newDataSet, Lineage newLineage) {
    Access replica = Access.of(Role.REPLICA);
    return new DatabaseFact(app, called, replica, newDataSet, newLineage, curve, follows);
  }

  /// Returns it as the writable holder of a generation.
  public DatabaseFact asPrimary(String newDataSet, Lineage newLineage) {
    Access primary = Access.of(Role.PRIMARY);
    return new DatabaseFact(app, called, primary, newDataSet, newLineage, curve, Optional.empty());
  }

  /// Whether a database accepts writes, and is to.
  ///
  /// @param role what it is
  /// @param readOnly whether it was told to accept no writes
  /// @param fenced whether the platform keeps it from accepting writes because a newer generation
  ///   exists
  /// @param wish what readOnly becomes once its region answers again; empty for nothing else
  public record Access(Role role, boolean readOnly, boolean fenced, Optional<Boolean> wish) {

    /// Returns what a database of a role is that nobody has told anything.
    public static Access of(Role role) {
      return new Access(role, false, false, Optional.empty());
    }

    private static Access read(Fields in) {
      return new Access(
          in.word("role", List.of(Role.values())),
          in.flag("read_only"),
          in.flag("fenced"),
          in.optionalFlag("wished_read_only"));
    }

    private Fields write(Fields out) {
      return out.text("role", role.name())
          .flag("read_only", readOnly)
          .flag("fenced", fenced)
          .flag("wished_read_only", wish);
    }
  }

  /// What a database is.
  public enum Role {
    /// Holds nothing yet; the first write makes it a primary.
    EMPTY,
    /// Follows nobody.
    PRIMARY,
    /// Follows another database, or did until it was detached.
    REPLICA
  }

  /// Whom a replica follows.
  ///
  /// @param app the app whose database that is called the same is followed
  /// @param since since when data flows; empty while it does not because a region is down
  /// @param lag how far the replica is behind
  public record Follows(String app, Optional<Instant> since, Duration lag) {
    private static Follows read(Fields in) {
      return new Follows(in.text("app"), in.optionalInstant("since"), in.duration("lag"));
    }

    private Fields write() {
      return Fields.empty().text("app", app).instant("since", since).duration("lag", lag);
    }
  }
}
