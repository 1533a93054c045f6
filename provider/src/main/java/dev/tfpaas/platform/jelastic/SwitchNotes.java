package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// The steps that [note][SwitchNote] a switch, so that who is cut short after the domains moved can
/// be told from somebody who swapped them in the dashboard.
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
        new MarkSteps.Note(
            name,
            Mark.SWITCH,
            what,
            _ -> what + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS)),
        (_, noted) -> noted.filter(text -> text.startsWith(what)).isPresent());
  }

  /// Forgets a switch to a side that is left again.
  Step forget(String name) {
    return marks.remove(name, Mark.SWITCH);
  }
}
