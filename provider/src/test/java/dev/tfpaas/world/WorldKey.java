package dev.tfpaas.world;

import java.time.Duration;
import java.time.Instant;
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

  static String of(View view) {
    WorldKey key = new WorldKey(view);
    List<Fact.Database> databases = view.all(Fact.Database.PREFIX, Fact.Database.class);
    databases.forEach(key::collect);
    view.all("", Fact.class).forEach(key::add);
    return key.text.toString();
  }

  /// Returns when replicas of databases that are no longer written to have everything.
  static Stream<Instant> arrivals(View view) {
    return view.all(Fact.Database.PREFIX, Fact.Database.class).stream()
        .flatMap(replica -> arrival(view, replica).stream());
  }

  private static Optional<Instant> arrival(View view, Fact.Database replica) {
    if (replica.follows().flatMap(Fact.Follows::since).isEmpty()) {
      return Optional.empty();
    }
    Fact.Follows follows = replica.follows().get();
    return view.database(follows.app(), replica.engine())
        .filter(source -> source.curve().rate() == 0)
        .filter(source -> view.position(source) > view.position(replica))
        .map(source -> {
          Instant written = source.curve().points().getLast().at();
          Instant since = follows.since().orElseThrow();
          return (written.isAfter(since) ? written : since).plus(follows.lag());
        });
  }

  private void collect(Fact.Database database) {
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
      case Fact.Settings _, Fact.Backup _, Fact.Domain _ -> {}
      case Fact.Region it -> line(it.key(), it.up());
      case Fact.App it ->
          line(it.key(), it.region(), it.state(), it.maintenance(), it.wishedMaintenance());
      case Fact.Database it -> database(it);
      case Fact.DataSet it -> line(it.key(), new TreeSet<>(it.members()), it.split());
      case Fact.Replication it -> line(it.key(), it.source(), it.replica(), it.mode());
      case Fact.Group it -> group(it);
      case Fact.Migration it -> line(it.key(), it.status(), it.busy(), it.newName());
      case Fact.Traffic it -> line(it.key(), it.served());
      case Fact.Pending it -> pending(it);
      case Fact.Violation it -> line("violation", it.rule());
    }
  }

  private void database(Fact.Database it) {
    long generations = view.dataSet(it.dataSet()).map(Fact.DataSet::generation).orElse(0L);
    line(
        it.key(),
        it.role(),
        it.readOnly(),
        it.fenced(),
        it.wishedReadOnly(),
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

  private void group(Fact.Group it) {
    line(it.key(), it.primary(), it.secondary(), it.active(), it.busy(), it.dnsPopulated());
    line(it.meter().serving(), it.switchBegun().isPresent());
    it.last()
        .ifPresent(last -> {
          OptionalLong lost = last.lostWrites();
          line(last.from(), last.to(), last.mode(), last.finishedAt().isPresent());
          line(lost.isPresent(), lost.orElse(0) > 0);
        });
  }

  private void pending(Fact.Pending it) {
    if (it.effect() != Fact.Effect.OVERDUE) {
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
