package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// The steps that [note][SwitchNote] a switch, so that who is cut short after the domains moved can
/// be told from somebody who swapped them in the dashboard, and the side that stands by from one
/// that lost its domains.
///
/// @param marks writes
/// @param clock gives the time
record SwitchNotes(MarkSteps marks, Clock clock) {

  /// Notes on the target that a switch to it begins.
  Step begin(String target, SwitchSpec.Mode mode) {
    return write(target, SwitchNote.begun(mode))
        .undoneBy(
            "forget",
            marks.removal(target, Mark.SWITCH),
            () -> marks.removeNow(target, Mark.SWITCH));
  }

  /// Notes on the new active side that nothing is left to do.
  Step finish(String target, SwitchSpec.Mode mode) {
    return write(target, SwitchNote.done(mode));
  }

  private Step write(String name, String what) {
    return marks.write(
        new MarkSteps.Note(name, Mark.SWITCH, what, _ -> timed(what)),
        (_, noted) -> noted.filter(text -> text.startsWith(what)).isPresent());
  }

  /// Notes on a side that it was left: where no domain is bound any more, since somebody deleted
  /// the side that had them, this tells which one that was.
  Step leave(String old) {
    return write(old, SwitchNote.LEFT)
        .undoneBy(
            "forget", marks.removal(old, Mark.SWITCH), () -> marks.removeNow(old, Mark.SWITCH));
  }

  /// Returns what is noted beside the membership of a side that stands by from the start.
  Map<String, String> standby() {
    return Map.of(Mark.SWITCH, timed(SwitchNote.LEFT));
  }

  private String timed(String what) {
    return what + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// Forgets a switch to a side that is left again.
  Step forget(String name) {
    return write(name, SwitchNote.LEFT);
  }
}
