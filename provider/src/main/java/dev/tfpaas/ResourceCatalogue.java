package dev.tfpaas;

import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.Platforms;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.topology.KnownTypes;
import java.util.HashMap;
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
  private ResourceCatalogue() {}

  static KnownTypes of(PaasProvider provider, List<PlatformType> types, Platforms platforms) {
    Map<String, Function<Platform, KnownTypes.Offer>> capabilities =
        Map.of(
            "paas_app_clone", it -> offer(it.appClones(), AppClones::unsupportedAttributes),
            "paas_db_replication", it -> offer(it.replications(), _ -> Set.of()),
            "paas_failover_group",
                it -> offer(it.failoverGroups(), FailoverGroups::unsupportedAttributes),
            "paas_region_migration",
                it -> offer(it.regionMigrations(), RegionMigrations::unsupportedAttributes));
    Map<String, KnownTypes.Kind> kinds = new LinkedHashMap<>();
    for (Resource<PaasClient> resource : provider.resources()) {
      Map<String, KnownTypes.Offer> offers = new LinkedHashMap<>();
      Optional.ofNullable(capabilities.get(resource.typeName()))
          .ifPresent(capability ->
              types.forEach(type -> offers.put(type.name(), offer(type, platforms, capability))));
      kinds.put(
          resource.typeName(), new KnownTypes.Kind(resource.schema(), resource::validate, offers));
    }
    Map<String, Map<String, String>> secrets = new HashMap<>();
    types.forEach(type -> secrets.put(type.name(), secrets(type)));
    return new KnownTypes(provider.schema(), kinds, secrets);
  }

  private static KnownTypes.Offer offer(
      PlatformType type, Platforms platforms, Function<Platform, KnownTypes.Offer> capability) {
    try {
      return capability.apply(platforms.open(nowhere(type)));
    } catch (PlatformException failure) {
      return new KnownTypes.Offer(Optional.ofNullable(failure.getMessage()), Set.of());
    }
  }

  private static <T> KnownTypes.Offer offer(
      Capability<T> capability, Function<T, Set<String>> unsupported) {
    return switch (capability) {
      case Capability.Offered<T>(T implementation) ->
          new KnownTypes.Offer(Optional.empty(), unsupported.apply(implementation));
      case Capability.Missing<T>(String reason, String alternative) ->
          new KnownTypes.Offer(
              Optional.of("%s. Instead: %s".formatted(reason, alternative)), Set.of());
    };
  }

  private static Map<String, String> secrets(PlatformType type) {
    Map<String, String> secrets = new HashMap<>();
    for (PlatformType.Setting setting : type.settings()) {
      if (setting.kind() == PlatformType.Setting.Kind.SECRET) {
        setting.variable().ifPresent(variable -> secrets.put(setting.name(), variable));
      }
    }
    return Map.copyOf(secrets);
  }

  /// Returns settings of a platform that is not there.
  static PlatformSettings nowhere(PlatformType type) {
    Map<String, String> values = new HashMap<>();
    for (PlatformType.Setting setting : type.settings()) {
      switch (setting.kind()) {
        case TEXT, SECRET -> values.put(setting.name(), "none");
        case URL -> values.put(setting.name(), "https://localhost:9");
        case DIRECTORY -> values.put(setting.name(), ".paas-nowhere");
        case FILE -> {
          // Without a file it is what the platform has built in.
        }
      }
    }
    return new PlatformSettings(type, values);
  }
}
