package dev.tfpaas.platform;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A database with data on the side that a switch leaves, and what the other side has instead. It
/// is left behind unless a replication of the group hands it over.
///
/// @param here the database that is left, and its app
/// @param there the other app, and its database that is called the same; empty when it has none
/// @param canBeHandedOver whether the platform has replications that a switch hands over
public record LeftBehind(Holder here, Holder there, boolean canBeHandedOver) {

  /// A database and who has it.
  ///
  /// @param app the app
  /// @param database its database that is called so; empty when it has none
  public record Holder(String app, Optional<Database> database) {
    private String holds() {
      OptionalLong position = database.map(Database::position).orElse(OptionalLong.empty());
      return database.isEmpty()
          ? app + " has none"
          : position.isPresent()
              ? "%s holds %d writes".formatted(app, position.getAsLong())
              : "%s does not tell how many writes it holds".formatted(app);
    }
  }

  /// Reads both apps. What cannot be read is none: that it cannot is another check.
  ///
  /// @param to the place that traffic would move to
  public static List<LeftBehind> look(Platform platform, FailoverGroup group, Side to) {
    return between(platform, appId(group, to.other()), appId(group, to));
  }

  /// Reads both apps, also before there is a group of them.
  ///
  /// @param from the app that would be left; empty when there is none
  /// @param to the app that traffic would move to; empty when there is none
  public static List<LeftBehind> between(
      Platform platform, Optional<String> from, Optional<String> to) {
    Optional<App> here = app(platform, from);
    Optional<App> there = app(platform, to);
    if (here.isEmpty() || there.isEmpty()) {
      return List.of();
    }
    boolean can =
        platform
            .failoverGroups()
            .get()
            .filter(groups -> !groups.unsupportedAttributes().contains("replication_ids"))
            .isPresent();
    List<Database> together = handedOverTogether(platform, here.get(), there.get());
    return here.get().databases().stream()
        .filter(database -> database.role() != Database.Role.EMPTY)
        .filter(database -> !together.contains(database))
        .map(database ->
            new LeftBehind(
                new Holder(here.get().id(), Optional.of(database)),
                new Holder(there.get().id(), there.get().database(database.called())),
                can))
        .toList();
  }

  /// Returns what changes hands with the first of its engine: where databases are known by their
  /// engine alone, a replication is of as many of them as both sides have, and what is a replica
  /// after the first holds what the first does.
  private static List<Database> handedOverTogether(Platform platform, App here, App there) {
    boolean byEngine =
        platform
            .replications()
            .get()
            .filter(it -> it.unsupportedAttributes().contains("database"))
            .isPresent();
    return here.databases().stream()
        .filter(_ -> byEngine)
        .filter(database -> {
          int place = here.databasesOf(database.engine()).indexOf(database);
          return place > 0
              && (place < there.databasesOf(database.engine()).size()
                  || database.role() == Database.Role.REPLICA);
        })
        .toList();
  }

  private static Optional<String> appId(FailoverGroup group, Side side) {
    return group.member(side).map(FailoverGroup.Member::appId);
  }

  private static Optional<App> app(Platform platform, Optional<String> appId) {
    return appId
        .map(id -> Observation.of(() -> platform.apps().find(id)))
        .flatMap(seen ->
            seen instanceof Observation.Found<App>(App app) ? Optional.of(app) : Optional.empty());
  }

  /// Returns what it is called within its app.
  ///
  /// @see Database#called()
  public String called() {
    return here.database().orElseThrow().called();
  }

  /// Returns its own name; empty where it has none.
  public Optional<String> name() {
    return here.database().flatMap(Database::name);
  }

  /// Tells whether the other app has a database that is called so, so that it would go on with
  /// another one.
  public boolean hasCounterpart() {
    return there.database().isPresent();
  }

  /// Tells whether the counterpart accepts no writes, and no step of a switch changes that. Where
  /// nothing is handed over, a database stops with its app and starts with it.
  public boolean staysClosed() {
    return canBeHandedOver
        && there
            .database()
            .filter(it -> it.role() != Database.Role.EMPTY && !it.writable())
            .isPresent();
  }

  /// Says what each side holds, one sentence.
  public String positions() {
    OptionalLong one = here.database().map(Database::position).orElse(OptionalLong.empty());
    OptionalLong other = there.database().map(Database::position).orElse(OptionalLong.empty());
    String lacks =
        one.isPresent() && other.isPresent() && one.getAsLong() > other.getAsLong()
            ? ": %s lacks %d of them".formatted(there.app(), one.getAsLong() - other.getAsLong())
            : "";
    return "%s, %s%s.".formatted(here.holds(), there.holds(), lacks);
  }
}
