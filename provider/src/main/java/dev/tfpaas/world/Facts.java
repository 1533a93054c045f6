package dev.tfpaas.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Committed facts by key, and by which app and under which name a group is found; owned by whoever
/// holds the world's lock.
///
/// A world may have thousands of groups, and nearly every call asks for the one of an app.
final class Facts {
  private final NavigableMap<String, Fact> byKey;

  /// Identifiers of groups, made when first asked for.
  private @Nullable Map<String, String> groups;

  /// Takes the facts, which nobody else changes any more.
  Facts(NavigableMap<String, Fact> byKey) {
    this.byKey = byKey;
  }

  NavigableMap<String, Fact> byKey() {
    return byKey;
  }

  Optional<Fact> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// The facts whose keys begin with a prefix.
  SortedMap<String, Fact> all(String prefix) {
    return byKey.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  void put(Fact fact) {
    forget(byKey.put(fact.key(), fact));
    if (groups != null && fact instanceof Fact.Group group) {
      note(groups, group);
    }
  }

  void remove(String key) {
    forget(byKey.remove(key));
  }

  private void forget(@Nullable Fact fact) {
    if (groups != null && fact instanceof Fact.Group group) {
      // An app may be in another group by now.
      for (String handle : handles(group)) {
        groups.remove(handle, group.key());
      }
    }
  }

  /// The group an app belongs to.
  Optional<Fact.Group> groupOf(String app) {
    return group(ofApp(app));
  }

  /// The group of a name.
  Optional<Fact.Group> groupNamed(String name) {
    return group(ofName(name));
  }

  private Optional<Fact.Group> group(String handle) {
    Map<String, String> known = groups;
    if (known == null) {
      known = new HashMap<>();
      for (Fact fact : all(Fact.Group.PREFIX).values()) {
        note(known, (Fact.Group) fact);
      }
      groups = known;
    }
    return Optional.ofNullable(known.get(handle))
        .flatMap(key -> find(key).map(Fact.Group.class::cast));
  }

  private static void note(Map<String, String> groups, Fact.Group group) {
    handles(group).forEach(handle -> groups.put(handle, group.key()));
  }

  private static List<String> handles(Fact.Group group) {
    String primary = ofApp(group.primary());
    String name = ofName(group.name());
    return group
        .secondary()
        .map(secondary -> List.of(primary, ofApp(secondary), name))
        .orElse(List.of(primary, name));
  }

  private static String ofApp(String app) {
    return "app " + app;
  }

  private static String ofName(String name) {
    return "name " + name;
  }
}
