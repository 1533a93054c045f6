package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks that names name something, and that things do not go round in circles.
final class ReferenceCheck {
  private static final Set<String> OF_EXISTING =
      Set.of(Vocabulary.ID, Vocabulary.PLATFORM, Vocabulary.REGION);

  private final Topology topology;
  private final Findings problems;

  ReferenceCheck(Topology topology, Findings problems) {
    this.topology = topology;
    this.problems = problems;
  }

  void check() {
    for (Item item : topology.items()) {
      item.settings().values().forEach(setting -> known(setting.value(), setting.path()));
    }
    for (Item app : topology.of(Section.APPS)) {
      app(app);
    }
    names();
    replications();
    members();
  }

  private void known(Expression value, String path) {
    switch (value) {
      case Expression.Reference(Section section, String name, FilePlace place) -> {
        List<String> known = topology.names(section);
        if (!known.contains(name)) {
          problems.unknown(place, path, new Findings.Unknown(section.noun(), name, known));
        }
      }
      case Expression.Items(List<Expression> items) -> items.forEach(item -> known(item, path));
      case Expression.Fields _, Expression.Literal _, Expression.Hidden _, Expression.Wrong _ -> {}
    }
  }

  private void app(Item app) {
    if (app.exists()) {
      for (Map.Entry<String, Setting> setting : app.settings().entrySet()) {
        if (!OF_EXISTING.contains(setting.getKey())) {
          problems.add(
              setting.getValue().place(),
              setting.getValue().path(),
              "this is for copies only, and %s has no `clone_of`; add it, or leave this out"
                  .formatted(app.name()));
        }
      }
      return;
    }
    app.setting(Vocabulary.ID)
        .ifPresent(id ->
            problems.add(
                id.place(), id.path(), "this is for apps that exist; a copy is named by `name`"));
    circle(app);
  }

  /// Complains of copies of copies that lead back to where they began, once a circle.
  private void circle(Item start) {
    Set<String> seen = new LinkedHashSet<>(List.of(start.name()));
    Optional<Item> at = source(start);
    while (at.isPresent() && seen.add(at.get().name())) {
      at = source(at.get());
    }
    boolean isFirst = seen.stream().sorted().findFirst().equals(Optional.of(start.name()));
    if (at.isPresent() && at.get().equals(start) && isFirst) {
      problems.add(
          start.placeOf("source_app_id"),
          start.path() + ".clone_of",
          "%s is a copy of itself: %s, %s"
              .formatted(start.name(), String.join(", ", seen), start.name()));
    }
  }

  private Optional<Item> source(Item app) {
    return app.reference("source_app_id").flatMap(topology::find);
  }

  /// Complains of two apps that are one to the platform.
  private void names() {
    Map<String, Item> taken = new HashMap<>();
    for (Item app : topology.of(Section.APPS)) {
      String name = app.exists() ? Topology.idOf(app) : app.text("name").orElse(app.name());
      String platform = new PlatformOf(topology).name(app).orElse("");
      Item other = taken.putIfAbsent(platform + "/" + name, app);
      if (other != null) {
        problems.add(
            app.place(),
            app.path(),
            "%s and %s are both \"%s\" on the platform".formatted(other.path(), app.path(), name));
      }
    }
  }

  private void replications() {
    Map<String, Item> followed = new HashMap<>();
    for (Item item : topology.of(Section.REPLICATION)) {
      Optional<Expression.Reference> source = item.reference("source_app_id");
      Optional<Expression.Reference> replica = item.reference("replica_app_id");
      if (source.isEmpty() || replica.isEmpty()) {
        continue;
      }
      if (source.get().name().equals(replica.get().name())) {
        problems.add(
            replica.get().place(),
            pathOf(item, "replica_app_id"),
            "an app cannot be its own replica");
        continue;
      }
      String database = ReplicationEnds.database(item);
      Item other = followed.putIfAbsent(replica.get().name() + "/" + database, item);
      if (other != null) {
        problems.add(
            replica.get().place(),
            pathOf(item, "replica_app_id"),
            "the %s of %s follows already: see %s"
                .formatted(database, replica.get().name(), other.path()));
      }
    }
    followed.forEach((_, item) -> chain(item, followed));
  }

  private static String pathOf(Item item, String attribute) {
    return item.setting(attribute).map(Setting::path).orElse(item.path());
  }

  /// Complains of data that flows back to where it came from, once a circle.
  private void chain(Item start, Map<String, Item> followed) {
    String database = ReplicationEnds.database(start);
    Set<String> seen = new LinkedHashSet<>();
    Optional<Item> at = Optional.of(start);
    while (at.isPresent() && seen.add(at.get().name())) {
      at =
          at.get()
              .reference("source_app_id")
              .map(source -> followed.get(source.name() + "/" + database));
    }
    boolean isFirst = seen.stream().sorted().findFirst().equals(Optional.of(start.name()));
    if (at.isPresent() && at.get().equals(start) && isFirst) {
      problems.add(
          start.placeOf("source_app_id"),
          pathOf(start, "source_app_id"),
          "the %s flows in a circle: replication %s".formatted(database, String.join(", ", seen)));
    }
  }

  private void members() {
    Map<String, Item> taken = new HashMap<>();
    for (Item group : topology.of(Section.FAILOVER)) {
      for (String place : List.of("primary_app_id", "secondary_app_id")) {
        group.reference(place).ifPresent(member -> member(group, member, taken));
      }
    }
  }

  private void member(Item group, Expression.Reference member, Map<String, Item> taken) {
    Item other = taken.putIfAbsent(member.name(), group);
    if (other != null) {
      String message =
          other.equals(group)
              ? "a failover group needs two different apps"
              : "%s is a member of %s already; an app has one address"
                  .formatted(member.name(), other.path());
      problems.add(member.place(), group.path() + ".members", message);
    }
  }
}
