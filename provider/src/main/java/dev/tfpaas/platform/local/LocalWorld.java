package dev.tfpaas.platform.local;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Marking;
import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.View;
import dev.tfpaas.world.WorldAccess;
import dev.tfpaas.world.WorldException;
import dev.tfpaas.world.fact.Timings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The world as the platform's capabilities use it: refusals become platform exceptions.
final class LocalWorld {
  private final WorldAccess world;
  private final Timings timings;
  private final LocalNames names = new LocalNames();

  LocalWorld(WorldAccess world) {
    this.world = world;
    // Read once: what a plan says about durations must not depend on when it is asked.
    this.timings = world.read(view -> view.settings().timings());
  }

  /// Returns by which names apps are known.
  LocalNames names() {
    return names;
  }

  /// Returns a replication that is wanted with the names that its apps have.
  ReplicationSpec live(ReplicationSpec known) {
    return read("GET /apps", view -> names.live(view, known));
  }

  Duration usual(Timings.Timing timing) {
    return timings.of(timing);
  }

  /// Reads something.
  ///
  /// @param call names the read in messages, e.g. `GET /apps/shop`
  <T> T read(String call, Function<View, T> query) {
    try {
      return world.read(query);
    } catch (WorldException unusable) {
      throw corrupt(call, unusable);
    }
  }

  /// Makes a probe of a query.
  Probe probe(String call, Function<View, Reading> query) {
    return () -> read(call, query);
  }

  /// Makes a probe of the effect of a call, which knows when the same call was accepted before and
  /// is still being worked on.
  ///
  /// @param read names the read in messages
  Probe effect(String read, Call call, Function<View, Reading> query) {
    return probe(
        read,
        view -> {
          Reading reading = query.apply(view);
          return !reading.holds() && view.underWay().contains(call.toString())
              ? Reading.underWay(reading.detail())
              : reading;
        });
  }

  /// Makes the action of a call, which is logged under the text the plan shows.
  Action action(Call call, Consumer<Draft> change) {
    return () -> {
      try {
        world.call(Caller.API, call.toString(), change);
      } catch (RefusedCall refusal) {
        throw refused(call, refusal);
      } catch (WorldException unusable) {
        throw corrupt(call.toString(), unusable);
      }
    };
  }

  /// Marks the object of a fact, if it is there.
  void mark(dev.tfpaas.world.fact.FactKind<?> kind, String name, String incarnation) {
    String what = "mark " + kind.key(name);
    try {
      world.call(Caller.MARK, what, draft -> Marking.mark(draft, kind, name, incarnation));
    } catch (WorldException unusable) {
      throw corrupt(what, unusable);
    }
  }

  private static PlatformException refused(Call call, RefusedCall refusal) {
    Kind kind =
        switch (refusal.kind()) {
          case NOT_FOUND -> Kind.NOT_FOUND;
          case CONFLICT -> Kind.CONFLICT;
          case UNAVAILABLE -> Kind.UNAVAILABLE;
          case REJECTED -> Kind.REJECTED;
        };
    // A wish that was kept needs no repetition; everything else that may pass is worth one.
    boolean again = (kind == Kind.CONFLICT || kind == Kind.UNAVAILABLE) && !refusal.remembered();
    return new PlatformException(
        kind, LocalPlatform.NAME, call.toString(), String.valueOf(refusal.getMessage()), again);
  }

  private static PlatformException corrupt(String call, WorldException unusable) {
    return new PlatformException(
        Kind.CORRUPT, LocalPlatform.NAME, call, String.valueOf(unusable.getMessage()), false);
  }

  /// Describes what is pending for a subject, so that waiting for it shows progress.
  static String progress(View view, String subject) {
    List<String> due =
        view.pending().stream()
            .filter(pending -> pending.subject().equals(subject))
            .map(pending ->
                "done in %dms".formatted(Duration.between(view.now(), pending.due()).toMillis()))
            .toList();
    return due.isEmpty() ? "nothing under way" : due.getFirst();
  }
}
