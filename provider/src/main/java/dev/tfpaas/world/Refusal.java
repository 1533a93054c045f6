package dev.tfpaas.world;

import dev.tfpaas.world.fact.Kind;

/// Says that the world's platform does not do what a call asks for.
public final class Refusal extends RuntimeException {
  private final Kind kind;
  private final boolean remembered;

  private Refusal(Kind kind, String message, boolean remembered) {
    super(message);
    this.kind = kind;
    this.remembered = remembered;
  }

  /// Makes a refusal that changes nothing.
  public static Refusal of(Kind kind, String message) {
    return new Refusal(kind, message, false);
  }

  /// Makes a refusal whose wish is kept and fulfilled later.
  static Refusal remembering(String message) {
    return new Refusal(Kind.UNAVAILABLE, message, true);
  }

  /// Returns what kind it is.
  public Kind kind() {
    return kind;
  }

  /// Tells whether the wish was kept and will be fulfilled as soon as it can be.
  public boolean remembered() {
    return remembered;
  }

  /// Why a call is not done.
  public enum Kind {
    /// Its object does not exist.
    NOT_FOUND,
    /// Its object is busy or in a state that may pass.
    CONFLICT,
    /// The region of its object does not answer.
    UNAVAILABLE,
    /// It is never allowed as things are.
    REJECTED
  }
}
