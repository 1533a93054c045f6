package dev.tfpaas.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A YAML value that knows where it stands; scalars are kept as they are written.
///
/// An alias is the very value that its anchor names, so one value may occur several times.
public sealed interface Yaml {

  /// Returns where it begins.
  FilePlace place();

  /// A scalar.
  ///
  /// @param text as written, without quotes
  /// @param style whether it was quoted
  record Scalar(FilePlace place, String text, Style style) implements Yaml {

    /// Tells whether nothing stands there, or a word for nothing.
    public boolean isNull() {
      return isEmpty() || (style == Style.PLAIN && (text.equals("~") || text.equals("null")));
    }

    /// Tells whether nothing at all stands there.
    public boolean isEmpty() {
      return style == Style.PLAIN && text.isEmpty();
    }
  }

  /// How a scalar is written.
  enum Style {
    /// Bare: it may be a number, a truth value or nothing.
    PLAIN,
    /// In quotes or as a block: it is a text, whatever it looks like.
    QUOTED
  }

  /// A list.
  ///
  /// @param items in order
  record Items(FilePlace place, List<Yaml> items) implements Yaml {

    /// Copies the items.
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A mapping.
  ///
  /// @param fields by key, in order
  /// @param keys where each key stands
  record Fields(FilePlace place, Map<String, Yaml> fields, Map<String, FilePlace> keys)
      implements Yaml {

    /// Copies both maps and keeps their order.
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /// A mapping without keys.
    public static Fields empty(FilePlace place) {
      return new Fields(place, Map.of(), Map.of());
    }

    /// Returns the value of a key; empty when there is none.
    public Optional<Yaml> get(String key) {
      return Optional.ofNullable(fields.get(key));
    }

    /// Returns where a key stands, or the mapping itself where there is no such key.
    public FilePlace placeOf(String key) {
      return Optional.ofNullable(keys.get(key)).orElse(place);
    }
  }
}
