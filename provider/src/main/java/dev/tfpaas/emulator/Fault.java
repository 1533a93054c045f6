package dev.tfpaas.emulator;

import java.time.Duration;

/// A failure to inject into calls that match.
///
/// @param method the method to match; `*` matches every one
/// @param pathContains a part of the path to match; empty matches every one
/// @param bodyContains a part of the body to match; empty matches every one
/// @param skip how many matching calls pass first
/// @param times how many matching calls fail then
/// @param kind what happens to them
/// @param status the status for [Kind#STATUS] and [Kind#HTML]
/// @param delay the pause for [Kind#DELAY]
public record Fault(
    String method,
    String pathContains,
    String bodyContains,
    int skip,
    int times,
    Kind kind,
    int status,
    Duration delay) {

  /// Tells whether a call is meant.
  boolean matches(Request request) {
    return (method.equals("*") || method.equalsIgnoreCase(request.method()))
        && request.path().contains(pathContains)
        && request.body().contains(bodyContains);
  }

  /// What happens to a call.
  public enum Kind {
    /// It is answered after a pause.
    DELAY,
    /// It is answered with an error status of the vendor's form, without effect.
    STATUS,
    /// It is answered with a gateway's HTML page, without effect.
    HTML,
    /// It has its effect, and is answered with a gateway's HTML page.
    HTML_AFTER,
    /// The connection breaks before the effect.
    DROP_BEFORE,
    /// The connection breaks after the effect.
    DROP_AFTER,
    /// It has its effect, and the answer breaks off in the middle.
    TRUNCATE,
    /// It has its effect, and a gateway packs the answer with gzip, whoever asked for that.
    PACK,
    /// The vendor's throttling answer, without effect.
    THROTTLE,
    /// The token that was sent is no longer valid from now on.
    EXPIRE_TOKEN
  }
}
