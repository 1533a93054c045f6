package dev.tfpaas.framework.plugin;

import java.util.HexFormat;

/// Builds one JSON object of texts, on one line, in ASCII, that the host can still take whole.
///
/// Local to one record; not for use by several threads.
final class JsonLine {
  /// The host reads at most 65,536 bytes as one line and takes longer ones for raw text.
  private static final int LIMIT = 65_000;

  /// Room for the closing mark of a value that was cut, and the end of the line.
  private static final int RESERVE = 16;

  private static final String CUT = "...";

  private final StringBuilder text = new StringBuilder(256).append('{');

  /// Adds a field, cutting its value where the line becomes too long. A field without room for its
  /// name is left out.
  JsonLine field(String name, String value) {
    if (text.length() + name.length() * 6 + RESERVE > LIMIT) {
      return this;
    }
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"');
    escape(name, LIMIT);
    text.append("\":\"");
    if (!escape(value, LIMIT - RESERVE)) {
      text.append(CUT);
    }
    text.append('"');
    return this;
  }

  /// The object, without a line end.
  @Override
  public String toString() {
    return text + "}";
  }

  /// A JSON string that is also safe between a shell's single quotes.
  static String quote(String value) {
    JsonLine line = new JsonLine();
    line.text.setLength(0);
    line.text.append('"');
    line.escape(value, Integer.MAX_VALUE);
    return line.text.append('"').toString();
  }

  /// Writes until `end` is reached; tells whether everything had room.
  private boolean escape(String value, int end) {
    for (int i = 0; i < value.length(); i++) {
      if (text.length() + 6 > end) {
        return false;
      }
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\'' -> unicode(c);
        default -> {
          if (c < ' ' || c > '~') {
            unicode(c);
          } else {
            text.append(c);
          }
        }
      }
    }
    return true;
  }

  private void unicode(char c) {
    text.append("\\u").append(HexFormat.of().toHexDigits(c));
  }
}
