package dev.tfpaas.world;

import dev.tfpaas.world.fact.FactKind;
import dev.tfpaas.world.fact.MarkFact;

/// What is done to the marks of objects.
public final class Marking {
  private Marking() {}

  /// Marks an object, if it is there.
  ///
  /// @param kind the kind of its fact
  /// @param name the name of its fact
  public static void mark(Draft draft, FactKind<?> kind, String name, String incarnation) {
    if (draft.find(kind, name).isPresent()) {
      draft.put(new MarkFact(kind.key(name), incarnation));
    }
  }
}
