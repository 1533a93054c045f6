package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Dialect;
import java.time.Duration;

/// How the emulator behaves.
///
/// @param pace how long every single thing takes, e.g. one step of a migration
/// @param apiToken the one API token that is accepted
/// @param callsAMinute how many calls are answered in any minute, 60 at the vendor's; 0 for all
/// @param dialect how the service behaves where nobody knows
public record ScalingoOptions(Duration pace, String apiToken, int callsAMinute, Dialect dialect) {

  /// Returns what holds when nothing else is said: any number of calls, and all as assumed.
  public static ScalingoOptions usual(Duration pace, String apiToken) {
    return new ScalingoOptions(pace, apiToken, 0, Dialect.usual("scalingo"));
  }

  /// Returns the same with a limit of calls.
  public ScalingoOptions limited(int newCallsAMinute) {
    return new ScalingoOptions(pace, apiToken, newCallsAMinute, dialect);
  }

  /// Returns the same in another dialect.
  public ScalingoOptions in(Dialect other) {
    return new ScalingoOptions(pace, apiToken, callsAMinute, other);
  }

  /// Returns the options without the token.
  @Override
  public String toString() {
    return "options of " + dialect;
  }
}
