/// The kill matrix: every runbook is disturbed at every point in every way, and the next apply must
/// make of it what an undisturbed one would have. Start at `KillMatrix`.
@NullMarked
package dev.tfpaas.matrix;

import org.jspecify.annotations.NullMarked;
