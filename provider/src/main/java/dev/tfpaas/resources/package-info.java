/// The provider block, the four resources and the data sources: Terraform's words on one side, the
/// platform's on the other.
///
/// May use `framework`'s packages except the wire, `runbook` and `platform`; knows no vendor. Each
/// resource is a package of its own; what they share is [dev.tfpaas.resources.life].
///
/// Planning an update is a function of its request: Terraform plans again while it applies and
/// compares. So reading stores what planning needs beside the state, planning builds the runbook
/// from that, and applying reads again and stops before the first call when the steps would differ.
/// Start at [dev.tfpaas.resources.PaasProvider].
@NullMarked
package dev.tfpaas.resources;

import org.jspecify.annotations.NullMarked;
