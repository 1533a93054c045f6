package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.PendingFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// A world in memory whose time passes only when told, and which can be put back to any of its
/// moments: what a model check needs, with the same rules, monitors and counters as [World].
public final class MemoryWorld implements WorldAccess {
  private Moment moment;

  /// Makes the world of an estate.
  public MemoryWorld(Estate estate, Instant start) {
    NavigableMap<String, Fact> facts = new TreeMap<>();
    estate.facts(start).forEach(fact -> facts.put(fact.key(), fact));
    this.moment = new Moment(facts, start, 0);
  }

  /// A world at one instant; never changed.
  ///
  /// @param facts by key
  /// @param at the instant
  /// @param revision how many calls and pauses led to it
  public record Moment(NavigableMap<String, Fact> facts, Instant at, long revision) {

    Draft draft(String cause) {
      return new Draft(new Facts(facts), at, revision + 1, cause);
    }

    Moment with(Draft draft) {
      NavigableMap<String, Fact> next = new TreeMap<>(facts);
      for (Map.Entry<String, Optional<Fact>> change : draft.changes().entrySet()) {
        change
            .getValue()
            .ifPresentOrElse(
                fact -> next.put(change.getKey(), fact), () -> next.remove(change.getKey()));
      }
      return new Moment(next, draft.now(), revision + 1);
    }

    /// Returns the invariants that were broken up to now, one line each.
    public List<String> violations() {
      return draft("looking").violations().stream()
          .map(it -> it.rule() + ": " + it.detail() + " (by " + it.call() + ")")
          .toList();
    }

    /// Returns a text that is the same for two moments from which the same can happen.
    public String key() {
      return WorldKey.of(draft("looking"), facts.values());
    }

    /// Returns when something will happen by itself; empty when nothing is under way.
    public Optional<Instant> nextEvent() {
      View view = draft("looking");
      Stream<Instant> due =
          view.pending().stream()
              .filter(pending -> pending.effect() != PendingFact.Effect.OVERDUE)
              .map(PendingFact::due);
      return Stream.concat(due, WorldKey.arrivals(view))
          .filter(instant -> instant.isAfter(at))
          .min(Instant::compareTo);
    }
  }

  /// Returns the present moment.
  public Moment moment() {
    return moment;
  }

  /// Goes to a moment, past or future.
  public void go(Moment to) {
    moment = to;
  }

  /// Lets time pass.
  public void pass(Duration time) {
    Draft draft = moment.draft("the passing of time");
    Timeline.advance(draft, moment.at().plus(time));
    moment = moment.with(draft);
  }

  @Override
  public <T> T read(Function<View, T> query) {
    return query.apply(moment.draft("reading"));
  }

  @Override
  public void call(Caller by, String call, Consumer<Draft> change) {
    Draft draft = moment.draft(call);
    draft.setCause(call, by == Caller.DASHBOARD);
    Optional<RefusedCall> refusal = Optional.empty();
    try {
      change.accept(draft);
    } catch (RefusedCall refused) {
      refusal = Optional.of(refused);
      if (!refused.remembered()) {
        throw refused;
      }
    }
    Settling.settle(draft);
    moment = moment.with(draft);
    refusal.ifPresent(thrown -> {
      throw thrown;
    });
  }
}
