package dev.tfpaas.platform.host;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.host.engine.DatabaseException;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Supplier;

/// Makes calls, notes those that change something, and says of what failed which call it was.
///
/// @param log takes a line for each call that changes something
/// @param clock gives the time of it
record HostCalls(Path log, Clock clock) {
  /// Reads; what cannot be read now says nothing of whether it exists.
  <T> T read(String call, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (HostFailure failure) {
      throw failed(PlatformException.Kind.UNAVAILABLE, call, failure, false);
    } catch (DatabaseException failure) {
      throw failed(PlatformException.Kind.UNAVAILABLE, call, failure, true);
    }
  }

  /// Returns the action that makes a call.
  Action action(Call call, Runnable change) {
    return () -> {
      String text = call.toString();
      try {
        note(text);
        change.run();
      } catch (HostFailure failure) {
        throw failed(PlatformException.Kind.UNAVAILABLE, text, failure, false);
      } catch (DatabaseException failure) {
        throw failed(
            failure.isAnswer()
                ? PlatformException.Kind.REJECTED
                : PlatformException.Kind.UNAVAILABLE,
            text,
            failure,
            false);
      }
    };
  }

  private void note(String call) {
    OwnFiles.append(log);
    try {
      Files.writeString(log, clock.instant() + "  " + call + "\n", StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be written".formatted(log), failure);
    }
  }

  private static PlatformException failed(
      PlatformException.Kind kind, String call, RuntimeException cause, boolean mayRepeat) {
    return new PlatformException(
        kind, HostPlatform.NAME, call, String.valueOf(cause.getMessage()), mayRepeat);
  }
}
