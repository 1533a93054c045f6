package dev.tfpaas.framework.cty;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place inside a value: the steps that lead from its root to it, e.g. `servers[0].tags["env"]`.
///
/// Immutable; a step is added in constant time, because decoders add one per element.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/path.go">cty's paths</a>
public final class Path {
  private static final Path ROOT = new Path(null, null, 0);

  private final @Nullable Path parent;
  private final @Nullable Step step;
  private final int depth;

  private Path(@Nullable Path parent, @Nullable Step step, int depth) {
    this.parent = parent;
    this.step = step;
    this.depth = depth;
  }

  /// One step down.
  public sealed interface Step {
    /// Into the attribute `name` of an object.
    record Attribute(String name) implements Step {}

    /// Into an element of a list or tuple, counted from zero. In a set it is the position in
    /// canonical order, or the order of the bytes while decoding: Terraform has no step for sets.
    record Index(long index) implements Step {}

    /// Into the element of a map under `key`.
    record Key(String key) implements Step {}
  }

  /// The whole value.
  public static Path root() {
    return ROOT;
  }

  /// This place's attribute `name`.
  public Path attribute(String name) {
    return step(new Step.Attribute(name));
  }

  /// This place's element number `index`, zero-based.
  public Path index(long index) {
    return step(new Step.Index(index));
  }

  /// This place's map element `key`.
  public Path key(String key) {
    return step(new Step.Key(key));
  }

  /// This place followed by the steps of `rest`.
  public Path then(Path rest) {
    Path result = this;
    for (Step next : rest.steps()) {
      result = result.step(next);
    }
    return result;
  }

  private Path step(Step next) {
    return new Path(this, next, depth + 1);
  }

  /// The number of steps.
  int depth() {
    return depth;
  }

  /// Whether this is the whole value.
  public boolean isRoot() {
    return parent == null;
  }

  /// The steps from the root down; empty for the root.
  public List<Step> steps() {
    Deque<Step> steps = new ArrayDeque<>();
    for (Path at = this; at != null && at.step != null; at = at.parent) {
      steps.addFirst(at.step);
    }
    return List.copyOf(steps);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Path path && steps().equals(path.steps());
  }

  @Override
  public int hashCode() {
    return steps().hashCode();
  }

  /// The place as Terraform writes it, e.g. `x[0]["k"]`; empty for the root.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step next : steps()) {
      switch (next) {
        case Step.Attribute(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Step.Index(long index) -> text.append('[').append(index).append(']');
        case Step.Key(String key) -> Text.quote(key, text.append('[')).append(']');
      }
    }
    return text.toString();
  }
}
