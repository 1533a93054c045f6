package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.RegionFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The clouds that the account has keys of. Each has an identifier and another name for people.
final class CloudCalls {
  private static final List<String> SIZES = List.of("S", "M", "L");

  private final Model model;

  CloudCalls(Model model) {
    this.model = model;
  }

  /// Returns the name for people, e.g. `Cloud A` of `cloud-a`.
  static String displayName(String cloud) {
    return Arrays.stream(cloud.split("[-_]", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  private Map<String, List<RegionFact>> regions() {
    Map<String, List<RegionFact>> regions = new LinkedHashMap<>();
    model
        .look(View::regions)
        .forEach(
            region -> regions.computeIfAbsent(region.cloud(), _ -> new ArrayList<>()).add(region));
    return regions;
  }

  /// Returns the clouds by their identifiers.
  Map<String, ObjectNode> all() {
    Map<String, ObjectNode> clouds = new LinkedHashMap<>();
    regions().forEach((name, members) -> clouds.put(name, json(name, members)));
    return clouds;
  }

  /// Refuses a place that the account has no key for.
  void check(Optional<String> cloud, Optional<String> region, Optional<String> size) {
    if (cloud.isEmpty()) {
      return;
    }
    List<RegionFact> members = regions().get(cloud.get());
    if (members == null) {
      throw ApiError.bad("Cloud " + cloud.get() + " is not available");
    }
    if (region.filter(it -> members.stream().noneMatch(one -> one.name().equals(it))).isPresent()) {
      throw ApiError.bad("Region %s is not in %s".formatted(region.get(), cloud.get()));
    }
    if (size.filter(it -> !SIZES.contains(it)).isPresent()) {
      throw ApiError.bad("Size %s is not available".formatted(size.get()));
    }
  }

  private ObjectNode json(String name, List<RegionFact> regions) {
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("id", Ids.hex("cloud:" + name));
    json.put("name", name);
    json.put("display_name", displayName(name));
    json.put("key_name", "Default");
    ArrayNode places = json.putArray("regions");
    boolean objects = model.options.dialect().is("cloud-regions", "objects");
    for (RegionFact region : regions) {
      if (objects) {
        places.addObject().put("id", region.name()).put("name", region.displayName());
      } else {
        places.add(region.name());
      }
    }
    ArrayNode sizes = json.putArray("server_sizes");
    SIZES.forEach(size -> sizes.addObject().put("id", size).put("name", size));
    json.put("default_size", SIZES.get(1));
    json.put("default_region", regions.getFirst().name());
    return json;
  }
}
