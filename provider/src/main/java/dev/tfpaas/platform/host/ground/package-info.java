/// The directory in which the platform lives: what was asked for (which apps, groups and
/// replications there are, on which ports), the numbers of their processes, and their data.
///
/// Nothing in it says what is: that is asked from the processes and servers. Knows
/// [dev.tfpaas.platform.host.process] and the servers. Start reading at
/// [dev.tfpaas.platform.host.ground.Ground].
@NullMarked
package dev.tfpaas.platform.host.ground;

import org.jspecify.annotations.NullMarked;
