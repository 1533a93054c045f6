/// Tests of `dev.tfpaas.resources.replication`.
@NullMarked
package dev.tfpaas.resources.replication;

import org.jspecify.annotations.NullMarked;
