package dev.tfpaas.platform.cloud66;

import java.util.List;
import java.util.Optional;

/// A migration as it is remembered: by an identifier that names all its parts, and by a variable of
/// its target.
///
/// @param app the stack that is left
/// @param target the stack that is moved to
/// @param group the failover group that is switched
/// @param from the region that is left
/// @param to the region that is moved to
/// @param after the newest action of the target when the migration began: only a later one can have
///   handed a database over for it
record MigrationMark(String app, String target, String group, String from, String to, long after) {
  private static final int WORDS = 5;

  /// Returns the identifier: the three uids.
  String id() {
    return String.join(":", app, target, group);
  }

  /// Returns the uids of an identifier; empty when it is none.
  static Optional<List<String>> parts(String id) {
    List<String> parts = List.of(id.split(":", -1));
    boolean complete = parts.size() == 3 && parts.stream().noneMatch(String::isBlank);
    return complete ? Optional.of(parts) : Optional.empty();
  }

  /// Reads a mark; empty when it is none, e.g. edited by hand.
  static Optional<MigrationMark> parse(String target, String text) {
    List<String> words = List.of(text.split("\\|", -1));
    if (words.size() != WORDS || !words.getLast().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new MigrationMark(
            words.get(0),
            target,
            words.get(1),
            words.get(2),
            words.get(3),
            Long.parseLong(words.getLast())));
  }

  /// Returns the value of the variable.
  String text() {
    return String.join("|", app, group, from, to, Long.toString(after));
  }
}
