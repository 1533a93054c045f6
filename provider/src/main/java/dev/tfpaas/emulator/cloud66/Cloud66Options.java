package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Dialect;
import java.time.Duration;
import java.util.Set;

/// How the emulator behaves.
///
/// @param token the access token with all scopes that is accepted from the start
/// @param user the e-mail address that actions are made by
/// @param pageSize how many items are on a page
/// @param callsAnHour how many calls a token has in an hour
/// @param containers names of the world's apps that are containerised; the others are Rails
/// @param listedAfter how long a new stack is missing in lists
/// @param dialect how the service behaves where nobody knows
public record Cloud66Options(
    String token,
    String user,
    int pageSize,
    int callsAnHour,
    Set<String> containers,
    Duration listedAfter,
    Dialect dialect) {

  /// Copies the set.
  public Cloud66Options {
    containers = Set.copyOf(containers);
  }

  /// Returns what holds when nothing else is said.
  ///
  /// @param token the access token that is accepted
  public static Cloud66Options usual(String token) {
    return new Cloud66Options(
        token,
        "ops@example.com",
        30,
        3600,
        Set.of("blog"),
        Duration.ofSeconds(1),
        Dialect.usual("cloud66"));
  }

  /// Returns the same with other page and rate limits.
  public Cloud66Options limited(int newPageSize, int newCallsAnHour) {
    return new Cloud66Options(
        token, user, newPageSize, newCallsAnHour, containers, listedAfter, dialect);
  }

  /// Returns the same with other containerised apps.
  public Cloud66Options containerised(Set<String> apps) {
    return new Cloud66Options(token, user, pageSize, callsAnHour, apps, listedAfter, dialect);
  }

  /// Returns the same in another dialect.
  public Cloud66Options in(Dialect other) {
    return new Cloud66Options(token, user, pageSize, callsAnHour, containers, listedAfter, other);
  }

  /// Returns the options without the token.
  @Override
  public String toString() {
    return "options of " + user;
  }
}
