package dev.tfpaas.resources.group;

import java.time.Duration;
import java.util.Optional;

/// Adds up how long clients were not served, from answers in the order they were asked for. Safe
/// for many threads.
///
/// An outage lasts from when the first request was sent that was not answered well until the next
/// good answer was there. What comes after the first good answer of a switch that is
/// [settled][#settle] is no outage of that switch, and is not counted. Times are durations since
/// any fixed moment.
final class Outages {
  private Duration sum = Duration.ZERO;
  private Optional<Duration> out = Optional.empty();
  private boolean everGood;
  private boolean blind;
  private Optional<Duration> settled = Optional.empty();
  private boolean over;

  /// Notes an answer.
  ///
  /// @param asked when it was asked for
  /// @param came when it was there, or given up
  synchronized void note(boolean good, Duration asked, Duration came) {
    if (over) {
      return;
    }
    if (good) {
      over = settled.filter(since -> asked.compareTo(since) >= 0).isPresent();
      out.ifPresent(since -> sum = sum.plus(came.minus(since)));
      out = Optional.empty();
      everGood = true;
    } else if (!everGood) {
      // When that outage began nobody saw.
      blind = true;
    } else if (out.isEmpty()) {
      out = Optional.of(asked);
    }
  }

  /// Notes that the switch takes nothing more from clients; the first time counts.
  ///
  /// @param at when that was seen
  synchronized void settle(Duration at) {
    settled = settled.or(() -> Optional.of(at));
  }

  /// Tells whether clients were served after the switch, so that no further answer counts.
  synchronized boolean isOver() {
    return over;
  }

  /// Tells whether the last answer was good.
  synchronized boolean isServed() {
    return everGood && out.isEmpty();
  }

  /// Tells whether clients were served once, and are not now.
  synchronized boolean isOut() {
    return out.isPresent();
  }

  /// Tells whether the first answer was already bad, so that nothing can be measured.
  synchronized boolean isBlind() {
    return blind;
  }

  /// Returns how long all outages took; empty while one lasts, and when nobody saw one begin.
  synchronized Optional<Duration> sum() {
    return isServed() && !blind ? Optional.of(sum) : Optional.empty();
  }
}
