package dev.tfpaas.framework.cty;

import java.math.BigDecimal;

/// Numbers as text and in the one form in which equal numbers are equal objects.
final class Numbers {
  /// Sign, digits on both sides, point, and an exponent with its sign.
  private static final int LONGEST_TEXT = 2 * Limits.DIGITS + 16;

  private Numbers() {}

  /// The number written in decimal, with or without an exponent.
  ///
  /// @throws CtyException at `path` if `text` is something else, or beyond [Limits#DIGITS]
  static BigDecimal parse(String text, Path path) {
    if (text.length() > LONGEST_TEXT) {
      throw new CtyException(path, "a number has at most " + Limits.DIGITS + " digits");
    }
    // BigDecimal alone would also take the digits of every other script.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("0123456789+-.eE".indexOf(c) < 0) {
        throw new CtyException(path, "the text is not a decimal number");
      }
    }
    try {
      return canonical(new BigDecimal(text), path);
    } catch (NumberFormatException e) {
      throw new CtyException(path, "the text is not a decimal number", e);
    }
  }

  /// The same number without needless zeros, and never with a negative scale.
  ///
  /// @throws CtyException at `path` beyond [Limits#DIGITS]
  static BigDecimal canonical(BigDecimal value, Path path) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // Checked before any digits are written out: "1e999999999" is short until then.
    if ((long) value.precision() - value.scale() > Limits.DIGITS) {
      throw new CtyException(path, "a number has at most " + Limits.DIGITS + " digits");
    }
    BigDecimal shortest = value.scale() == 0 ? value : value.stripTrailingZeros();
    if (shortest.scale() > Limits.DIGITS) {
      throw new CtyException(path, "a number has at most " + Limits.DIGITS + " decimals");
    }
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /// Whether the number is whole and fits a signed 64-bit integer.
  static boolean isLong(BigDecimal canonical) {
    // Up to 18 digits always fit; only beyond, the digits themselves are looked at.
    return canonical.scale() == 0
        && (canonical.precision() <= 18 || canonical.unscaledValue().bitLength() < Long.SIZE);
  }

  /// Whether some 64-bit float is exactly this number.
  static boolean isDouble(BigDecimal canonical) {
    double nearest = canonical.doubleValue();
    return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(canonical) == 0;
  }
}
