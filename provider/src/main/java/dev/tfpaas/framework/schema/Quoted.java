package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Value;

/// Values in messages to the user.
final class Quoted {
  private static final int LONGEST = 100;

  private Quoted() {}

  /// The string in quotation marks, shortened.
  static String text(Value string) {
    return "\"" + shortened(string.asString()) + "\"";
  }

  /// The text, cut where a message would become unreadable.
  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
