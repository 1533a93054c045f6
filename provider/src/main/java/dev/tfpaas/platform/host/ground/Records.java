package dev.tfpaas.platform.host.ground;

import dev.tfpaas.world.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was asked for, one record a thing; each is an object of `cloud.json`.
public final class Records {
  private Records() {}

  /// Where the network listens for what concerns itself.
  ///
  /// @param port its port
  /// @param token by which it knows its owner; never shown
  /// @param firstPort from which on ports are given out
  public record LineRecord(int port, String token, int firstPort) {
    Json.Fields toJson() {
      return Json.Fields.empty()
          .whole("port", port)
          .text("token", token)
          .whole("first_port", firstPort);
    }

    static LineRecord of(Json.Fields it) {
      return new LineRecord(
          Math.toIntExact(it.whole("port")),
          it.text("token"),
          Math.toIntExact(it.whole("first_port")));
    }

    @Override
    public String toString() {
      return "port " + port;
    }
  }

  /// A region.
  ///
  /// @param name its name
  /// @param power whether its machines are on
  /// @param cut whether nothing of it answers to the outside, while its machines run
  public record RegionRecord(String name, boolean power, boolean cut) {
    Json.Fields toJson() {
      return Json.Fields.empty().text("name", name).flag("power", power).flag("cut", cut);
    }

    static RegionRecord of(Json.Fields it) {
      return new RegionRecord(it.text("name"), it.flag("power"), it.flag("cut"));
    }
  }

  /// An app's database.
  ///
  /// @param engine e.g. `postgresql`
  /// @param port where the server listens, for what is inside its region
  /// @param gate where it is reached from elsewhere
  /// @param password of its roles; never shown
  /// @param closed whether it is to accept no write when it starts again, although no replication
  ///   says so any more
  /// @param dump the file that is still to be loaded into it; empty when there is none
  public record DatabaseRecord(
      String engine, int port, int gate, String password, boolean closed, Optional<String> dump) {
    /// Makes one that may accept writes.
    public DatabaseRecord(String engine, int port, int gate, String password) {
      this(engine, port, gate, password, false, Optional.empty());
    }

    /// Returns it with that file still to be loaded, or none.
    public DatabaseRecord loading(Optional<String> other) {
      return new DatabaseRecord(engine, port, gate, password, closed, other);
    }

    Json.Fields toJson() {
      return Json.Fields.empty()
          .text("engine", engine)
          .whole("port", port)
          .whole("gate", gate)
          .text("password", password)
          .flag("closed", closed)
          .text("dump", dump);
    }

    static DatabaseRecord of(Json.Fields it) {
      return new DatabaseRecord(
          it.text("engine"),
          Math.toIntExact(it.whole("port")),
          Math.toIntExact(it.whole("gate")),
          it.text("password"),
          it.optionalFlag("closed").orElse(false),
          it.optionalText("dump"));
    }

    @Override
    public String toString() {
      return engine + " at " + port;
    }
  }

  /// An app.
  ///
  /// @param name its name, which is its identifier
  /// @param region where it runs
  /// @param ownId what it is called under every name
  /// @param clonedFrom the app it is a copy of; empty when it is none
  /// @param program what it runs
  /// @param variables its environment; never shown
  /// @param closedAt since when it is in maintenance; empty when it is not
  /// @param port where it listens
  /// @param gate where it is reached from outside
  /// @param databases one an engine
  public record AppRecord(
      String name,
      String region,
      String ownId,
      Optional<String> clonedFrom,
      Program program,
      Map<String, String> variables,
      Optional<Instant> closedAt,
      int port,
      int gate,
      List<DatabaseRecord> databases) {
    /// Copies the collections.
    public AppRecord {
      variables = Map.copyOf(variables);
      databases = List.copyOf(databases);
    }

    /// Tells whether it answers with a maintenance page.
    public boolean maintenance() {
      return closedAt.isPresent();
    }

    /// Returns the database of an engine.
    public Optional<DatabaseRecord> database(String engine) {
      return databases.stream().filter(it -> it.engine().equals(engine)).findFirst();
    }

    /// Returns it in maintenance since then, or out of it.
    public AppRecord closed(Optional<Instant> since) {
      return new AppRecord(
          name, region, ownId, clonedFrom, program, variables, since, port, gate, databases);
    }

    /// Returns it with the database of an engine to come up closed, or not.
    public AppRecord closing(String engine, boolean isClosed) {
      return new AppRecord(
          name,
          region,
          ownId,
          clonedFrom,
          program,
          variables,
          closedAt,
          port,
          gate,
          databases.stream()
              .map(it ->
                  it.engine().equals(engine)
                      ? new DatabaseRecord(
                          engine, it.port(), it.gate(), it.password(), isClosed, it.dump())
                      : it)
              .toList());
    }

    /// Returns it with another environment.
    public AppRecord with(Map<String, String> others) {
      return new AppRecord(
          name, region, ownId, clonedFrom, program, others, closedAt, port, gate, databases);
    }

    /// Returns it with another file still to be loaded, or none, where there is one.
    public AppRecord mending(Optional<String> dump) {
      List<DatabaseRecord> mended =
          databases.stream().map(it -> it.dump().isPresent() ? it.loading(dump) : it).toList();
      return new AppRecord(
          name, region, ownId, clonedFrom, program, variables, closedAt, port, gate, mended);
    }

    /// Returns it as the copy of another.
    public AppRecord copyOf(String source) {
      return new AppRecord(
          name,
          region,
          ownId,
          Optional.of(source),
          program,
          variables,
          closedAt,
          port,
          gate,
          databases);
    }

    Json.Fields toJson() {
      Json.Fields environment = Json.Fields.empty();
      new TreeMap<>(variables).forEach(environment::text);
      return Json.Fields.empty()
          .text("name", name)
          .text("region", region)
          .text("own_id", ownId)
          .text("cloned_from", clonedFrom)
          .texts("command", program.command())
          .text("directory", program.directory())
          .text("health", program.health())
          .with("variables", environment)
          .instant("closed_at", closedAt)
          .whole("port", port)
          .whole("gate", gate)
          .with(
              "databases",
              new Json.Items(
                  databases.stream().map(DatabaseRecord::toJson).map(Json.class::cast).toList()));
    }

    static AppRecord of(Json.Fields it) {
      Map<String, String> variables = new TreeMap<>();
      Json.Fields environment = it.object("variables");
      environment.fields().keySet().forEach(key -> variables.put(key, environment.text(key)));
      return new AppRecord(
          it.text("name"),
          it.text("region"),
          it.text("own_id"),
          it.optionalText("cloned_from"),
          new Program(it.texts("command"), it.text("directory"), it.text("health")),
          variables,
          it.optionalInstant("closed_at"),
          Math.toIntExact(it.whole("port")),
          Math.toIntExact(it.whole("gate")),
          it.objects("databases").stream().map(DatabaseRecord::of).toList());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// What an app runs.
  ///
  /// @param command program and arguments; none for the app that comes along
  /// @param directory where it works
  /// @param health the path that it answers when it is well
  public record Program(List<String> command, String directory, String health) {
    /// Copies the command.
    public Program {
      command = List.copyOf(command);
    }
  }

  /// A failover group. Which side it leads to is what the edge was told last.
  ///
  /// @param id its identifier
  /// @param name its name
  /// @param primary the app in the first place
  /// @param secondary the app in the second place; empty when there is none
  /// @param secondaryActive whether the edge is to lead to the second place
  /// @param port where its address listens
  /// @param last the last switch; empty when there was none
  public record GroupRecord(
      String id,
      String name,
      String primary,
      Optional<String> secondary,
      boolean secondaryActive,
      int port,
      Optional<SwitchRecord> last) {

    /// Returns the app that the edge is to lead to.
    public String active() {
      return secondaryActive ? secondary.orElse(primary) : primary;
    }

    /// Tells whether an app is one of the two.
    public boolean has(String app) {
      return primary.equals(app) || secondary.filter(app::equals).isPresent();
    }

    Json.Fields toJson() {
      Json.Fields fields =
          Json.Fields.empty()
              .text("id", id)
              .text("name", name)
              .text("primary", primary)
              .text("secondary", secondary)
              .flag("secondary_active", secondaryActive)
              .whole("port", port);
      last.ifPresent(it -> fields.with("last", it.toJson()));
      return fields;
    }

    static GroupRecord of(Json.Fields it) {
      return new GroupRecord(
          it.text("id"),
          it.text("name"),
          it.text("primary"),
          it.optionalText("secondary"),
          it.flag("secondary_active"),
          Math.toIntExact(it.whole("port")),
          it.optionalObject("last").map(SwitchRecord::of));
    }
  }

  /// A switch that was made.
  ///
  /// @param toSecondary whether it led to the second place
  /// @param mode `planned`, `emergency` or `outside`
  /// @param startedAt when clients were first refused, or it was made
  /// @param finishedAt when the address led to the other side
  /// @param downtime how long clients were refused; empty where nobody knows
  /// @param whole whether every database with data of the side that was left was handed over
  public record SwitchRecord(
      boolean toSecondary,
      String mode,
      Instant startedAt,
      Instant finishedAt,
      Optional<Duration> downtime,
      boolean whole) {
    Json.Fields toJson() {
      Json.Fields fields =
          Json.Fields.empty()
              .flag("to_secondary", toSecondary)
              .text("mode", mode)
              .instant("started_at", startedAt)
              .instant("finished_at", finishedAt)
              .flag("whole", whole);
      downtime.ifPresent(it -> fields.duration("downtime", it));
      return fields;
    }

    static SwitchRecord of(Json.Fields it) {
      return new SwitchRecord(
          it.flag("to_secondary"),
          it.text("mode"),
          it.instant("started_at"),
          it.instant("finished_at"),
          it.optionalDuration("downtime"),
          it.optionalFlag("whole").orElse(false));
    }
  }

  /// A replication that was asked for. What flows is what the servers say.
  ///
  /// @param id its identifier, the same in both directions
  /// @param source the app that is written to
  /// @param replica the app that follows
  /// @param engine e.g. `postgresql`
  /// @param turns whether a planned switch turns it round
  /// @param closed the app whose database is to accept no write, also when it starts again; empty
  ///   when none is
  public record PairRecord(
      String id,
      String source,
      String replica,
      String engine,
      boolean turns,
      Optional<String> closed) {
    /// Tells whether an app's database is one of the two.
    public boolean has(String app) {
      return source.equals(app) || replica.equals(app);
    }

    /// Returns it turned round by a switch, or not.
    public PairRecord turning(boolean isTurned) {
      return new PairRecord(id, source, replica, engine, isTurned, closed);
    }

    /// Returns it with the database of that app closed, or none.
    public PairRecord closing(Optional<String> app) {
      return new PairRecord(id, source, replica, engine, turns, app);
    }

    Json.Fields toJson() {
      return Json.Fields.empty()
          .text("id", id)
          .text("source", source)
          .text("replica", replica)
          .text("engine", engine)
          .flag("turns", turns)
          .text("closed", closed);
    }

    static PairRecord of(Json.Fields it) {
      return new PairRecord(
          it.text("id"),
          it.text("source"),
          it.text("replica"),
          it.text("engine"),
          it.flag("turns"),
          it.optionalText("closed"));
    }
  }
}
