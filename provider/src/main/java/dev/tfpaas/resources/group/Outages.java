package dev.tfpaas.resources.group;

import java.time.Duration;
import java.util.Optional;

/// Adds up how long clients were not served, from answers in the order they were asked for. Safe
/// for many threads.
///
/// An outage lasts from when the first request was sent that was not answered well until the next
/// good answer was there. Times are durations since any fixed moment.
final class Outages {
  private Duration sum = Duration.ZERO;
  private Optional<Duration> out = Optional.empty();
  private boolean everGood;
  private boolean blind;

  /// Notes an answer.
  ///
  /// @param asked when it was asked for
  /// @param came when it was there, or given up
  synchronized void note(boolean good, Duration asked, Duration came) {
    if (good) {
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
