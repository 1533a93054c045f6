package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.FilePlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a key is set to.
sealed interface Expression {

  /// A value that stands in the file.
  ///
  /// @param value a text, a number or a truth value
  record Literal(Value value) implements Expression {}

  /// Another thing of the file.
  ///
  /// @param section what it is
  /// @param name its name
  /// @param place where the name stands
  record Reference(Section section, String name, FilePlace place) implements Expression {}

  /// A secret that stands elsewhere.
  ///
  /// @param secret where
  /// @param place where the reference stands
  /// @param path the keys that lead to it
  record Hidden(SecretReference secret, FilePlace place, String path) implements Expression {}

  /// A list.
  ///
  /// @param items in order
  record Items(List<Expression> items) implements Expression {

    /// Copies the items.
    public Items {
      items = List.copyOf(items);
    }
  }

  /// An object or a map.
  ///
  /// @param fields by name, in the order of the file
  record Fields(Map<String, Expression> fields) implements Expression {

    /// Copies the fields and keeps their order.
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /// What cannot be understood and has been complained about; anything else about it would only
  /// repeat that.
  record Wrong() implements Expression {}
}
