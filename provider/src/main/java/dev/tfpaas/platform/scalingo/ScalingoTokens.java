package dev.tfpaas.platform.scalingo;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Exchanges the API token for bearers that are valid for an hour, and renews them in time.
///
/// Guarded by its own lock, which is held during an exchange so that ten resources make one.
final class ScalingoTokens {
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);
  private static final Duration UNSAID = Duration.ofMinutes(50);

  private final HttpApi http;
  private final URI authUrl;
  private final Secret apiToken;
  private final Clock clock;
  private Optional<Bearer> current = Optional.empty();

  ScalingoTokens(HttpApi http, URI authUrl, Secret apiToken, Clock clock) {
    this.http = http;
    this.authUrl = authUrl;
    this.apiToken = apiToken;
    this.clock = clock;
  }

  /// Returns a bearer that is valid for some minutes at least.
  synchronized Secret bearer() {
    Instant soon = clock.instant().plus(BEFORE_THE_END);
    if (current.filter(bearer -> bearer.until().isAfter(soon)).isEmpty()) {
      current = Optional.of(exchange());
    }
    return current.orElseThrow().token();
  }

  /// Forgets a bearer that was refused, unless another thread has renewed it already.
  synchronized void refused(Secret token) {
    current = current.filter(bearer -> !bearer.token().equals(token));
  }

  private Bearer exchange() {
    String basic =
        Base64.getEncoder()
            .encodeToString((":" + apiToken.value()).getBytes(StandardCharsets.UTF_8));
    // An exchange changes nothing: any number of bearers may be valid at once.
    HttpCall call =
        HttpCall.json(
                "POST", ScalingoApi.at(authUrl, "/v1/tokens/exchange"), "{}", HttpCall.Repeat.SAFE)
            .withHeaders(Map.of("Authorization", new Secret("Basic " + basic)))
            .answeredInSecret()
            .asRead();
    HttpAnswer answer = http.send(call);
    String token = Answers.body(call, answer).path("token").asString("");
    if (token.isEmpty()) {
      throw Answers.unusable(call, answer);
    }
    return new Bearer(new Secret(token), expiry(token).orElse(clock.instant().plus(UNSAID)));
  }

  /// Reads the claim `exp`. The signature is the platform's business.
  private static Optional<Instant> expiry(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      long seconds = JsonTree.read(claims).path("exp").asLong(0);
      return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    } catch (IllegalArgumentException | JacksonException _) {
      return Optional.empty();
    }
  }

  private record Bearer(Secret token, Instant until) {}
}
