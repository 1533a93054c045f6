/// The platform of real processes on this machine: apps are programs, databases are servers of the
/// machine's own packages, addresses are real HTTP, regions are killed for real. For rehearsal; it
/// listens on loopback only.
///
/// What was asked for is in a directory ([dev.tfpaas.platform.host.ground]); what is, the processes
/// and servers are asked. Reads start nothing. Knows platform and runbook, as every adapter. Start
/// reading at [dev.tfpaas.platform.host.HostPlatform], then [dev.tfpaas.platform.host.Machines].
@NullMarked
package dev.tfpaas.platform.host;

import org.jspecify.annotations.NullMarked;
