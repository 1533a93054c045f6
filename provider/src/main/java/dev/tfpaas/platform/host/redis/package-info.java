/// Redis servers of this machine's own packages, or Valkey's where there is no Redis: started by
/// their own program with a file that nobody else may read, and told the rest by a connection.
///
/// An engine beside PostgreSQL, and as small: its own replication copies whatever is missing. Knows
/// [dev.tfpaas.platform.host.engine] and [dev.tfpaas.platform.host.process]. Start reading at
/// [dev.tfpaas.platform.host.redis.RedisServer].
@NullMarked
package dev.tfpaas.platform.host.redis;

import org.jspecify.annotations.NullMarked;
