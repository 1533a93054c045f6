/// The network of the platform, a process of its own: a gate for each app and each database, by
/// which they are reached from outside their region, and an address for each failover group.
///
/// A region that was cut off does not answer at its gates, while what is in it goes on. Knows the
/// ground. Start reading at [dev.tfpaas.platform.host.network.NetworkProcess].
@NullMarked
package dev.tfpaas.platform.host.network;

import org.jspecify.annotations.NullMarked;
