package dev.tfpaas.framework.cty;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where a walk through a value is; owned by that walk.
///
/// A step costs two stores. The path is made only when something is wrong there.
final class Trail {
  private static final int ATTRIBUTE = -1;
  private static final int KEY = -2;

  private final Path start;
  private @Nullable String[] names = new String[8];

  /// The index in a list or tuple, or the kind of name.
  private int[] positions = new int[8];

  private int steps;

  /// Starts at `start`.
  Trail(Path start) {
    this.start = start;
  }

  /// Goes into the attribute `name`.
  void attribute(String name) {
    step(name, ATTRIBUTE);
  }

  /// Goes into the map element under `key`.
  void key(String key) {
    step(key, KEY);
  }

  /// Goes into the element number `index`, zero-based.
  void index(int index) {
    step(null, index);
  }

  private void step(@Nullable String name, int position) {
    if (steps == positions.length) {
      names = Arrays.copyOf(names, 2 * steps);
      positions = Arrays.copyOf(positions, 2 * steps);
    }
    names[steps] = name;
    positions[steps] = position;
    steps++;
  }

  /// Goes back one step.
  void leave() {
    steps--;
  }

  /// Refuses to go on if this place is too deep.
  ///
  /// @throws CtyException here, below [Limits#DEPTH]
  void requireDepth() {
    if (start.depth() + steps > Limits.DEPTH) {
      throw failure("nested more than " + Limits.DEPTH + " levels deep");
    }
  }

  /// The failure at this place.
  CtyException failure(String reason) {
    return new CtyException(path(), reason);
  }

  /// This place.
  Path path() {
    Path path = start;
    for (int i = 0; i < steps; i++) {
      String name = names[i];
      if (name == null) {
        path = path.index(positions[i]);
      } else {
        path = positions[i] == KEY ? path.key(name) : path.attribute(name);
      }
    }
    return path;
  }
}
