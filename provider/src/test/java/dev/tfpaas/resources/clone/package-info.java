/// Tests of `dev.tfpaas.resources.clone`.
@NullMarked
package dev.tfpaas.resources.clone;

import org.jspecify.annotations.NullMarked;
