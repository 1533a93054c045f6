/// The heart of the provider: an ordered list of steps that a plan shows and an apply executes.
///
/// A [dev.tfpaas.runbook.Step] is data (what the plan shows) plus behaviour (probe, act, undo); one
/// [dev.tfpaas.runbook.Runner] executes all runbooks of all resources and platforms. The package
/// uses the JDK only.
///
/// There is no journal: what was done is read from the platform by the probes, which is what makes
/// every apply a resume. Start reading at [dev.tfpaas.runbook.Step], then
/// [dev.tfpaas.runbook.Runner].
@NullMarked
package dev.tfpaas.runbook;

import org.jspecify.annotations.NullMarked;
