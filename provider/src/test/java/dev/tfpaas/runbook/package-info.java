/// Tests of the runner on a bench: facts that steps make true, a log of calls, a hand-moved clock.
@NullMarked
package dev.tfpaas.runbook;

import org.jspecify.annotations.NullMarked;
