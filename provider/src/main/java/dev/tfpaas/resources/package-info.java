/// The provider block, the four resources and the data sources: Terraform's words on one side, the
/// platform's on the other.
///
/// May use `framework`'s packages except the wire, `runbook` and `platform`; knows no vendor. What
/// they share: [dev.tfpaas.resources.PaasClient] (what every call works with),
/// [dev.tfpaas.resources.Procedure] (the runbooks of one change, as the plan shows them),
/// [dev.tfpaas.resources.RunbookExecution] (makes them, within a time limit, stoppable),
/// [dev.tfpaas.resources.Observation] (found, gone or unreadable) and [dev.tfpaas.resources.Facts]
/// (what was seen last, kept for planning).
///
/// Planning an update is a function of its request: Terraform plans again while it applies and
/// compares. So reading stores what planning needs beside the state, planning builds the runbook
/// from that, and applying reads again and stops before the first call when the steps would differ.
/// Start at [dev.tfpaas.resources.PaasProvider].
@NullMarked
package dev.tfpaas.resources;

import org.jspecify.annotations.NullMarked;
