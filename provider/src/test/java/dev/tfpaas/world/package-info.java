/// Tests of the world: what it does, what its monitors see, and that its store survives anything.
@NullMarked
package dev.tfpaas.world;

import org.jspecify.annotations.NullMarked;
