package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;

/// Counts how long something was not served.
///
/// @param serving whether it is served now
/// @param since when it began to be served, or not to be
/// @param before how long it was not served before that
public record Meter(boolean serving, Instant since, Duration before) {

  static Meter read(Fields in) {
    return new Meter(in.flag("serving"), in.instant("since"), in.duration("before"));
  }

  Fields write() {
    return Fields.empty()
        .flag("serving", serving)
        .instant("since", since)
        .duration("before", before);
  }

  /// Makes a meter that has counted nothing.
  public static Meter started(boolean serving, Instant now) {
    return new Meter(serving, now, Duration.ZERO);
  }

  /// Returns the whole time without service up to an instant.
  public Duration downtime(Instant now) {
    return serving || now.isBefore(since) ? before : before.plus(Duration.between(since, now));
  }

  /// Returns the meter with the given reading from now on.
  public Meter changed(boolean nowServing, Instant now) {
    return nowServing == serving ? this : new Meter(nowServing, now, downtime(now));
  }
}
