/// Processes that outlive the command that started them: found again by number and time of start,
/// so that a number that belongs to somebody else by now is never taken for ours.
///
/// Knows the JDK only. Start reading at [dev.tfpaas.platform.host.process.Daemon].
@NullMarked
package dev.tfpaas.platform.host.process;

import org.jspecify.annotations.NullMarked;
