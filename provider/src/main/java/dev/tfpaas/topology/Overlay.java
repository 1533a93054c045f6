package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lays one file over another: mappings are merged, everything else is replaced, `~` removes.
final class Overlay {
  private Overlay() {}

  /// Returns the lower value with the upper one over it. Every value keeps the place it comes from.
  static Yaml over(Yaml lower, Yaml upper) {
    if (upper instanceof Yaml.Scalar scalar && scalar.isEmpty()) {
      // `shop:` names a thing and says nothing about it.
      return lower;
    }
    if (!(lower instanceof Yaml.Fields below) || !(upper instanceof Yaml.Fields above)) {
      return upper;
    }
    Map<String, Yaml> fields = new LinkedHashMap<>(below.fields());
    Map<String, FilePlace> keys = new LinkedHashMap<>(below.keys());
    above
        .fields()
        .forEach((key, value) -> {
          if (value instanceof Yaml.Scalar scalar && scalar.isNull() && !scalar.isEmpty()) {
            fields.remove(key);
            keys.remove(key);
          } else {
            Optional<Yaml> under = below.get(key);
            fields.put(key, under.map(it -> over(it, value)).orElse(value));
            keys.putIfAbsent(key, above.placeOf(key));
          }
        });
    return new Yaml.Fields(below.place(), fields, keys);
  }
}
