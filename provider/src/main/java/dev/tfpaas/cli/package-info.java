/// The `paas` command: a topology in one file, the dashboard of the embedded platform, and the
/// vendors' emulators.
///
/// It knows the topology, the world and the emulators, and picocli, which nobody else may use. What
/// a topology asks for is done by the Terraform of the user, which runs in the directory of the
/// topology over one rendered file, so that state, locking and backends are Terraform's.
///
/// Start reading at [dev.tfpaas.cli.PaasCommand]; for Terraform at [dev.tfpaas.cli.Workplace] and
/// [dev.tfpaas.cli.PlannedRun].
@NullMarked
package dev.tfpaas.cli;

import org.jspecify.annotations.NullMarked;
