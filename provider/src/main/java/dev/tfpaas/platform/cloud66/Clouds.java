package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The clouds that the account has keys of, read once.
///
/// Calls take identifiers. What is read may be one or a name for people, e.g. `DigitalOcean` of
/// `digitalocean`: the documents show both, for a stack's cloud and for a server's region. Only
/// identifiers go on from here.
final class Clouds {
  private static final String PATH = Cloud66Api.ROOT + "/clouds";

  private final Cloud66Api api;
  private volatile Optional<List<Cloud>> read = Optional.empty();

  Clouds(Cloud66Api api) {
    this.api = api;
  }

  /// A cloud.
  ///
  /// @param id what calls take, e.g. `digitalocean`
  /// @param displayName its name for people
  /// @param regions its regions
  record Cloud(String id, String displayName, List<Region> regions) {
    Cloud {
      regions = List.copyOf(regions);
    }

    static Cloud from(JsonNode json) {
      String id = JsonFields.need(json, "name");
      List<Region> regions = new ArrayList<>();
      for (JsonNode region : json.path("regions")) {
        // Documented as objects in one place and as bare texts in another.
        String place = region.isString() ? region.asString() : JsonFields.need(region, "id");
        regions.add(new Region(place, JsonFields.text(region, "name").orElse(place), id, true));
      }
      return new Cloud(id, JsonFields.text(json, "display_name").orElse(id), regions);
    }

    boolean isCalled(String word) {
      return plain(id).equals(plain(word)) || plain(displayName).equals(plain(word));
    }
  }

  /// Returns them all.
  List<Cloud> all() {
    Optional<List<Cloud>> known = read;
    if (known.isPresent()) {
      return known.get();
    }
    List<Cloud> clouds = api.list(PATH, Map.of(), "name").stream().map(Cloud::from).toList();
    read = Optional.of(clouds);
    return clouds;
  }

  /// Returns the regions, ordered by name.
  List<Region> regions() {
    return all().stream()
        .map(Cloud::regions)
        .flatMap(Collection::stream)
        .sorted(Comparator.comparing(Region::name).thenComparing(Region::cloud))
        .toList();
  }

  /// Returns the identifier that a word for a cloud means; empty when it is of none that the
  /// account has, unless it looks like an identifier itself.
  Optional<String> id(String word) {
    return seen().stream()
        .filter(cloud -> cloud.isCalled(word))
        .map(Cloud::id)
        .findFirst()
        .or(() -> Optional.of(word).filter(it -> it.matches("[a-z0-9_-]+")));
  }

  /// Returns the identifier that a word for a region means; the word itself where no cloud of the
  /// account has it.
  String region(String word) {
    List<Region> regions = regionsSeen();
    return regions.stream()
        .map(Region::name)
        .filter(word::equals)
        .findFirst()
        .or(() ->
            regions.stream()
                .filter(region ->
                    plain(region.displayName()).equals(plain(word))
                        || plain(region.name()).equals(plain(word)))
                .map(Region::name)
                .findFirst())
        .orElse(word);
  }

  /// Returns the cloud that has a region: the one that is preferred if it has it, or where nothing
  /// is known of it.
  Optional<String> of(String region, Optional<String> preferred) {
    List<String> having =
        regionsSeen().stream().filter(it -> it.name().equals(region)).map(Region::cloud).toList();
    return preferred
        .filter(having::contains)
        .or(() -> having.stream().findFirst())
        .or(() -> preferred);
  }

  private List<Region> regionsSeen() {
    return seen().stream().map(Cloud::regions).flatMap(Collection::stream).toList();
  }

  /// The clouds need another scope than what is normalised by them.
  private List<Cloud> seen() {
    try {
      return all();
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.DENIED) {
        return List.of();
      }
      throw failure;
    }
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
