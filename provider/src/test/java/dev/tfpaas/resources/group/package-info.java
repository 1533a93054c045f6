/// Tests of `dev.tfpaas.resources.group`.
@NullMarked
package dev.tfpaas.resources.group;

import org.jspecify.annotations.NullMarked;
