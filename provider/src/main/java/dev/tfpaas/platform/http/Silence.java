package dev.tfpaas.platform.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Counts how long each side is waited for in vain, over all calls, and remembers which ones did
/// not answer, so that a plan waits for a dead side once and not once for everything in it. Safe
/// for many threads.
///
/// A side is a host and the first segment of the path, since one host may stand in front of several
/// regions. Only reads are spared: a change is always tried.
final class Silence {
  /// How long a side is waited for while it makes no progress at all: with all else that a plan
  /// does, it is not delayed by more than fifteen seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /// How long without progress until a side is asked whether it lives.
  private static final Duration DOUBT = Duration.ofSeconds(5);

  /// While something is being changed, waiting may save what is half done.
  private static final Duration MEMORY_OF_CHANGES = Duration.ofSeconds(20);

  private final Map<String, Side> sides = new ConcurrentHashMap<>();
  private final Clock clock;
  private final BooleanSupplier changes;

  /// Knows nothing of any side.
  ///
  /// @param changes whether the command has begun to change something
  Silence(Clock clock, BooleanSupplier changes) {
    this.clock = clock;
    this.changes = changes;
  }

  /// How a side failed.
  enum Kind {
    /// It answered, refused or failed at once: asking once more costs nothing, insisting does.
    FAILING,
    /// It let the time run out.
    SILENT,
    /// It says without end that there are too many calls.
    THROTTLING
  }

  /// Returns what is to be known of a side.
  Side side(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    int end = path.indexOf('/', 1);
    String root = end < 0 ? path : path.substring(0, end);
    return sides.computeIfAbsent(
        uri.getScheme() + "://" + uri.getRawAuthority() + root, _ -> new Side());
  }

  /// One side. Guarded by its own lock.
  final class Side {
    private final Map<Kind, Instant> marks = new EnumMap<>(Kind.class);
    private int waiting;
    private Instant since = Instant.MIN;
    private Instant asked = Instant.MIN;
    private Duration spent = Duration.ZERO;

    /// Tells whether it failed like this before, in a way that still counts.
    synchronized boolean is(Kind kind) {
      Instant at = marks.get(kind);
      // A guess at how it will answer is renewed soon; that it does not answer at all holds for the
      // whole of a command that only reads.
      boolean forgotten = kind == Kind.FAILING || changes.getAsBoolean();
      if (at == null) {
        return false;
      }
      if (forgotten && at.plus(MEMORY_OF_CHANGES).isBefore(clock.instant())) {
        marks.remove(kind);
        // Whoever is let in again has a whole patience.
        spent = Duration.ZERO;
        return false;
      }
      return true;
    }

    /// Remembers a failure.
    synchronized void failed(Kind kind) {
      marks.put(kind, clock.instant());
    }

    /// Notes that it answers, and forgets its failures; not its silence, if the command only reads:
    /// a host that answers some calls and lets others hang would be waited for again and again.
    synchronized void answers() {
      marks.keySet().removeIf(kind -> kind == Kind.FAILING || changes.getAsBoolean());
      progresses();
    }

    /// Notes a sign of life: it is not dead, whatever it does with a call.
    synchronized void progresses() {
      spent = Duration.ZERO;
      since = clock.instant();
    }

    /// Notes that one more call waits for it.
    synchronized void begin() {
      if (waiting == 0) {
        since = clock.instant();
      }
      waiting++;
    }

    /// Notes that a call no longer waits for it.
    synchronized void end() {
      waiting--;
      if (waiting == 0) {
        spent = inVain();
      }
    }

    private Duration inVain() {
      return spent.plus(Duration.between(since, clock.instant()));
    }

    /// Returns how long it may still be waited for without progress.
    synchronized Duration left() {
      return PATIENCE.minus(waiting == 0 ? spent : inVain());
    }

    /// Tells whether it should be asked for a sign of life now; true to one caller at a time.
    synchronized boolean isDoubtful() {
      Instant now = clock.instant();
      boolean due =
          inVain().compareTo(DOUBT) >= 0
              && Optional.of(asked).filter(at -> at.isAfter(now.minus(DOUBT))).isEmpty();
      if (due) {
        asked = now;
      }
      return due;
    }
  }
}
