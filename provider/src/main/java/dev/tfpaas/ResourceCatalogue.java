package dev.tfpaas;

import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Limited;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.Platforms;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.topology.KnownTypes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells the topology which resources there are and what each platform has of them.
///
/// The platforms are opened with settings that lead nowhere: what a platform can do is said without
/// a call.
final class ResourceCatalogue {
  private ResourceCatalogue() {}

  static KnownTypes of(PaasProvider provider, List<PlatformType> types, Platforms platforms) {
    Map<String, KnownTypes.Kind> kinds = new LinkedHashMap<>();
    for (Life<?, ?> life : provider.lives()) {
      Map<String, KnownTypes.Offer> offers = new LinkedHashMap<>();
      types.forEach(type -> offers.put(type.name(), offer(type, platforms, life.kind())));
      kinds.put(life.typeName(), new KnownTypes.Kind(life.schema(), life::validate, offers));
    }
    Map<String, Map<String, String>> secrets = new HashMap<>();
    types.forEach(type -> secrets.put(type.name(), secrets(type)));
    Map<String, Integer> atOnce = new HashMap<>();
    types.forEach(type ->
        platforms
            .open(nowhere(type))
            .failoverGroups()
            .get()
            .ifPresent(groups -> atOnce.put(type.name(), groups.switchesAtOnce())));
    return new KnownTypes(provider.schema(), kinds, secrets, atOnce);
  }

  private static KnownTypes.Offer offer(PlatformType type, Platforms platforms, Kind<?, ?> kind) {
    try {
      return offer(type, kind.capability(platforms.open(nowhere(type))));
    } catch (PlatformException failure) {
      return new KnownTypes.Offer(Optional.ofNullable(failure.getMessage()), Map.of());
    }
  }

  private static <T extends Limited> KnownTypes.Offer offer(
      PlatformType type, Capability<T> capability) {
    return switch (capability) {
      case Capability.Offered<T>(T implementation) ->
          new KnownTypes.Offer(Optional.empty(), unsupported(type, implementation));
      case Capability.Missing<T>(String reason, String alternative) ->
          new KnownTypes.Offer(
              Optional.of("%s. Instead: %s".formatted(reason, alternative)), Map.of());
    };
  }

  private static Map<String, String> unsupported(PlatformType type, Limited offered) {
    Map<String, String> reasons = new HashMap<>();
    for (String attribute : offered.unsupportedAttributes()) {
      reasons.put(
          attribute,
          offered
              .whyNot(attribute)
              .orElse("the platform %s cannot honour this; leave it out".formatted(type.name())));
    }
    return reasons;
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
        case FILE, DURATION -> {
          // Without it, it is what the platform has built in.
        }
      }
    }
    return new PlatformSettings(type, values);
  }
}
