package dev.tfpaas.platform.local;

import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What identifies replications. An identifier stays when an app or the database is renamed, so a
/// replication is looked for by what it is of.
///
/// @param view what there is
/// @param names by which names apps are known
record ReplicationIds(View view, LocalNames names) {

  /// Returns the identifier that a replication gets when it is made now.
  static String fresh(ReplicationSpec spec) {
    String database = spec.database().map(name -> ":" + name).orElse("");
    return of(spec.sourceAppId(), spec.replicaAppId(), spec.engine() + database);
  }

  private static String of(String app, String other, String database) {
    return Stream.of(app, other).sorted().collect(Collectors.joining(":")) + ":" + database;
  }

  /// Returns the identifier of the replication of a database; of one that does not exist, the one
  /// that it would get.
  String present(ReplicationSpec known) {
    String usual = fresh(known);
    if (known.database().isEmpty() && view.replication(usual).isPresent()) {
      return usual;
    }
    ReplicationSpec spec = names.live(view, known);
    Set<String> pair = Set.copyOf(List.of(spec.sourceAppId(), spec.replicaAppId()));
    String called = spec.database().isPresent() ? spec.called() : only(spec).orElse("");
    List<String> found =
        view.replicationsOf(spec.sourceAppId()).stream()
            .filter(it -> pair.equals(Set.copyOf(List.of(it.source(), it.replica()))))
            .filter(it -> it.called().equals(called))
            .map(ReplicationFact::id)
            .toList();
    return found.isEmpty() || found.contains(usual) ? usual : found.getFirst();
  }

  /// Finds a replication by an identifier, with the two apps in any order; where it bears another
  /// one, by the apps and the database that are named.
  Optional<ReplicationFact> find(String given) {
    String[] parts = given.split(":", 3);
    if (parts.length < 3) {
      return view.replication(given);
    }
    return view.replication(of(parts[0], parts[1], parts[2]))
        .or(() -> view.replication(present(asked(parts))));
  }

  private static ReplicationSpec asked(String[] parts) {
    String[] database = parts[2].split(":", 2);
    return new ReplicationSpec(parts[0], parts[1], database[0], false, Optional.empty())
        .of(Optional.of(database).filter(it -> it.length == 2).map(it -> it[1]));
  }

  /// Returns what the source's database of the engine is called; empty when it has none or several.
  Optional<String> only(ReplicationSpec spec) {
    List<String> all =
        view.databases(spec.sourceAppId()).stream()
            .filter(it -> it.engine().equals(spec.engine()))
            .map(DatabaseFact::called)
            .toList();
    return all.stream().filter(_ -> all.size() == 1).findFirst();
  }
}
