package dev.tfpaas;

import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.topology.Catalogue;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tells the topology which resources there are and what each platform has of them.
///
/// The platforms are opened with settings that lead nowhere: what a platform can do is said without
/// a call.
final class ResourceCatalogue {
  private static final URI NOWHERE = URI.create("https://localhost:9");
  private static final List<PlatformSettings> SETTINGS =
      List.of(
          new PlatformSettings.Local(Path.of(".paas-nowhere"), Optional.empty()),
          new PlatformSettings.Cloud66(NOWHERE, new Secret("none")),
          new PlatformSettings.Scalingo(
              "none", new Secret("none"), NOWHERE, Optional.empty(), Optional.empty()),
          new PlatformSettings.Jelastic(NOWHERE, new Secret("none")));

  private ResourceCatalogue() {}

  static Catalogue of(PaasProvider provider, Function<PlatformSettings, Platform> platforms) {
    Map<String, Function<Platform, Catalogue.Offer>> capabilities =
        Map.of(
            "paas_app_clone", it -> offer(it.appClones(), AppClones::unsupportedAttributes),
            "paas_db_replication", it -> offer(it.replications(), _ -> Set.of()),
            "paas_failover_group",
                it -> offer(it.failoverGroups(), FailoverGroups::unsupportedAttributes),
            "paas_region_migration",
                it -> offer(it.regionMigrations(), RegionMigrations::unsupportedAttributes));
    Map<String, Catalogue.Kind> kinds = new LinkedHashMap<>();
    for (Resource<PaasClient> resource : provider.resources()) {
      Map<String, Catalogue.Offer> offers = new LinkedHashMap<>();
      Optional.ofNullable(capabilities.get(resource.typeName()))
          .ifPresent(capability ->
              SETTINGS.forEach(
                  settings -> offers.put(name(settings), offer(settings, platforms, capability))));
      kinds.put(
          resource.typeName(), new Catalogue.Kind(resource.schema(), resource::validate, offers));
    }
    return new Catalogue(provider.schema(), kinds);
  }

  private static Catalogue.Offer offer(
      PlatformSettings settings,
      Function<PlatformSettings, Platform> platforms,
      Function<Platform, Catalogue.Offer> capability) {
    try {
      return capability.apply(platforms.apply(settings));
    } catch (PlatformException failure) {
      return new Catalogue.Offer(Optional.ofNullable(failure.getMessage()), Set.of());
    }
  }

  private static <T> Catalogue.Offer offer(
      Capability<T> capability, Function<T, Set<String>> unsupported) {
    return switch (capability) {
      case Capability.Offered<T>(T implementation) ->
          new Catalogue.Offer(Optional.empty(), unsupported.apply(implementation));
      case Capability.Missing<T>(String reason, String alternative) ->
          new Catalogue.Offer(
              Optional.of("%s. Instead: %s".formatted(reason, alternative)), Set.of());
    };
  }

  private static String name(PlatformSettings settings) {
    return switch (settings) {
      case PlatformSettings.Local _ -> "local";
      case PlatformSettings.Cloud66 _ -> "cloud66";
      case PlatformSettings.Scalingo _ -> "scalingo";
      case PlatformSettings.Jelastic _ -> "jelastic";
    };
  }
}
