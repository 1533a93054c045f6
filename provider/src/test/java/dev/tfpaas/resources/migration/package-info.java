/// Tests of `dev.tfpaas.resources.migration`.
@NullMarked
package dev.tfpaas.resources.migration;

import org.jspecify.annotations.NullMarked;
