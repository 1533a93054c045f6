/// The `paas` command: so far `paas local`, the dashboard of the embedded platform.
///
/// It knows the world (and later the topology and the emulators), and picocli, which nobody else
/// may use. Start reading at [dev.tfpaas.cli.PaasCommand].
@NullMarked
package dev.tfpaas.cli;

import org.jspecify.annotations.NullMarked;
