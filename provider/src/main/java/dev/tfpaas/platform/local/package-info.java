/// The embedded platform: every capability in full, over a [dev.tfpaas.world.World] in a directory.
///
/// It turns the world's facts into the platform's records and offers every change as a runbook
/// whose calls are logged by the world under the very text the plan shows. It knows the world and
/// nothing of Terraform; runbooks are made from their arguments alone, only probes, gates and acts
/// read.
///
/// Start reading at [dev.tfpaas.platform.local.LocalPlatform], then
/// [dev.tfpaas.platform.local.LocalFailoverGroups] for the order of a switch.
@NullMarked
package dev.tfpaas.platform.local;

import org.jspecify.annotations.NullMarked;
