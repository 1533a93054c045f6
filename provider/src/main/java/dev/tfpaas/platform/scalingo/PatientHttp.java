package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.HttpCall;
import java.time.Duration;
import java.util.List;

/// Sends calls, and waits where the account has called too often.
///
/// The limit of calls a minute is the account's, and this process is not alone with it: Terraform
/// starts several in a row, and people and pipelines have theirs. They share no memory, so that
/// only the answer tells. It does nothing, says no more than `Retry later`, and is over within a
/// minute; a plan that takes that minute longer is better than one that fails.
final class PatientHttp {
  /// Together a little more than the minute of the limit.
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final HttpApi http;

  PatientHttp(HttpApi http) {
    this.http = http;
  }

  /// Sends a call; a throttled one again, whatever it is, after everybody here has waited.
  ///
  /// @return the answer; the throttling one when it did not end
  HttpAnswer send(HttpCall call) {
    HttpAnswer answer = http.send(call);
    for (Duration pause : PAUSES) {
      if (answer.status() != 429) {
        return answer;
      }
      Duration wait = answer.retryAfterSeconds().map(Duration::ofSeconds).orElse(pause);
      if (wait.compareTo(LONGEST) > 0) {
        return answer;
      }
      http.throttled(wait);
      answer = http.send(call);
    }
    return answer;
  }
}
