package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.FactKind;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.world.fact.ViolationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Committed facts with changes on top that are not committed yet; owned by the thread that holds
/// the world's lock.
public final class Draft implements View {
  private final Facts committed;
  private final NavigableMap<String, Optional<Fact>> changes = new TreeMap<>();
  private final Set<String> touched = new HashSet<>();
  private final long revision;
  private Instant now;
  private String cause;
  private boolean byPerson;
  private int orders;

  /// Makes a draft without changes.
  ///
  /// @param committed the facts; not changed
  /// @param now the instant of the last commit
  /// @param revision the revision that a commit of this draft would have
  /// @param cause the call this draft is made for
  Draft(Facts committed, Instant now, long revision, String cause) {
    this.committed = committed;
    this.now = now;
    this.revision = revision;
    this.cause = cause;
  }

  @Override
  public Instant now() {
    return now;
  }

  void setNow(Instant instant) {
    now = instant;
  }

  /// Returns the call that the current changes come from.
  String cause() {
    return cause;
  }

  /// Tells whether a person made that call.
  boolean byPerson() {
    return byPerson;
  }

  void setCause(String call, boolean person) {
    cause = call;
    byPerson = person;
  }

  @Override
  public <T extends Fact> Optional<T> find(FactKind<T> kind, String name) {
    String key = kind.key(name);
    Optional<Fact> change = changes.get(key);
    return (change != null ? change : committed.find(key)).map(kind::cast);
  }

  @Override
  public <T extends Fact> List<T> within(FactKind<T> kind, String beginning) {
    String prefix = kind.key(beginning);
    String end = prefix + Character.MAX_VALUE;
    SortedMap<String, Fact> old = committed.all(prefix);
    Collection<Fact> facts = old.values();
    NavigableMap<String, Optional<Fact>> changed = changes.subMap(prefix, true, end, false);
    if (!changed.isEmpty()) {
      NavigableMap<String, Fact> merged = new TreeMap<>(old);
      changed.forEach((key, fact) ->
          fact.ifPresentOrElse(present -> merged.put(key, present), () -> merged.remove(key)));
      facts = merged.values();
    }
    List<T> found = new ArrayList<>(facts.size());
    facts.forEach(fact -> found.add(kind.cast(fact)));
    return found;
  }

  @Override
  public <T extends Fact> List<T> linked(Facts.Link<T> link) {
    return Stream.concat(
            changes.values().stream()
                .flatMap(Optional::stream)
                .filter(fact -> Facts.Link.of(fact).contains(link)),
            committed.linked(link).filter(fact -> !changes.containsKey(fact.key())))
        .map(link.kind()::cast)
        .sorted(Comparator.comparing(Fact::key))
        .toList();
  }

  /// Returns what is due first; empty when nothing is pending.
  Optional<PendingFact> next() {
    String end = PendingFact.KIND.prefix() + Character.MAX_VALUE;
    for (Map.Entry<String, Fact> entry : committed.all(PendingFact.KIND.prefix()).entrySet()) {
      if (!changes.containsKey(entry.getKey())) {
        return earlier(Optional.of((PendingFact) entry.getValue()), nextNew(end));
      }
    }
    return nextNew(end);
  }

  private Optional<PendingFact> nextNew(String end) {
    return changes.subMap(PendingFact.KIND.prefix(), end).values().stream()
        .flatMap(Optional::stream)
        .map(PendingFact.KIND::cast)
        .findFirst();
  }

  private static Optional<PendingFact> earlier(
      Optional<PendingFact> one, Optional<PendingFact> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().key().compareTo(other.get().key()) < 0 ? one : other;
  }

  void put(Fact fact) {
    changes.put(fact.key(), Optional.of(fact));
    touched.add(fact.key());
  }

  void remove(String key) {
    changes.put(key, Optional.empty());
    touched.add(key);
    if (mark(key).isPresent()) {
      changes.put(MarkFact.KIND.key(key), Optional.empty());
    }
  }

  /// Lets something happen later.
  void later(Timings.Timing after, PendingFact.Effect effect, String subject, String value) {
    Duration pause = settings().timings().of(after);
    put(new PendingFact(now.plus(pause), order(), effect, subject, value, cause, byPerson));
  }

  /// Returns what is pending of a kind for a subject.
  List<PendingFact> pending(PendingFact.Effect effect, String subject) {
    return pending().stream()
        .filter(pending -> pending.effect() == effect && pending.subject().equals(subject))
        .toList();
  }

  void cancel(PendingFact.Effect effect, String subject) {
    pending(effect, subject).forEach(pending -> remove(pending.key()));
  }

  /// Records that an invariant was broken.
  void violation(String rule, String detail) {
    put(new ViolationFact(order(), now, rule, detail, cause));
  }

  /// Returns a text that nothing else of this world was given, nor will be.
  String order() {
    return "%010d-%04d".formatted(revision, ++orders);
  }

  /// Returns the keys that were changed since this was last asked.
  Set<String> takeTouched() {
    Set<String> taken = Set.copyOf(touched);
    touched.clear();
    return taken;
  }

  /// Returns what differs from the committed facts: an empty value means that the fact is gone.
  Map<String, Optional<Fact>> changes() {
    Map<String, Optional<Fact>> real = new TreeMap<>();
    changes.forEach((key, fact) -> {
      if (!fact.equals(committed.find(key))) {
        real.put(key, fact);
      }
    });
    return real;
  }

  /// Returns an app.
  ///
  /// @throws RefusedCall when it does not exist
  AppFact needApp(String name) {
    return app(name)
        .orElseThrow(
            () -> RefusedCall.of(RefusedCall.Kind.NOT_FOUND, "there is no app \"" + name + "\""));
  }

  /// Returns an app whose region answers.
  ///
  /// @throws RefusedCall when it does not exist or its region is down
  AppFact reach(String name) {
    AppFact app = needApp(name);
    reachRegion(app.region());
    return app;
  }

  /// Checks that a region answers.
  ///
  /// @throws RefusedCall when it does not exist or is down
  void reachRegion(String name) {
    RegionFact region =
        region(name)
            .orElseThrow(() ->
                RefusedCall.of(RefusedCall.Kind.REJECTED, "there is no region \"" + name + "\""));
    if (!region.up()) {
      throw RefusedCall.of(RefusedCall.Kind.UNAVAILABLE, "region " + name + " does not answer");
    }
  }

  /// Returns a database.
  ///
  /// @throws RefusedCall when the app or the database does not exist
  DatabaseFact needDatabase(String app, String called) {
    needApp(app);
    return database(app, called)
        .orElseThrow(() ->
            RefusedCall.of(
                RefusedCall.Kind.NOT_FOUND,
                "app %s has no %s database%s".formatted(app, called, others(app, called))));
  }

  /// Names the databases that may have been meant.
  private String others(String app, String called) {
    List<String> named =
        databases(app).stream()
            .filter(it -> it.engine().equals(DatabaseName.engine(called)))
            .map(DatabaseFact::called)
            .toList();
    return named.isEmpty() ? "" : ", but " + String.join(" and ", named);
  }
}
