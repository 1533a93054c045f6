/// `paas_db_replication`: a live replica of a database.
///
/// May use what the resources share. Start at [ReplicationKind].
@NullMarked
package dev.tfpaas.resources.replication;

import org.jspecify.annotations.NullMarked;
