package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import java.util.Map;
import java.util.function.Function;

/// How one kind of object is written down in what is [Remembered].
///
/// @param name the name it is kept under, which never changes
/// @param write makes a value of the object, wholly known and without secrets
/// @param read reads what `write` wrote, in this version or an earlier one
/// @param earlier reads what an earlier version wrote of the configuration that was applied, in a
///   form of its own; empty when there is none
/// @param <T> the object
public record Note<T>(
    String name,
    Function<T, Value> write,
    Function<Value, T> read,
    Function<Value, Map<String, Value>> earlier) {

  /// Makes a note that was never written in another way.
  public static <T> Note<T> of(String name, Function<T, Value> write, Function<Value, T> read) {
    return new Note<>(name, write, read, _ -> Map.of());
  }
}
