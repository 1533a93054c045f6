package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.Secret;
import java.net.URI;

/// The settings of Virtuozzo Application Platform (Jelastic).
///
/// @param url the hoster's host, e.g. `https://app.hoster.example`
/// @param token a personal access token
public record JelasticSettings(URI url, Secret token) {

  static JelasticSettings from(PlatformSettings settings) {
    return new JelasticSettings(
        settings.url(JelasticType.URL).orElseThrow(),
        settings.secret(JelasticType.TOKEN).orElseThrow());
  }
}
