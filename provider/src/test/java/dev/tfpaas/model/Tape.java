package dev.tfpaas.model;

import dev.tfpaas.runbook.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What one apply has read, called and waited for so far. Played to a new run of the same apply, it
/// brings that to the same place without touching the world; then the run goes on to its next
/// [Point], where it is suspended.
final class Tape {
  private static final Pattern INSTANTS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  private static final Pattern NUMBERS = Pattern.compile("\\d*[1-9]\\d*(\\.\\d+)?");

  private static final String RUNS = "runs";

  private final List<Entry> entries;
  private final Resume resume;
  private int next;
  private boolean passed;
  private Optional<Point> point = Optional.empty();

  private Tape(List<Entry> entries, Resume resume, boolean passed) {
    this.entries = entries;
    this.resume = resume;
    this.passed = passed;
  }

  /// A tape with nothing on it.
  static Tape empty() {
    return new Tape(new ArrayList<>(), Resume.GO_ON, true);
  }

  /// A tape with nothing on it, of a run that is suspended before it begins.
  static Tape suspendedAt(Point point) {
    Tape tape = empty();
    tape.point = Optional.of(point);
    return tape;
  }

  /// A copy to be played and continued.
  Tape continued(Resume how) {
    return new Tape(new ArrayList<>(entries), how, point.isEmpty());
  }

  /// Tells whether the run has done nothing yet.
  boolean isUnbegun() {
    return entries.isEmpty();
  }

  /// Where a run can be suspended.
  ///
  /// @param label what it would do next
  /// @param waits whether that is only to go on waiting
  record Point(String label, boolean waits) {}

  /// How a suspended run goes on.
  enum Resume {
    /// As if nothing had been.
    GO_ON,
    /// Its call is carried out, and the answer is lost.
    LOSE_ANSWER
  }

  /// Something that was seen.
  ///
  /// @param label what was asked
  /// @param result the answer, or what was thrown
  /// @param key what of it decides what the run does next; empty when nothing
  private record Entry(String label, Object result, String key) {}

  private record Thrown(RuntimeException failure) {}

  /// Ends a run at its point; no catch of exceptions stops it for good, see [#take].
  static final class Suspension extends Error {
    private Suspension() {
      super("suspended", null, false, false);
    }
  }

  /// Returns where the run was suspended; empty when it came to its end.
  Optional<Point> point() {
    return point;
  }

  /// Gives the answer that is on the tape, or gets it and puts it there.
  Object take(String label, Supplier<?> live) {
    requireRunning();
    if (next == entries.size()) {
      entries.add(new Entry(label, result(live), ""));
      Entry made = entries.getLast();
      entries.set(next, new Entry(label, made.result(), key(made)));
    }
    Entry entry = entries.get(next++);
    if (!entry.label().equals(label)) {
      throw new AssertionError("a run is not repeatable: " + entry.label() + ", now " + label);
    }
    if (entry.result() instanceof Thrown(RuntimeException failure)) {
      throw failure;
    }
    return entry.result();
  }

  private static Object result(Supplier<?> live) {
    try {
      return live.get();
    } catch (RuntimeException failure) {
      return new Thrown(failure);
    }
  }

  /// A place where the run may be suspended; returns how it goes on from there.
  Resume pass(Point here) {
    requireRunning();
    if (next < entries.size()) {
      return (Resume) take(here.label(), () -> Resume.GO_ON);
    }
    if (passed) {
      point = Optional.of(here);
      throw new Suspension();
    }
    passed = true;
    return (Resume) take(here.label(), () -> resume);
  }

  private void requireRunning() {
    if (point.isPresent()) {
      throw new Suspension();
    }
  }

  private static String key(Entry entry) {
    return switch (entry.result()) {
      case Instant _, Resume _ -> "";
      case Probe.Reading reading -> reading.holds() + " " + reading.underWay();
      default -> plain(String.valueOf(entry.result()));
    };
  }

  /// Takes instants and all numbers but zero out of a text.
  static String plain(String text) {
    return NUMBERS.matcher(INSTANTS.matcher(text).replaceAll("T")).replaceAll("N");
  }

  /// Returns a text that is the same for two runs that do the same from here on: the last answer to
  /// each question, and what the platform showed only as long as no step is looked at.
  String key() {
    Map<String, String> last = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.result() instanceof Probe.Reading && !last.containsKey(RUNS)) {
        last.clear();
        last.put(RUNS, "");
      }
      if (!entry.key().isEmpty()) {
        last.put(entry.label(), entry.key());
      }
    }
    return last + " " + point;
  }
}
