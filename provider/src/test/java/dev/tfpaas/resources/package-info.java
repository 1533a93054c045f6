/// Tests of the resources on the real local platform, with a clock that only moves when somebody
/// waits on it.
@NullMarked
package dev.tfpaas.resources;

import org.jspecify.annotations.NullMarked;
