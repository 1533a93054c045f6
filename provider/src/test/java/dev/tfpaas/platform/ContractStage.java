package dev.tfpaas.platform;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// A platform with something on it, for [PlatformContract].
public interface ContractStage extends AutoCloseable {

  /// Returns the platform.
  Platform platform();

  /// Makes the steps of a runbook, in a time that moves only when somebody waits.
  Outcome run(Runbook runbook);

  /// Returns an app that is there from the start.
  String app();

  /// Returns an identifier of the platform's form that no app has.
  String noApp();

  /// Returns a copy of an app that can be made.
  CloneSpec clone(String name);

  /// Forms a failover group of two apps, the first one active, with all that belongs to it.
  ///
  /// @return the group that was formed
  GroupSpec form();

  /// Returns the replications that a switch of the formed group hands over, as read.
  List<Replication> replications();

  /// Makes whatever a migration needs, and returns one that can be made.
  MigrationSpec migration();

  /// Returns every call so far that was meant to change something, tokens aside.
  List<String> changes();

  /// Returns the monitors' findings: what broke an invariant.
  List<String> violations();

  /// Returns the server that can be told to answer badly; empty where there is none to ask.
  Optional<EmulatorServer> server();

  /// Returns every line that was logged.
  List<String> log();

  /// Returns what must be in no line and no message; empty where there is no secret.
  Optional<String> secret();

  @Override
  void close();
}
