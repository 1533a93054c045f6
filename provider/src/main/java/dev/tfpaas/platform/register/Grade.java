package dev.tfpaas.platform.register;

import java.util.Arrays;
import java.util.Optional;

/// What an assumption rests on, the best first.
public enum Grade {
  /// A page of the vendor says it, but not exactly, not lately, or against another of its pages.
  VENDOR_DOCUMENT("vendor-document"),
  /// The vendor's own client or command line does so.
  VENDOR_CLIENT("vendor-client"),
  /// Somebody else's client does so.
  OTHERS_CLIENT("others-client"),
  /// It follows from facts that are known.
  INFERENCE("inference"),
  /// Nothing shows it; something had to be chosen.
  INVENTION("invention");

  private final String word;

  Grade(String word) {
    this.word = word;
  }

  /// Returns its name in the register, e.g. `vendor-document`.
  public String word() {
    return word;
  }

  static Optional<Grade> of(String word) {
    return Arrays.stream(values()).filter(grade -> grade.word.equals(word)).findFirst();
  }
}
