package dev.tfpaas.platform;

import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/// What a platform takes from its process.
///
/// @param clock gives the time
/// @param sleeper pauses between attempts
/// @param log takes one line a call, without secrets
/// @param version the provider's version, for the `User-Agent`
/// @param environment the process's environment, for the way out of its network
/// @param command what the user's command is at
public record PlatformTools(
    Clock clock,
    Sleeper sleeper,
    Consumer<String> log,
    String version,
    Map<String, String> environment,
    Command command) {

  /// Copies the environment.
  public PlatformTools {
    environment = Map.copyOf(environment);
  }

  /// Makes the tools for a command that changes something and that nobody stops.
  public PlatformTools(
      Clock clock,
      Sleeper sleeper,
      Consumer<String> log,
      String version,
      Map<String, String> environment) {
    this(clock, sleeper, log, version, environment, Command.UNSTOPPED);
  }
}
