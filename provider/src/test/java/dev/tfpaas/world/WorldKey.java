package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DomainFact;
import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.SettingsFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.world.fact.TrafficFact;
import dev.tfpaas.world.fact.ViolationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What of a world decides what can happen next: instants count from now, positions by their order
/// within a data set, and what was only counted (downtime, requests) is left out.
final class WorldKey {
  private final View view;
  private final Map<String, TreeSet<Long>> positions = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private WorldKey(View view) {
    this.view = view;
  }

  static String of(View view, Collection<Fact> facts) {
    WorldKey key = new WorldKey(view);
    List<DatabaseFact> databases = view.all(DatabaseFact.KIND);
    databases.forEach(key::collect);
    facts.forEach(key::add);
    return key.text.toString();
  }

  /// Returns when replicas of databases that are no longer written to have everything.
  static Stream<Instant> arrivals(View view) {
    return view.all(DatabaseFact.KIND).stream().flatMap(replica -> arrival(view, replica).stream());
  }

  private static Optional<Instant> arrival(View view, DatabaseFact replica) {
    if (replica.follows().flatMap(DatabaseFact.Follows::since).isEmpty()) {
      return Optional.empty();
    }
    DatabaseFact.Follows follows = replica.follows().get();
    return view.database(follows.app(), replica.engine())
        .filter(source -> source.curve().rate() == 0)
        .filter(source -> view.position(source) > view.position(replica))
        .map(source -> {
          Instant written = source.curve().points().getLast().at();
          Instant since = follows.since().orElseThrow();
          return (written.isAfter(since) ? written : since).plus(follows.lag());
        });
  }

  private void collect(DatabaseFact database) {
    TreeSet<Long> known = positions.computeIfAbsent(database.dataSet(), _ -> new TreeSet<>());
    known.add(view.position(database));
    known.add(database.curve().at(view.now()));
    database.lineage().closed().forEach(span -> known.add(span.end()));
  }

  private long rank(String dataSet, long position) {
    return positions.getOrDefault(dataSet, new TreeSet<>()).headSet(position).size();
  }

  private void add(Fact fact) {
    switch (fact) {
      case SettingsFact _, BackupFact _, DomainFact _, MarkFact _ -> {}
      case RegionFact it -> line(it.key(), it.up());
      case AppFact it ->
          line(it.key(), it.region(), it.state(), it.maintenance(), it.condition().wish());
      case DatabaseFact it -> database(it);
      case DataSetFact it -> line(it.key(), new TreeSet<>(it.members()), it.split());
      case ReplicationFact it -> line(it.key(), it.source(), it.replica(), it.mode());
      case GroupFact it -> group(it);
      case MigrationFact it -> line(it.key(), it.status(), it.busy(), it.newName());
      case TrafficFact it -> line(it.key(), it.served());
      case PendingFact it -> pending(it);
      case ViolationFact it -> line("violation", it.rule());
    }
  }

  private void database(DatabaseFact it) {
    long generations = view.dataSet(it.dataSet()).map(DataSetFact::generation).orElse(0L);
    line(
        it.key(),
        it.role(),
        it.readOnly(),
        it.fenced(),
        it.access().wish(),
        it.dataSet(),
        it.curve().rate() > 0,
        rank(it.dataSet(), view.position(it)),
        rank(it.dataSet(), it.curve().at(view.now())),
        generations - it.lineage().generation(),
        it.lineage().closed().stream()
            .map(span -> (generations - span.generation()) + "@" + rank(it.dataSet(), span.end()))
            .toList(),
        it.follows().map(follows -> follows.app() + " " + follows.since().map(this::age)),
        arrival(view, it).map(this::ahead));
  }

  /// An age beyond twice any lag is all the same.
  private Duration age(Instant since) {
    Duration age = Duration.between(since, view.now());
    Duration most = view.settings().timings().of(Timings.Timing.LAG).multipliedBy(2);
    return age.compareTo(most) > 0 ? most : age;
  }

  private Duration ahead(Instant instant) {
    return Duration.between(view.now(), instant);
  }

  private void group(GroupFact it) {
    line(it.key(), it.primary(), it.secondary(), it.active(), it.dns());
    line(it.meter().serving(), it.switchBegun().isPresent());
    it.last()
        .ifPresent(last -> {
          OptionalLong lost = last.lostWrites();
          line(last.from(), last.to(), last.mode(), last.finishedAt().isPresent());
          line(lost.isPresent(), lost.orElse(0) > 0);
        });
  }

  private void pending(PendingFact it) {
    if (it.effect() != PendingFact.Effect.OVERDUE) {
      line("pending", ahead(it.due()), it.effect(), it.subject(), it.value(), it.call());
    }
  }

  private void line(Object... parts) {
    for (Object part : parts) {
      text.append(part).append(' ');
    }
    text.append('\n');
  }
}
