/// What every resource shares: one life of an object, from the first plan to the destroy.
///
/// May use `framework`'s packages except the wire, `runbook` and `platform`; knows no resource and
/// no vendor. [PaasClient] is what every call works with, [Procedure] the runbooks of one change as
/// the plan shows them, [RunbookExecution] makes them within a time limit, stoppable, [Observation]
/// is found, gone or unreadable, and [Facts] is what was seen last, kept for planning. Start at
/// [GuardedResource].
@NullMarked
package dev.tfpaas.resources.life;

import org.jspecify.annotations.NullMarked;
