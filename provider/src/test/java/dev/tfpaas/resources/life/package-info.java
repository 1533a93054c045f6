/// Tests of `dev.tfpaas.resources.life`.
@NullMarked
package dev.tfpaas.resources.life;

import org.jspecify.annotations.NullMarked;
