package dev.tfpaas.platform;

/// One of the two places of a failover group.
public enum Side {
  /// The first place.
  PRIMARY,
  /// The second place.
  SECONDARY;

  /// Returns the word of the `active` attribute.
  public String word() {
    return this == PRIMARY ? "primary" : "secondary";
  }

  /// Returns the other place.
  public Side other() {
    return this == PRIMARY ? SECONDARY : PRIMARY;
  }

  /// Parses the word of the `active` attribute.
  ///
  /// @throws IllegalArgumentException when it is neither `primary` nor `secondary`
  public static Side parse(String word) {
    return switch (word) {
      case "primary" -> PRIMARY;
      case "secondary" -> SECONDARY;
      default -> throw new IllegalArgumentException("expected primary or secondary, got " + word);
    };
  }
}
