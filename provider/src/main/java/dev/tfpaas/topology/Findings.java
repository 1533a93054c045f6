package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// A mutable collector of problems, owned by one reading.
final class Findings {
  private final List<Finding> collected = new ArrayList<>();

  void add(FilePlace place, String path, String message) {
    Finding problem = new Finding(place, path, message);
    // A value that an anchor names is looked at wherever an alias stands, and blamed once.
    if (!collected.contains(problem)) {
      collected.add(problem);
    }
  }

  /// Adds that a word is none of the known ones, and which it may have been.
  void unknown(FilePlace place, String path, Unknown unknown) {
    String near =
        Spelling.nearest(unknown.word(), unknown.known())
            .map(it -> "; did you mean %s?".formatted(it))
            .orElse("");
    String known =
        unknown.known().isEmpty()
            ? "there is none"
            : "known are " + String.join(", ", new TreeSet<>(unknown.known()));
    add(
        place,
        path,
        "unknown %s \"%s\"%s; %s".formatted(unknown.what(), unknown.word(), near, known));
  }

  /// A word that means nothing here.
  ///
  /// @param what what it should be, e.g. `app`
  /// @param word as written
  /// @param known the words that would mean something
  record Unknown(String what, String word, Collection<String> known) {}

  /// Returns all of them in the order of the files.
  List<Finding> list() {
    return collected.stream().sorted(Finding.ORDER).toList();
  }
}
