package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One kind of fact: where its facts are filed, and how one is read from a line and written to it.
///
/// @param <T> the facts of this kind
public final class FactKind<T extends Fact> {
  private final String prefix;
  private final Class<T> type;
  private final Function<Fields, T> reader;
  private final BiFunction<T, Fields, Fields> writer;

  private FactKind(
      String prefix,
      Class<T> type,
      Function<Fields, T> reader,
      BiFunction<T, Fields, Fields> writer) {
    this.prefix = prefix;
    this.type = type;
    this.reader = reader;
    this.writer = writer;
  }

  /// Makes a kind.
  ///
  /// @param prefix what the keys of its facts begin with, up to and with the first slash
  /// @param writer adds a fact's fields to an object and returns that
  static <T extends Fact> FactKind<T> of(
      String prefix,
      Class<T> type,
      Function<Fields, T> reader,
      BiFunction<T, Fields, Fields> writer) {
    return new FactKind<>(prefix, type, reader, writer);
  }

  /// Returns what the keys of its facts begin with, e.g. `app/`.
  public String prefix() {
    return prefix;
  }

  /// Returns the key of the fact with a name, e.g. `app/shop`.
  public String key(String name) {
    return prefix + name;
  }

  /// Tells whether a key belongs to a fact of this kind.
  public boolean holds(String key) {
    return key.startsWith(prefix);
  }

  /// Returns the name in a key, e.g. `shop` in `app/shop`.
  ///
  /// @param key of a fact of this kind
  public String name(String key) {
    return key.substring(prefix.length());
  }

  /// Returns a fact as one of this kind.
  ///
  /// @throws ClassCastException when it is none
  public T cast(Fact fact) {
    return type.cast(fact);
  }

  Class<T> type() {
    return type;
  }

  Fields write(Fact fact) {
    return writer.apply(cast(fact), Fields.empty().text("key", fact.key()));
  }

  T read(Fields in) {
    return reader.apply(in);
  }
}
