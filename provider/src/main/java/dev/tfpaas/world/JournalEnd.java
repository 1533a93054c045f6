package dev.tfpaas.world;

import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;

/// How far the journal went when the newest call was acknowledged. It stands beside the journal, so
/// that a journal that ends earlier is noticed.
///
/// A line is written first and this second: whoever dies between the two leaves a journal that goes
/// further, and a call that nobody was told of.
///
/// @param length of the journal, in bytes
/// @param revision of its last line; -1 when nothing is known
record JournalEnd(long length, long revision) {
  /// Nothing is known, as beside a journal of version 0.1.0.
  static final JournalEnd UNKNOWN = new JournalEnd(0, -1);

  /// Returns one line without its end.
  String print() {
    return JournalLine.sealed(
        Fields.empty().whole("length", length).whole("rev", revision).print());
  }

  /// Reads what [#print] returns.
  ///
  /// @throws IllegalArgumentException when it is something else, or was changed since
  static JournalEnd parse(String line) {
    if (!JournalLine.isWhole(line)) {
      throw new IllegalArgumentException("it was changed since it was written");
    }
    Fields in = Json.parse(JournalLine.opened(line));
    return new JournalEnd(in.whole("length"), in.whole("rev"));
  }
}
