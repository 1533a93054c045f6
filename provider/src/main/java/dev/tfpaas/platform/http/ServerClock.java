package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Compares this machine's clock with the `Date` of an answer.
public final class ServerClock {
  /// What the sight of the clock is called.
  public static final String SUBJECT = "clock";

  /// The header has whole seconds, and the answer was on its way.
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private ServerClock() {}

  /// Tells how far apart the two clocks are.
  public static Sight sight(HttpAnswer answer, Clock clock) {
    Optional<Instant> date = HttpDate.of(answer.headers(), "Date");
    if (date.isEmpty()) {
      return Sight.unknown(SUBJECT, "the service does not say what time it is");
    }
    Duration ahead = Duration.between(date.get(), clock.instant());
    String seen =
        "this machine's clock is %d s %s the service's"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    return ahead.abs().compareTo(TOLERATED) <= 0
        ? Sight.good(SUBJECT, seen)
        : Sight.look(
            SUBJECT,
            seen,
            "Set this machine's clock: tokens end by it, and what happened when is told by it");
  }
}
