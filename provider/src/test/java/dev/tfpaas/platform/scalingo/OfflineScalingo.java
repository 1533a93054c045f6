package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens the platform for tests elsewhere, without asking any name server.
public final class OfflineScalingo {
  private OfflineScalingo() {}

  /// Opens the platform at an emulator; no host name resolves.
  public static Platform open(URI address, String token, MovedClock clock) {
    return ScalingoPlatform.of(
        new ScalingoSettings(
            "osc-fr1", new Secret(token), address, Optional.empty(), Optional.empty()),
        new PlatformTools(clock, clock, _ -> {}, "test", Map.of()),
        Network.DIRECT,
        _ -> Set.of());
  }
}
