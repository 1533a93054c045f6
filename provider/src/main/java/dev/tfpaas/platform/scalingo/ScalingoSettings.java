package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.Secret;
import java.net.URI;
import java.util.Optional;

/// The settings of Scalingo.
///
/// @param region the region's name, e.g. `osc-fr1`
/// @param apiToken an API token, exchanged for bearers
/// @param authUrl where tokens are exchanged
/// @param apiUrl overrides what the region says; empty to follow it
/// @param databaseApiUrl overrides what the region says; empty to follow it
public record ScalingoSettings(
    String region,
    Secret apiToken,
    URI authUrl,
    Optional<URI> apiUrl,
    Optional<URI> databaseApiUrl) {

  static ScalingoSettings from(PlatformSettings settings) {
    return new ScalingoSettings(
        settings.text(ScalingoType.REGION).orElseThrow(),
        settings.secret(ScalingoType.API_TOKEN).orElseThrow(),
        settings.url(ScalingoType.AUTH_URL).orElseThrow(),
        settings.url(ScalingoType.API_URL),
        settings.url(ScalingoType.DATABASE_API_URL));
  }
}
