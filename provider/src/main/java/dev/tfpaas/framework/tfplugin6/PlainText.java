package dev.tfpaas.framework.tfplugin6;

/// Makes a text fit for a terminal, which Terraform shows it on as it is: names and words that
/// others gave may hold what a terminal obeys, and may be endless.
final class PlainText {
  private PlainText() {}

  /// Returns the text with a blank for every character that a terminal would obey, line ends and
  /// tabs aside, and cut off behind a number of characters.
  static String of(String text, int longest) {
    int end = Math.min(text.length(), longest);
    StringBuilder plain = new StringBuilder(end);
    text.codePoints().limit(end).forEach(c -> plain.appendCodePoint(isObeyed(c) ? ' ' : c));
    return text.length() > longest ? plain.append('…').toString() : plain.toString();
  }

  private static boolean isObeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
