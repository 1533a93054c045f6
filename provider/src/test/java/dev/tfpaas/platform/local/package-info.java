/// Tests of the local platform: every runbook through the one runner, on a clock moved by hand.
@NullMarked
package dev.tfpaas.platform.local;

import org.jspecify.annotations.NullMarked;
