package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Value;

/// Values in messages to the user.
final class Quoted {
  private static final int LONGEST = 100;

  private Quoted() {}

  /// The string in quotation marks, shortened.
  static String text(Value string) {
    String text = string.asString();
    return "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "\"";
  }
}
