package dev.tfpaas.platform.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads times in headers.
final class HttpDate {
  /// Longer than anybody waits, and short enough to count with.
  private static final long MOST_SECONDS = 1_000_000;

  private HttpDate() {}

  /// Reads a header that is a date; empty when it is missing or none.
  static Optional<Instant> of(HttpHeaders headers, String name) {
    return headers.firstValue(name).flatMap(HttpDate::parse);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Reads how many seconds `Retry-After` asks to wait, which may be written as a date, too; empty
  /// when it is missing, neither, or beyond all sense. No wait at all is none that is asked for:
  /// whoever says so again and again would be asked as fast as the wire can.
  ///
  /// @param clock tells the time where the answer does not: this machine's may be wrong, and only
  ///   the difference counts
  static Optional<Long> retryAfter(HttpHeaders headers, Clock clock) {
    return headers
        .firstValue("Retry-After")
        .flatMap(text ->
            number(text)
                .or(() ->
                    parse(text)
                        .map(end ->
                            Duration.between(of(headers, "Date").orElseGet(clock::instant), end))
                        .map(Duration::toSeconds)))
        .filter(it -> it > 0 && it < MOST_SECONDS);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
