/// Processes that outlive the command that started them.
@NullMarked
package dev.tfpaas.platform.host.process;

import org.jspecify.annotations.NullMarked;
