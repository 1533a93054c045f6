package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.resources.life.Values;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A request that a client would make, and what a good answer is.
///
/// @param path what is asked for, with a query if there is one
/// @param status of a good answer
/// @param body what a good answer contains; empty for anything
/// @param interval how long after an answer the next one is asked for
/// @param timeout how long one answer may take, in all
/// @param via where it is asked; empty for the group's own name
public record Health(
    String path,
    int status,
    Optional<String> body,
    Duration interval,
    Duration timeout,
    Optional<URI> via) {
  static final String PATH = "/";
  static final int STATUS = 200;
  static final String INTERVAL = "500ms";
  static final String TIMEOUT = "5s";

  /// How many answers in a row must be good before traffic moves to who gives them.
  static final int IN_A_ROW = 3;

  /// Reads the attribute `health`; empty when it is null, or not wholly known.
  static Optional<Health> from(Value health) {
    return health.isKnown() && health.isWhollyKnown()
        ? Optional.of(
            new Health(
                PrivateFacts.part(health, "path").map(Value::asString).orElse(PATH),
                PrivateFacts.part(health, "status").map(it -> (int) it.asLong()).orElse(STATUS),
                PrivateFacts.part(health, "body").map(Value::asString),
                time(health, "interval").orElse(Duration.ofMillis(500)),
                time(health, "timeout").orElse(Duration.ofSeconds(5)),
                PrivateFacts.part(health, "via").map(Value::asString).flatMap(WebPlace::parse)))
        : Optional.empty();
  }

  private static Optional<Duration> time(Value health, String name) {
    return PrivateFacts.part(health, name).flatMap(Values::duration);
  }
}
