package dev.tfpaas.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A second-level section of a Markdown file, which can be written anew while the others stay.
///
/// @param title the heading's text
/// @param text what follows the heading, without the line ends around it
record Section(String title, String text) {

  /// Puts the section where the file has one of that title, or at the end.
  void writeInto(Path file) throws IOException {
    String heading = "## " + title + "\n";
    String whole = heading + "\n" + text.strip() + "\n";
    String old = Files.readString(file);
    int begin = old.indexOf(heading);
    if (begin < 0) {
      Files.writeString(file, old.stripTrailing() + "\n\n" + whole);
      return;
    }
    int next = old.indexOf("\n## ", begin);
    String rest = next < 0 ? "" : old.substring(next);
    Files.writeString(file, old.substring(0, begin) + whole + rest);
  }
}
