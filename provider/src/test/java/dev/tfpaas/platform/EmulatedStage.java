package dev.tfpaas.platform;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.WatchedApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A platform whose server can be told to answer badly, for [EmulatedContract].
public interface EmulatedStage extends ContractStage {

  /// Returns the server.
  EmulatorServer server();

  /// Returns the emulator behind the server.
  WatchedApi watched();

  /// Opens the platform anew, as another process would, so that it remembers nothing.
  Platform reopened();

  /// Returns the fields of answers whose object is a map, so that an empty one is a definite
  /// answer.
  default Set<String> mayBeEmpty() {
    return Set.of();
  }

  /// Returns the token, which must be in no line and no message.
  String secret();

  /// Returns the calls that only look.
  default List<Calls> looks() {
    return List.of(new Calls("GET", ""));
  }

  /// Returns the calls that change something; each of them suffers.
  default List<Calls> acts() {
    return List.of(new Calls("POST", ""), new Calls("PUT", ""));
  }

  @Override
  default int calls() {
    return server().log().entries().size();
  }

  /// Lets the next ones of calls be answered badly.
  default void spoil(List<Calls> calls, Fault.Kind kind, int times, int status) {
    for (Calls one : calls) {
      server()
          .faults()
          .add(
              new Fault(
                  one.method(), one.path(), "", 0, times, kind, status, Duration.ofMillis(20)));
    }
  }

  /// Some of the calls of a vendor's API.
  ///
  /// @param method the method; `*` means every one
  /// @param path a part of the path; empty means every one
  record Calls(String method, String path) {}
}
