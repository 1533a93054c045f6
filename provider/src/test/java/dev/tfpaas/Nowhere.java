package dev.tfpaas;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import java.time.Clock;
import java.util.Map;

/// Platforms that lead nowhere, to ask what they can do.
public final class Nowhere {
  private Nowhere() {}

  /// Opens a platform that is not there.
  public static Platform open(PlatformType type) {
    PlatformTools tools = new PlatformTools(Clock.systemUTC(), _ -> {}, _ -> {}, "test", Map.of());
    return type.open(ResourceCatalogue.nowhere(type), tools);
  }
}
