package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Incarnations;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The marks of environments, groups and replications, in the properties of the environments.
///
/// A group's is written to both of its environments, a replication's to its replica. They begin
/// with the time: of two that differ, since one could not be written, the later one counts.
///
/// A runbook that notes something of the same environment writes this mark with it; the renewal
/// that follows finds it done there. Safe for several threads.
final class JelasticIncarnations implements Incarnations {
  private final Account account;
  private final Properties properties;
  private final Clock clock;
  private final Map<Marked, Written> written = new ConcurrentHashMap<>();

  JelasticIncarnations(Account account, Properties properties, Clock clock) {
    this.account = account;
    this.properties = properties;
    this.clock = clock;
  }

  private record Marked(Kind kind, String id) {}

  /// What a runbook has written.
  ///
  /// @param incarnation of all environments the same
  /// @param environments where it is
  private record Written(String incarnation, Set<String> environments) {
    Written {
      environments = Set.copyOf(environments);
    }
  }

  /// Returns the mark that a runbook writes beside its own note, and remembers that it does.
  Map<String, String> beside(Kind kind, String id, Environment environment) {
    Written now =
        written.compute(
            new Marked(kind, id),
            (_, before) -> {
              Set<String> environments = new HashSet<>(Set.of(environment.name()));
              String incarnation = before == null ? fresh() : before.incarnation();
              Optional.ofNullable(before)
                  .map(Written::environments)
                  .ifPresent(environments::addAll);
              return new Written(incarnation, environments);
            });
    return Map.of(property(kind), value(kind, id, now.incarnation()));
  }

  private String fresh() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + Incarnations.fresh();
  }

  private static String property(Kind kind) {
    return switch (kind) {
      case APP -> Mark.INCARNATION;
      case FAILOVER_GROUP -> Mark.GROUP_INCARNATION;
      case REPLICATION -> Mark.REPLICATION_INCARNATION;
    };
  }

  /// An environment may be in several replications one after the other, and its mark stays.
  private static String value(Kind kind, String id, String incarnation) {
    return kind == Kind.REPLICATION ? id + " " + incarnation : incarnation;
  }

  @Override
  public boolean marks(Kind kind) {
    return account.keepsProperties();
  }

  @Override
  public Optional<String> of(Kind kind, String id) {
    List<String> read = new ArrayList<>();
    for (String name : environments(kind, id)) {
      account
          .find(name)
          .flatMap(environment -> account.mark(environment, property(kind)))
          .ifPresent(read::add);
    }
    String own = kind == Kind.REPLICATION ? id + " " : "";
    return read.stream()
        .filter(value -> value.startsWith(own))
        .map(value -> value.substring(own.length()))
        .max(Comparator.naturalOrder());
  }

  @Override
  public boolean bearsOwn(Kind kind, String id) {
    Written own = written.get(new Marked(kind, id));
    return own != null && of(kind, id).equals(Optional.of(own.incarnation()));
  }

  @Override
  public String renew(Kind kind, String id) {
    Optional<Written> done = Optional.ofNullable(written.remove(new Marked(kind, id)));
    Set<String> there = done.map(Written::environments).orElse(Set.of());
    String incarnation = done.map(Written::incarnation).orElseGet(this::fresh);
    if (kind == Kind.REPLICATION && !there.isEmpty()) {
      return incarnation;
    }
    for (String name : environments(kind, id)) {
      if (!there.contains(name)) {
        account.find(name).ifPresent(it -> write(kind, id, incarnation, it));
      }
    }
    return incarnation;
  }

  private void write(Kind kind, String id, String incarnation, Environment environment) {
    boolean meant =
        kind != Kind.REPLICATION || account.mark(environment, Mark.REPLICA_OF).isPresent();
    if (meant && account.keepsProperties()) {
      properties.write(environment, Map.of(property(kind), value(kind, id, incarnation)));
    }
  }

  private static List<String> environments(Kind kind, String id) {
    return switch (kind) {
      case APP -> List.of(id);
      case FAILOVER_GROUP -> {
        GroupId members = GroupId.parse(id);
        List<String> names = new ArrayList<>(List.of(members.primary()));
        members.secondary().ifPresent(names::add);
        yield names;
      }
      case REPLICATION -> List.of(id.split(":", -1)).subList(0, 2);
    };
  }
}
