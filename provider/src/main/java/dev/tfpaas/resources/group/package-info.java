/// `paas_failover_group`, and `paas_failover_readiness`, which asks what a switch asks.
///
/// May use what the resources share, and replications as they are read and kept, since a switch
/// hands them over. Start at [GroupKind].
@NullMarked
package dev.tfpaas.resources.group;

import org.jspecify.annotations.NullMarked;
