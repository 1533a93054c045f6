/// The platform of this machine, tried with real servers where they are installed.
@NullMarked
package dev.tfpaas.platform.host;

import org.jspecify.annotations.NullMarked;
