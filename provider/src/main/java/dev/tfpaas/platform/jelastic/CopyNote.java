package dev.tfpaas.platform.jelastic;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// What the source of a copy remembers while that is made, e.g. `2026-02-01T10:00:08Z after
/// 2026-02-01T09:58:12.004Z 903`.
///
/// @param at when it was noted, by the clock of the machine that did
/// @param after the last thing that the platform had tracked by then; empty where it shows nothing
///   of it, as in every note of version 0.1.0
record CopyNote(Instant at, Optional<Last> after) {
  private static final String AFTER = " after ";

  /// Something tracked.
  ///
  /// @param began by the platform's clock
  /// @param id tells it from what began at the same time
  private record Last(Instant began, int id) {
    static Last of(TrackedAction action) {
      return new Last(action.began(), action.id());
    }

    boolean isBefore(TrackedAction action) {
      return action.began().isAfter(began) || (action.began().equals(began) && action.id() > id);
    }
  }

  /// Makes a note.
  ///
  /// @param newest the last thing that is tracked; empty where nothing is
  static CopyNote of(Instant at, Optional<TrackedAction> newest) {
    return new CopyNote(at, newest.map(Last::of));
  }

  /// Reads a note; empty when it is none.
  static Optional<CopyNote> parse(String text) {
    List<String> parts = List.of(text.split(AFTER, 2));
    try {
      Instant at = Instant.parse(parts.getFirst());
      return Optional.of(
          new CopyNote(at, parts.size() == 2 ? last(parts.getLast()) : Optional.empty()));
    } catch (DateTimeParseException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Last> last(String text) {
    List<String> parts = List.of(text.split(" ", 2));
    return Optional.of(
        new Last(Instant.parse(parts.getFirst()), Integer.parseInt(parts.getLast())));
  }

  /// Tells whether something began since it was noted.
  ///
  /// @param near how far two clocks may be apart, where only they can tell
  boolean isBefore(TrackedAction action, Duration near) {
    return after
        .map(last -> last.isBefore(action))
        .orElseGet(() -> action.began().isAfter(at.minus(near)));
  }

  /// Returns it as it is written.
  @Override
  public String toString() {
    return at + after.map(last -> AFTER + last.began() + " " + last.id()).orElse("");
  }
}
