package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.FilePlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads between which apps data flows: from `source` to `replica`, or `between` two, away from the
/// one that serves.
///
/// @param problems collects what is wrong
/// @param found the replication
/// @param keys the keys that it may have
record ReplicationEnds(Findings problems, ItemReader.Found found, List<Key> keys) {
  private static final List<String> ENDS = List.of("source_app_id", "replica_app_id");
  private static final String DIRECTION = "direction";

  /// Returns what the database is called that a replication is of, as far as the file tells: one
  /// that bears the engine's name is the one without a name.
  static String database(Item replication) {
    String engine = replication.text("engine").orElse("");
    return replication
        .text("database")
        .filter(name -> !name.equals(engine))
        .map(name -> engine + "/" + name)
        .orElse(engine);
  }

  /// Returns the settings with both apps, by attribute.
  Map<String, Setting> of(Map<String, Setting> settings) {
    Map<String, Setting> ends = new LinkedHashMap<>(settings);
    Setting between = ends.remove(Vocabulary.BETWEEN);
    if (between == null && ENDS.stream().noneMatch(ends::containsKey)) {
      problems.add(
          found.place(), found.path(), "needs `source` and `replica`, or `between`: the two apps");
      ENDS.forEach(end -> ends.put(end, nobody()));
      return ends;
    }
    if (between == null) {
      keys.stream()
          .filter(key -> ENDS.contains(key.attribute()) && !ends.containsKey(key.attribute()))
          .forEach(key -> ends.put(key.attribute(), ItemReader.missing(problems, found, key)));
      return ends;
    }
    for (String end : ENDS) {
      Optional.ofNullable(ends.remove(end)).ifPresent(this::beside);
    }
    Optional.ofNullable(ends.get(DIRECTION))
        .filter(direction -> !direction.text().equals(Optional.of("follow")))
        .ifPresent(this::direction);
    ends.putAll(apps(between));
    ends.put(
        DIRECTION,
        new Setting(
            new Expression.Literal(Value.string("follow")),
            between.place(),
            between.path(),
            Optional.empty()));
    return ends;
  }

  private Setting nobody() {
    return new Setting(new Expression.Wrong(), found.place(), found.path(), Optional.empty());
  }

  private void beside(Setting end) {
    problems.add(
        end.place(),
        end.path(),
        "stands beside `between`, which names both apps in any order; leave one of the two out:"
            + " `between` lets data flow away from the app that serves, `source` and `replica` from"
            + " one to the other whoever serves");
  }

  private void direction(Setting direction) {
    problems.add(
        direction.place(),
        direction.path(),
        "`between` means \"follow\"; leave `direction` out, or write `source` and `replica` instead"
            + " of `between`");
  }

  private Map<String, Setting> apps(Setting between) {
    List<Expression> apps =
        between.value() instanceof Expression.Items(List<Expression> items) ? items : List.of();
    if (apps.size() == 1) {
      problems.add(between.place(), between.path(), "expected the names of 2 apps, found 1");
    }
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (int i = 0; i < ENDS.size(); i++) {
      Expression app = apps.size() == ENDS.size() ? apps.get(i) : new Expression.Wrong();
      FilePlace place =
          app instanceof Expression.Reference reference ? reference.place() : between.place();
      settings.put(
          ENDS.get(i),
          new Setting(app, place, "%s[%d]".formatted(between.path(), i), Optional.empty()));
    }
    return settings;
  }
}
