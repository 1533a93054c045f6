package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One line of the journal: a call, its outcome, and everything it changed.
///
/// @param revision counts from zero, which is the line that holds the initial estate
/// @param at when
/// @param up how long the machine was up then; empty where it does not say
/// @param by who made the call
/// @param call the call; `estate` for the first line
/// @param outcome what became of it
/// @param put facts that are new or changed
/// @param gone keys of facts that are gone
record Transaction(
    long revision,
    Instant at,
    Optional<Uptime> up,
    Caller by,
    String call,
    String outcome,
    List<Fact> put,
    List<String> gone) {
  private static final String FORMAT = "paas-world-1";
  private static final Set<String> FIELDS =
      Set.of("rev", "format", "at", "up", "by", "call", "outcome", "put", "gone");

  Transaction {
    put = List.copyOf(put);
    gone = List.copyOf(gone);
  }

  String print() {
    Fields line = Fields.empty().whole("rev", revision);
    if (revision == 0) {
      line.text("format", FORMAT);
    }
    return line.instant("at", at)
        .text("up", up.map(Uptime::print))
        .text("by", by.word())
        .text("call", call)
        .text("outcome", outcome)
        .with("put", new Json.Items(put.stream().<Json>map(Fact::write).toList()))
        .texts("gone", gone)
        .print();
  }

  /// Reads one line.
  ///
  /// @throws IllegalArgumentException when it is none
  static Transaction parse(String text) {
    Fields line = Json.parse(JournalLine.opened(text));
    line.only(FIELDS);
    long revision = line.whole("rev");
    if (revision == 0 && !line.text("format").equals(FORMAT)) {
      throw new IllegalArgumentException(
          "its format is %s, and this version reads %s".formatted(line.text("format"), FORMAT));
    }
    List<Fact> put = new ArrayList<>();
    for (Fields fact : line.objects("put")) {
      put.add(Fact.read(fact));
    }
    return new Transaction(
        revision,
        line.instant("at"),
        line.optionalText("up").map(Uptime::parse),
        line.lowerWord("by", List.of(Caller.values())),
        line.text("call"),
        line.text("outcome"),
        put,
        line.texts("gone"));
  }

  void applyTo(Facts facts) {
    gone.forEach(facts::remove);
    put.forEach(facts::put);
  }

  CallEntry entry() {
    List<String> effects = new ArrayList<>(put.stream().map(Fact::key).toList());
    effects.addAll(gone);
    return new CallEntry(revision, at, by, call, outcome, effects);
  }
}
