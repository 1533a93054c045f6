package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A database of an app.
///
/// @param app its app
/// @param engine e.g. `postgresql`
/// @param role what it is
/// @param readOnly whether it was told to accept no writes
/// @param fenced whether the platform keeps it from accepting writes because a newer generation
///   exists
/// @param wishedReadOnly what readOnly becomes once its region answers again
/// @param dataSet the data set it holds; empty while it holds nothing
/// @param lineage where its data comes from
/// @param curve its own position; a replica that follows is ahead of it
/// @param follows whom it follows; empty when nobody
public record DatabaseFact(
    String app,
    String engine,
    Role role,
    boolean readOnly,
    boolean fenced,
    Optional<Boolean> wishedReadOnly,
    String dataSet,
    Lineage lineage,
    Curve curve,
    Optional<Follows> follows)
    implements Fact {
  /// The kind of these facts.
  public static final Kind<DatabaseFact> KIND =
      Kind.of("database/", DatabaseFact.class, DatabaseFact::read, DatabaseFact::write);

  private static DatabaseFact read(Fields in) {
    return new DatabaseFact(
        in.text("app"),
        in.text("engine"),
        Role.valueOf(in.text("role")),
        in.flag("read_only"),
        in.flag("fenced"),
        in.optionalFlag("wished_read_only"),
        in.text("data_set"),
        Lineage.read(in.object("lineage")),
        Curve.read(in.object("curve")),
        in.optionalObject("follows").map(Follows::read));
  }

  private Fields write(Fields out) {
    out.text("app", app)
        .text("engine", engine)
        .text("role", role.name())
        .flag("read_only", readOnly)
        .flag("fenced", fenced)
        .flag("wished_read_only", wishedReadOnly)
        .text("data_set", dataSet)
        .with("lineage", lineage.write())
        .with("curve", curve.write());
    follows.ifPresent(it -> out.with("follows", it.write()));
    return out;
  }

  @Override
  public Kind<DatabaseFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(app + "/" + engine);
  }

  /// Returns its name within the world, e.g. `shop/postgresql`.
  public String name() {
    return app + "/" + engine;
  }

  /// Returns it as the database of another app.
  public DatabaseFact withApp(String newApp) {
    return new DatabaseFact(
        newApp, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, curve, follows);
  }

  /// Returns it read-only or not; what was wished is settled.
  public DatabaseFact withReadOnly(boolean on) {
    return new DatabaseFact(
        app, engine, role, on, fenced, Optional.empty(), dataSet, lineage, curve, follows);
  }

  /// Returns it fenced by the platform or not.
  public DatabaseFact withFenced(boolean on) {
    return new DatabaseFact(
        app, engine, role, readOnly, on, wishedReadOnly, dataSet, lineage, curve, follows);
  }

  /// Returns it with what is to become of it once its region answers again.
  public DatabaseFact withWish(Optional<Boolean> wish) {
    return new DatabaseFact(
        app, engine, role, readOnly, fenced, wish, dataSet, lineage, curve, follows);
  }

  /// Returns it with another position.
  public DatabaseFact withCurve(Curve newCurve) {
    return new DatabaseFact(
        app, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, newCurve, follows);
  }

  /// Returns it following another database, or none.
  public DatabaseFact withFollows(Optional<Follows> newFollows) {
    return new DatabaseFact(
        app, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, curve, newFollows);
  }

  /// Returns it as a replica that holds nothing of its own yet or goes on with what it has.
  public DatabaseFact asReplica(String newDataSet, Lineage newLineage) {
    return new DatabaseFact(
        app,
        engine,
        Role.REPLICA,
        false,
        false,
        Optional.empty(),
        newDataSet,
        newLineage,
        curve,
        follows);
  }

  /// Returns it as the writable holder of a generation.
  public DatabaseFact asPrimary(String newDataSet, Lineage newLineage) {
    return new DatabaseFact(
        app,
        engine,
        Role.PRIMARY,
        false,
        false,
        Optional.empty(),
        newDataSet,
        newLineage,
        curve,
        Optional.empty());
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
  /// @param app the app whose database of the same engine is followed
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
