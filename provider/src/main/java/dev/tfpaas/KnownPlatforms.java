package dev.tfpaas;

import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.cloud66.Cloud66Type;
import dev.tfpaas.platform.host.HostType;
import dev.tfpaas.platform.jelastic.JelasticType;
import dev.tfpaas.platform.local.LocalType;
import dev.tfpaas.platform.scalingo.ScalingoType;
import java.util.List;

/// The platforms of the provider; the one place that names them all.
public final class KnownPlatforms {
  /// In the order of the documentation; the first is the one that is meant where nobody chooses.
  public static final List<PlatformType> ALL =
      List.of(
          new LocalType(),
          new HostType(),
          new Cloud66Type(),
          new ScalingoType(),
          new JelasticType());

  private KnownPlatforms() {}
}
