package dev.tfpaas.platform.host.ground;

import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.platform.host.ground.Records.LineRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.platform.host.ground.Records.RegionRecord;
import dev.tfpaas.world.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// All that was asked for, at one moment.
///
/// @param revision counts the changes
/// @param line where the network listens for what concerns itself
/// @param regions by name
/// @param apps by name
/// @param groups by identifier
/// @param pairs replications by identifier
/// @param marks incarnations by the object's kind and identifier
public record Cloud(
    long revision,
    LineRecord line,
    SortedMap<String, RegionRecord> regions,
    SortedMap<String, AppRecord> apps,
    SortedMap<String, GroupRecord> groups,
    SortedMap<String, PairRecord> pairs,
    SortedMap<String, String> marks) {

  /// Makes one with nothing in it.
  ///
  /// @param line where the network listens
  public static Cloud empty(LineRecord line) {
    return new Cloud(
        0,
        line,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /// Returns a copy that may be changed, of the next revision.
  Cloud next() {
    return new Cloud(
        revision + 1,
        line,
        new TreeMap<>(regions),
        new TreeMap<>(apps),
        new TreeMap<>(groups),
        new TreeMap<>(pairs),
        new TreeMap<>(marks));
  }

  /// Returns an app.
  public Optional<AppRecord> app(String name) {
    return Optional.ofNullable(apps.get(name));
  }

  /// Returns an app that there must be.
  ///
  /// @throws IllegalArgumentException when there is none
  public AppRecord requireApp(String name) {
    return app(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no app %s; there are %s.".formatted(name, apps.keySet())));
  }

  /// Returns the group that an app is in.
  public Optional<GroupRecord> groupOf(String app) {
    return groups.values().stream().filter(it -> it.has(app)).findFirst();
  }

  /// Tells whether something of a region can be reached, as far as it was not switched off.
  public boolean answers(String region) {
    return Optional.ofNullable(regions.get(region))
        .filter(it -> it.power() && !it.cut())
        .isPresent();
  }

  /// Tells whether an app's database must not accept a write when it starts: it was closed, or the
  /// address leads to the other app, which has, or had, its data.
  public boolean isLeft(String app, String engine) {
    List<PairRecord> mine =
        pairs.values().stream().filter(it -> it.engine().equals(engine) && it.has(app)).toList();
    return app(app).flatMap(it -> it.database(engine)).filter(DatabaseRecord::closed).isPresent()
        || mine.stream().anyMatch(it -> it.closed().filter(app::equals).isPresent())
        || groupOf(app)
            .filter(group -> !group.active().equals(app))
            .filter(group -> mine.stream().anyMatch(it -> it.has(group.active())))
            .isPresent();
  }

  /// Ends a replication. The source that a switch has closed, and that may not even run, stays
  /// closed: what was its replica takes the writes now.
  public void end(String replication) {
    Optional.ofNullable(pairs.remove(replication))
        .filter(it -> it.closed().filter(it.source()::equals).isPresent())
        .ifPresent(pair ->
            apps.computeIfPresent(pair.source(), (_, it) -> it.closing(pair.engine(), true)));
  }

  /// Lets an app's database accept writes when it starts, as far as no replication says otherwise.
  public void reopen(String app, String engine) {
    apps.computeIfPresent(app, (_, it) -> it.closing(engine, false));
  }

  /// Returns the ports that are somebody's.
  List<Integer> ports() {
    List<Integer> ports = new ArrayList<>(List.of(line.port()));
    for (AppRecord app : apps.values()) {
      ports.add(app.port());
      ports.add(app.gate());
      app.databases()
          .forEach(it -> {
            ports.add(it.port());
            ports.add(it.gate());
          });
    }
    groups.values().forEach(it -> ports.add(it.port()));
    return ports;
  }

  String text() {
    Json.Fields marked = Json.Fields.empty();
    marks.forEach(marked::text);
    return Json.Fields.empty()
            .whole("revision", revision)
            .with("line", line.toJson())
            .with("regions", list(regions.values(), RegionRecord::toJson))
            .with("apps", list(apps.values(), AppRecord::toJson))
            .with("groups", list(groups.values(), GroupRecord::toJson))
            .with("replications", list(pairs.values(), PairRecord::toJson))
            .with("marks", marked)
            .print()
        + "\n";
  }

  private static <T> Json list(Collection<T> all, Function<T, Json.Fields> json) {
    return new Json.Items(all.stream().map(json).map(Json.class::cast).toList());
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException when it is something else
  static Cloud parse(String text) {
    Json.Fields fields = Json.parse(text);
    SortedMap<String, String> marks = new TreeMap<>();
    Json.Fields marked = fields.object("marks");
    marked.fields().keySet().forEach(key -> marks.put(key, marked.text(key)));
    return new Cloud(
        fields.whole("revision"),
        LineRecord.of(fields.object("line")),
        map(fields.objects("regions"), RegionRecord::of, RegionRecord::name),
        map(fields.objects("apps"), AppRecord::of, AppRecord::name),
        map(fields.objects("groups"), GroupRecord::of, GroupRecord::id),
        map(fields.objects("replications"), PairRecord::of, PairRecord::id),
        marks);
  }

  private static <T> SortedMap<String, T> map(
      List<Json.Fields> all, Function<Json.Fields, T> of, Function<T, String> key) {
    SortedMap<String, T> map = new TreeMap<>();
    for (Json.Fields one : all) {
      T thing = of.apply(one);
      map.put(key.apply(thing), thing);
    }
    return map;
  }
}
