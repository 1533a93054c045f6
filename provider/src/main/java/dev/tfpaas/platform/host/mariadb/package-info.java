/// MariaDB servers of this machine's own packages: the engine `mysql`. They are made and started by
/// their own programs with a file that nobody else may read, and told the rest by a connection.
///
/// What one holds is told by GTID: a data set is a domain, each life of a data directory a server
/// of its own in it. Knows [dev.tfpaas.platform.host.engine] and
/// [dev.tfpaas.platform.host.process]. Start reading at
/// [dev.tfpaas.platform.host.mariadb.MariaServer].
@NullMarked
package dev.tfpaas.platform.host.mariadb;

import org.jspecify.annotations.NullMarked;
