package dev.tfpaas.world;

/// Says that the world's platform does not do what a call asks for.
public final class RefusedCall extends RuntimeException {
  private final Kind kind;
  private final boolean remembered;

  private RefusedCall(Kind kind, String message, boolean remembered) {
    super(message);
    this.kind = kind;
    this.remembered = remembered;
  }

  /// Makes a refusal that changes nothing.
  public static RefusedCall of(Kind kind, String message) {
    return new RefusedCall(kind, message, false);
  }

  /// Makes a refusal whose wish is kept and fulfilled later.
  static RefusedCall remembering(String message) {
    return new RefusedCall(Kind.UNAVAILABLE, message, true);
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
