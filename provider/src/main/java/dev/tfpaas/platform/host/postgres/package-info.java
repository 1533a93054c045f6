/// PostgreSQL servers of this machine's own packages: made, started, stopped, copied and turned
/// round by their own programs, and asked by a connection of ours.
///
/// The connection speaks the wire protocol itself, a page of it: a driver would weigh on every
/// start of the provider, and `psql` takes a process and 20 ms for each question of a poll. Knows
/// [dev.tfpaas.platform.host.process]. Start reading at
/// [dev.tfpaas.platform.host.postgres.PostgresServer].
@NullMarked
package dev.tfpaas.platform.host.postgres;

import org.jspecify.annotations.NullMarked;
