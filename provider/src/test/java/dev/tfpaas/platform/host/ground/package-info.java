/// The directory of the platform of this machine.
@NullMarked
package dev.tfpaas.platform.host.ground;

import org.jspecify.annotations.NullMarked;
