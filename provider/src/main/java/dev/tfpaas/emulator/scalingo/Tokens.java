package dev.tfpaas.emulator.scalingo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bearers and tokens of databases, valid for an hour; owned by [ScalingoEmulator] and guarded by
/// its lock.
final class Tokens {
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> accepted;
  private final Clock clock;
  private final Map<String, Issued> issued = new HashMap<>();
  private long counter;

  Tokens(String apiToken, Clock clock) {
    this.accepted = new ArrayList<>(List.of(apiToken));
    this.clock = clock;
  }

  /// Tells whether an `Authorization` header holds an API token: no user, the token as password.
  boolean isApiToken(String header) {
    return accepted.stream()
        .map(token ->
            Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8)))
        .anyMatch(expected -> header.equals("Basic " + expected));
  }

  /// Makes another token that is accepted from now on.
  String another() {
    String token = "tk-us-emulated-" + accepted.size();
    accepted.add(token);
    return token;
  }

  /// Makes a token for an audience: empty for the apps API, or an add-on's identifier.
  ///
  /// Clients read its claim `exp` without checking the signature, and refuse an unregistered `alg`.
  String issue(String audience) {
    Instant until = clock.instant().plus(HOUR);
    String header = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    String claims =
        encode(
            "{\"iat\":%d,\"exp\":%d,\"jti\":\"%d\",\"iss\":\"Scalingo Public\"}"
                .formatted(clock.instant().getEpochSecond(), until.getEpochSecond(), counter++));
    String token = header + "." + claims + "." + encode("emulated signature " + counter);
    issued.put(token, new Issued(audience, until));
    return token;
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns for whom a bearer is valid now; empty when it is not.
  Optional<String> audience(String header) {
    if (!header.startsWith("Bearer ")) {
      return Optional.empty();
    }
    return Optional.ofNullable(issued.get(header.substring("Bearer ".length())))
        .filter(token -> token.until().isAfter(clock.instant()))
        .map(Issued::audience);
  }

  /// Makes a bearer invalid.
  void revoke(String header) {
    issued.remove(header.replaceFirst("^Bearer ", ""));
  }

  private record Issued(String audience, Instant until) {}
}
