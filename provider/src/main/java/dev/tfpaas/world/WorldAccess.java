package dev.tfpaas.world;

import java.util.function.Consumer;
import java.util.function.Function;

/// What a platform does with a world: it reads it, and makes calls.
///
/// [World] keeps its world in a directory; tests that try out very many worlds keep theirs in
/// memory.
public interface WorldAccess {

  /// Reads the world as it is now.
  ///
  /// @param query is given the world, which is only valid inside it
  <T> T read(Function<View, T> query);

  /// Makes a call: changes and log entry are stored together, or neither is.
  ///
  /// @param by who makes it
  /// @param call method, path and meaning of the body, without secrets
  /// @param change makes the changes
  /// @throws RefusedCall when the call is refused, which is logged as well
  /// @throws WorldException when the world cannot be read or written; nothing was changed then
  void call(Caller by, String call, Consumer<Draft> change);
}
