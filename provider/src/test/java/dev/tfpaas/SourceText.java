package dev.tfpaas;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One source file, whole and as bare code.
///
/// @param path where it is, from the root of the module
/// @param whole its text
/// @param code its text with comments, strings and characters blanked; what is left, and every
///   line, stays where it is
record SourceText(Path path, String whole, String code) {

  /// Returns the file at `path`.
  static SourceText of(Path path) {
    return of(path, SourceFiles.read(path));
  }

  /// Returns `whole` as the file at `path`.
  static SourceText of(Path path, String whole) {
    StringBuilder code = new StringBuilder();
    int at = 0;
    while (at < whole.length()) {
      int end = endOfBlanked(whole, at);
      if (end == at) {
        code.append(whole.charAt(at++));
      } else {
        code.append(whole.substring(at, end).replaceAll("[^\n]", " "));
        at = end;
      }
    }
    return new SourceText(path, whole, code.toString());
  }

  /// Returns `path:line: text` for each line in which `pattern` finds something in the code.
  List<String> codeLines(Pattern pattern) {
    return lines(pattern, code);
  }

  /// Returns `path:line: text` for each line in which `pattern` finds something anywhere.
  List<String> wholeLines(Pattern pattern) {
    return lines(pattern, whole);
  }

  /// Returns the number of lines that hold code.
  long size() {
    return code.lines().filter(line -> !line.isBlank()).count();
  }

  private List<String> lines(Pattern pattern, String text) {
    List<String> all = whole.lines().toList();
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::start)
        .map(start -> (int) text.chars().limit(start).filter(c -> c == '\n').count())
        .distinct()
        .map(line -> "%s:%d: %s".formatted(path, line + 1, all.get(line).strip()))
        .toList();
  }

  /// Returns where the comment, string or character that starts at `at` ends, or `at` if none does.
  private static int endOfBlanked(String text, int at) {
    if (text.startsWith("//", at)) {
      return end(text.indexOf('\n', at), text);
    }
    if (text.startsWith("/*", at)) {
      return end(text.indexOf("*/", at + 2) + 2, text);
    }
    for (String quote : List.of("\"\"\"", "\"", "'")) {
      if (text.startsWith(quote, at)) {
        return endOfQuoted(text, at + quote.length(), quote);
      }
    }
    return at;
  }

  private static int endOfQuoted(String text, int from, String quote) {
    int at = from;
    while (at < text.length() && !text.startsWith(quote, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + quote.length(), text.length());
  }

  private static int end(int found, String text) {
    return found < 2 ? text.length() : found;
  }
}
