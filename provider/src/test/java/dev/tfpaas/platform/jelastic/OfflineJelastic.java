package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Opens the platform for tests elsewhere, without asking any name server.
public final class OfflineJelastic {
  private OfflineJelastic() {}

  /// Opens the platform at an emulator; no host name resolves.
  public static Platform open(URI address, String token, MovedClock clock) {
    return JelasticPlatform.of(
        new JelasticSettings(address, new Secret(token)),
        new PlatformTools(clock, clock, _ -> {}, "test", Map.of()),
        Network.DIRECT,
        _ -> Set.of());
  }
}
