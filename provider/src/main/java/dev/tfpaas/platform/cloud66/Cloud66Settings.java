package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.Secret;
import java.net.URI;

/// The settings of Cloud 66.
///
/// @param url the host, e.g. `https://app.cloud66.com`
/// @param accessToken a personal access token
public record Cloud66Settings(URI url, Secret accessToken) {

  static Cloud66Settings from(PlatformSettings settings) {
    return new Cloud66Settings(
        settings.url(Cloud66Type.URL).orElseThrow(),
        settings.secret(Cloud66Type.ACCESS_TOKEN).orElseThrow());
  }
}
