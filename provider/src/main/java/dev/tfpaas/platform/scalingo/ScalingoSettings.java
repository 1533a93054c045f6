package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The settings of Scalingo.
///
/// @param region the region's name, e.g. `osc-fr1`
/// @param apiToken an API token, exchanged for bearers
/// @param authUrl where tokens are exchanged
/// @param apiUrl overrides what the region says; empty to follow it
/// @param databaseApiUrl overrides what the region says; empty to follow it
/// @param memory how long what one operation of the process has read is true for the next; zero for
///   no longer than the operation
public record ScalingoSettings(
    String region,
    Secret apiToken,
    URI authUrl,
    Optional<URI> apiUrl,
    Optional<URI> databaseApiUrl,
    Duration memory) {
  /// Terraform plans an object right after it has refreshed it, and changes it right after it has
  /// planned it once more. What is waited for, and what a switch depends on, is always read.
  private static final Duration BETWEEN_CALLS_OF_ONE_COMMAND = Duration.ofSeconds(20);

  /// Makes settings of a process in which no operation relies on another.
  public ScalingoSettings(
      String region,
      Secret apiToken,
      URI authUrl,
      Optional<URI> apiUrl,
      Optional<URI> databaseApiUrl) {
    this(region, apiToken, authUrl, apiUrl, databaseApiUrl, Duration.ZERO);
  }

  /// Returns these settings with another memory.
  ScalingoSettings remembering(Duration time) {
    return new ScalingoSettings(region, apiToken, authUrl, apiUrl, databaseApiUrl, time);
  }

  static ScalingoSettings from(PlatformSettings settings) {
    ScalingoSettings read =
        new ScalingoSettings(
            settings.text(ScalingoType.REGION).orElseThrow(),
            settings.secret(ScalingoType.API_TOKEN).orElseThrow(),
            settings.url(ScalingoType.AUTH_URL).orElseThrow(),
            settings.url(ScalingoType.API_URL),
            settings.url(ScalingoType.DATABASE_API_URL));
    return read.remembering(BETWEEN_CALLS_OF_ONE_COMMAND);
  }
}
