package dev.tfpaas.world;

import java.time.Instant;
import java.util.List;

/// One mutating call that was made, as the log keeps it.
///
/// @param revision its place in the journal
/// @param at when
/// @param by who made it
/// @param call method, path and meaning of the body, e.g. `PUT /apps/shop/maintenance {on: true}`
/// @param outcome `ok`, or the kind of refusal and what was said, e.g. `unavailable: region eu-west
///   …`
/// @param effects keys of the facts it changed, e.g. `app/shop`
public record CallEntry(
    long revision, Instant at, Caller by, String call, String outcome, List<String> effects) {

  /// Copies the effects.
  public CallEntry {
    effects = List.copyOf(effects);
  }

  /// Tells whether the call was accepted.
  public boolean accepted() {
    return outcome.equals("ok");
  }
}
