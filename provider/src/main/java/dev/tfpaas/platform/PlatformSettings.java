package dev.tfpaas.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What a provider block says about its platform, complete and checked.
public sealed interface PlatformSettings {

  /// The embedded platform.
  ///
  /// @param path its directory, created by the first change
  /// @param estate the file that says what exists at first; empty for the built-in estate
  record Local(Path path, Optional<Path> estate) implements PlatformSettings {}

  /// Cloud 66.
  ///
  /// @param url the host, e.g. `https://app.cloud66.com`
  /// @param accessToken a personal access token
  record Cloud66(URI url, Secret accessToken) implements PlatformSettings {}

  /// Scalingo.
  ///
  /// @param region the region's name, e.g. `osc-fr1`
  /// @param apiToken an API token, exchanged for bearers
  /// @param authUrl where tokens are exchanged
  /// @param apiUrl overrides what the region says; empty to follow it
  /// @param databaseApiUrl overrides what the region says; empty to follow it
  record Scalingo(
      String region,
      Secret apiToken,
      URI authUrl,
      Optional<URI> apiUrl,
      Optional<URI> databaseApiUrl)
      implements PlatformSettings {}

  /// Virtuozzo Application Platform (Jelastic).
  ///
  /// @param url the hoster's host, e.g. `https://app.hoster.example`
  /// @param token a personal access token
  record Jelastic(URI url, Secret token) implements PlatformSettings {}
}
