/// Clients that send real requests, and know afterwards what was acknowledged to them.
///
/// Knows the JDK only. Start reading at [dev.tfpaas.platform.host.load.Loader].
@NullMarked
package dev.tfpaas.platform.host.load;

import org.jspecify.annotations.NullMarked;
