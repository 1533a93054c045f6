package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Which resources and platforms there are; made where all of them are known.
///
/// @param provider the schema of the provider block
/// @param kinds the resources by type name
/// @param secrets by platform, its secret settings with the environment variable of each
/// @param atOnce by platform, how many switches fit into an account's limit at the same time
public record KnownTypes(
    Schema provider,
    Map<String, Kind> kinds,
    Map<String, Map<String, String>> secrets,
    Map<String, Integer> atOnce) {

  /// Copies the maps.
  public KnownTypes {
    kinds = Map.copyOf(kinds);
    secrets = Map.copyOf(secrets);
    atOnce = Map.copyOf(atOnce);
  }

  /// Returns the names of the platforms; the first is the one that is meant where nobody chooses.
  public List<String> platforms() {
    return provider.block().attributes().stream().map(Attribute::name).toList();
  }

  /// A resource type.
  ///
  /// @param schema of its configuration
  /// @param validation adds what is wrong with a configuration beyond the attributes' own checks
  /// @param offers by platform, what of it the platform has
  public record Kind(
      Schema schema, BiConsumer<Value, Diagnostics> validation, Map<String, Offer> offers) {

    /// Copies the map.
    public Kind {
      offers = Map.copyOf(offers);
    }
  }

  /// What a platform has of a resource type.
  ///
  /// @param missing why it has nothing of it, and what to use instead, as a sentence; empty when it
  ///   has it
  /// @param unsupported attributes that it cannot honour, and what is said of each
  public record Offer(Optional<String> missing, Map<String, String> unsupported) {

    /// Copies the map.
    public Offer {
      unsupported = Map.copyOf(unsupported);
    }
  }

  /// Returns the resource type of a section.
  ///
  /// @throws IllegalArgumentException when there is none
  Kind kind(Section section) {
    return Optional.ofNullable(kinds.get(section.resource()))
        .orElseThrow(() -> new IllegalArgumentException("no resource for " + section));
  }
}
