package dev.tfpaas.framework.cty;

/// Bounds on what is accepted, so that hostile or broken bytes cost little.
final class Limits {
  /// Deepest nesting of a value or of a type. Terraform configurations stay below 50; at this depth
  /// every recursive walk, `equals` included, fits well into the smallest usual thread stack.
  static final int DEPTH = 256;

  /// Most decimal digits on either side of the decimal point. The longest exact 64-bit float has
  /// 1,074 of them; the host's own 512 bits are about 154 significant digits.
  static final int DIGITS = 2_048;

  /// Most bytes in the body of a refined unknown; the host refuses more.
  static final int REFINEMENT_BYTES = 1_024;

  /// Most UTF-8 bytes of a refinement's string prefix; the host cuts there.
  static final int PREFIX_BYTES = 256;

  private Limits() {}
}
