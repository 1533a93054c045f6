package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.SwitchSpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// What is noted of a switch on the side that it makes active, e.g. `planned begun
/// 2026-02-01T10:00:08Z`: the platform does not tell who swapped domains, and what was still to be
/// done then.
///
/// @param mode `planned` or `emergency`; [#LEFT_MODE] on a side that stands by
/// @param done whether nothing is left to do
/// @param at when it was noted
record SwitchNote(String mode, boolean done, Instant at) {
  private static final String BEGUN = "begun";
  private static final String DONE = "done";
  private static final String LEFT_MODE = "left";

  /// What is noted of a side that stands by.
  static final String LEFT = LEFT_MODE + " " + DONE;

  /// Returns what is shown of a note when a switch begins.
  static String begun(SwitchSpec.Mode mode) {
    return mode.word() + " " + BEGUN;
  }

  /// Returns what is shown of a note when nothing of a switch is left to do.
  static String done(SwitchSpec.Mode mode) {
    return mode.word() + " " + DONE;
  }

  /// Tells whether the side stands by, as far as anybody noted.
  boolean left() {
    return mode.equals(LEFT_MODE);
  }

  /// Reads a note; empty when it is none.
  static Optional<SwitchNote> parse(String text) {
    List<String> words = List.of(text.split(" ", -1));
    if (words.size() != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SwitchNote(
              words.getFirst(), words.get(1).equals(DONE), Instant.parse(words.getLast())));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
