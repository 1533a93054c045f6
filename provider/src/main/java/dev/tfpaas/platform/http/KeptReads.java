package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// What one operation has read, so that it reads each thing once: vendors limit the calls of a
/// user.
///
/// An answer counts until anything is changed by this process, or ends that was begun by it, unless
/// that is known to be about other things; until somebody [looks again][#afresh], who waits for
/// something; and for a minute at most. One look may use what it has read itself. Safe to use from
/// several threads, whose operations share nothing but their changes.
public final class KeptReads implements ReadScope {
  /// How long an operation may take what it read for what there is.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// How long what a reading has read is taken for what there is by the plan that follows it.
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final Clock clock;

  /// What was read last by any operation.
  private final Map<URI, Known> latest = new ConcurrentHashMap<>();

  private final ScopedValue<Operation> operation = ScopedValue.newInstance();

  /// Counts what happens, so that any two events have an order whatever the clock says.
  private final AtomicLong events = new AtomicLong();

  private final AtomicLong lastChange = new AtomicLong();

  /// The last changes that were about something alone.
  private final Map<String, Long> lastChanges = new ConcurrentHashMap<>();

  /// Keeps nothing yet.
  ///
  /// @param clock tells how old an answer is
  public KeptReads(Clock clock) {
    this.clock = clock;
  }

  /// What was answered, to a call with an identifier for the vendor's support.
  public record Answered(HttpAnswer answer, String requestId) {}

  /// An answer that was understood.
  ///
  /// @param about what changes of it
  /// @param asked the event after which it was asked for
  private record Known(Answered answered, Set<String> about, long asked, Instant when) {}

  /// An operation, or a look within one.
  ///
  /// @param known by what was asked for
  /// @param since the event before which answers do not count
  private record Operation(Map<URI, Known> known, long since) {}

  /// Does something that reads each thing once; within another operation it is part of that.
  @Override
  public <R> R during(Supplier<R> what) {
    return operation.isBound()
        ? what.get()
        : ScopedValue.where(operation, new Operation(new ConcurrentHashMap<>(), 0)).call(what::get);
  }

  /// Plans something: what was read a few seconds before it, by whichever operation, is not read
  /// again.
  @Override
  public <R> R following(Supplier<R> what) {
    if (operation.isBound()) {
      return what.get();
    }
    Map<URI, Known> known = new ConcurrentHashMap<>(latest);
    Instant oldest = clock.instant().minus(SHORT);
    known.values().removeIf(it -> it.when().isBefore(oldest));
    return ScopedValue.where(operation, new Operation(known, 0)).call(what::get);
  }

  /// Looks at what there is now.
  @Override
  public <R> R afresh(Supplier<R> look) {
    if (!operation.isBound()) {
      return look.get();
    }
    Operation now = new Operation(operation.get().known(), events.incrementAndGet());
    return ScopedValue.where(operation, now).call(look::get);
  }

  /// Notes that something is being changed, or has just been: what was asked for before may show
  /// what there was.
  public void changed() {
    lastChange.accumulateAndGet(events.incrementAndGet(), Math::max);
    latest.clear();
  }

  /// Notes that some things are being changed, or have just been, and nothing else.
  public void changed(Set<String> about) {
    long now = events.incrementAndGet();
    about.forEach(one -> lastChanges.merge(one, now, Math::max));
  }

  /// Reads something, or takes what the operation has read of it.
  ///
  /// @param place what is asked for
  /// @param ask asks for it
  /// @param understand takes what is wanted from the answer; one that it throws at is not kept,
  ///   unless it says that there is no such thing
  public <T> T read(URI place, Supplier<Answered> ask, Function<Answered, T> understand) {
    return read(place, Set.of(), ask, understand);
  }

  /// Reads something, or takes what the operation has read of it.
  ///
  /// @param about what it is about: [#changed(Set)] of any of these makes it old
  public <T> T read(
      URI place, Set<String> about, Supplier<Answered> ask, Function<Answered, T> understand) {
    Optional<Answered> known = known(place);
    if (known.isPresent()) {
      return understand.apply(known.get());
    }
    long asked = events.incrementAndGet();
    Known fresh = new Known(ask.get(), about, asked, clock.instant());
    try {
      T understood = understand.apply(fresh.answered());
      keep(place, fresh);
      return understood;
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        keep(place, fresh);
      }
      throw failure;
    }
  }

  private Optional<Answered> known(URI place) {
    if (!operation.isBound()) {
      return Optional.empty();
    }
    long since = Math.max(operation.get().since(), lastChange.get());
    Instant oldest = clock.instant().minus(LONGEST);
    return Optional.ofNullable(operation.get().known().get(place))
        .filter(it -> it.asked() > Math.max(since, changedLast(it.about())))
        .filter(it -> !it.when().isBefore(oldest))
        .map(Known::answered);
  }

  private long changedLast(Set<String> about) {
    return about.stream().mapToLong(one -> lastChanges.getOrDefault(one, 0L)).max().orElse(0);
  }

  private void keep(URI place, Known fresh) {
    if (operation.isBound()) {
      operation.get().known().put(place, fresh);
      // What nobody follows would stay for ever.
      Instant oldest = clock.instant().minus(SHORT);
      latest.values().removeIf(it -> it.when().isBefore(oldest));
      latest.put(place, fresh);
    }
  }
}
