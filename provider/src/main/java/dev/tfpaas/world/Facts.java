package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.FactKind;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Committed facts by key, and by the links through which groups, replications and migrations are
/// found; owned by whoever holds the world's lock.
///
/// A world may have thousands of groups, and nearly every call asks for the one of an app.
final class Facts {
  private final NavigableMap<String, Fact> byKey;

  /// Keys by link, made when first asked for.
  private @Nullable Map<Link<?>, Set<String>> links;

  /// Takes the facts, which nobody else changes any more.
  Facts(NavigableMap<String, Fact> byKey) {
    this.byKey = byKey;
  }

  /// How a fact is found that is not known by its key.
  ///
  /// @param kind of the fact
  /// @param to an app; of a group also its name, behind a space
  record Link<T extends Fact>(FactKind<T> kind, String to) {
    static Link<GroupFact> group(String app) {
      return new Link<>(GroupFact.KIND, app);
    }

    static Link<GroupFact> groupNamed(String name) {
      return new Link<>(GroupFact.KIND, " " + name);
    }

    static Link<ReplicationFact> replication(String app) {
      return new Link<>(ReplicationFact.KIND, app);
    }

    static Link<MigrationFact> migration(String app) {
      return new Link<>(MigrationFact.KIND, app);
    }

    /// The links to a fact.
    static List<Link<?>> of(Fact fact) {
      if (fact instanceof GroupFact group) {
        return Stream.<Link<?>>concat(
                Stream.of(group(group.primary()), groupNamed(group.name())),
                group.secondary().stream().map(Link::group))
            .toList();
      }
      if (fact instanceof ReplicationFact it) {
        return List.of(replication(it.source()), replication(it.replica()));
      }
      return fact instanceof MigrationFact it ? List.of(migration(it.appNow())) : List.of();
    }
  }

  NavigableMap<String, Fact> byKey() {
    return byKey;
  }

  Optional<Fact> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// The facts whose keys begin alike.
  SortedMap<String, Fact> all(String prefix) {
    return byKey.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  /// The facts found through a link, by key.
  Stream<Fact> linked(Link<?> link) {
    Map<Link<?>, Set<String>> known = links;
    if (known == null) {
      known = new HashMap<>();
      for (Fact fact : byKey.values()) {
        note(known, fact);
      }
      links = known;
    }
    Set<String> keys = known.get(link);
    return keys == null ? Stream.empty() : keys.stream().map(byKey::get);
  }

  void put(Fact fact) {
    forget(byKey.put(fact.key(), fact));
    if (links != null) {
      note(links, fact);
    }
  }

  void remove(String key) {
    forget(byKey.remove(key));
  }

  private static void note(Map<Link<?>, Set<String>> links, Fact fact) {
    for (Link<?> link : Link.of(fact)) {
      links.computeIfAbsent(link, _ -> new TreeSet<>()).add(fact.key());
    }
  }

  private void forget(@Nullable Fact fact) {
    if (links == null || fact == null) {
      return;
    }
    for (Link<?> link : Link.of(fact)) {
      Set<String> keys = links.get(link);
      if (keys != null && keys.remove(fact.key()) && keys.isEmpty()) {
        links.remove(link);
      }
    }
  }
}
