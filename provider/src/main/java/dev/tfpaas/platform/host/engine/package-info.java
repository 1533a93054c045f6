/// What every database server of this machine can do and says of itself, whatever its engine.
///
/// Knows the JDK only. Start reading at [dev.tfpaas.platform.host.engine.DatabaseServer].
@NullMarked
package dev.tfpaas.platform.host.engine;

import org.jspecify.annotations.NullMarked;
