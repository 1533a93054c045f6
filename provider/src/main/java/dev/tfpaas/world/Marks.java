package dev.tfpaas.world;

import dev.tfpaas.world.fact.Kind;
import dev.tfpaas.world.fact.MarkFact;

/// What is done to the marks of objects.
public final class Marks {
  private Marks() {}

  /// Marks an object, if it is there.
  ///
  /// @param kind the kind of its fact
  /// @param name the name of its fact
  public static void mark(Draft draft, Kind<?> kind, String name, String incarnation) {
    if (draft.find(kind, name).isPresent()) {
      draft.put(new MarkFact(kind.key(name), incarnation));
    }
  }
}
