package dev.tfpaas.terraform;

import java.nio.file.Path;

/// One apply or destroy with the real Terraform, to be disturbed.
interface RealScenario {

  /// Returns which, e.g. `local: switch planned`.
  String name();

  /// Makes what every run of it starts from, and returns how a run begins.
  Runs prepare(Path temporary);

  /// Begins runs, each in a world of its own.
  interface Runs extends AutoCloseable {
    /// Leads to the point where only the command is left.
    RealRun begin();

    @Override
    void close();
  }
}
