/// What a PaaS offers, in our own vendor-neutral words; knows runbooks, and nothing of Terraform.
///
/// [dev.tfpaas.platform.Platform] is the one interface an adapter implements; each thing a platform
/// can do is a capability of its own, and a missing one says why and what to use instead. Reads
/// return records; every change is offered as a [dev.tfpaas.runbook.Runbook], never made directly.
///
/// Reads throw [dev.tfpaas.platform.PlatformException]; only
/// [dev.tfpaas.platform.PlatformException.Kind#NOT_FOUND] means that an object is gone. Start
/// reading at [dev.tfpaas.platform.Platform].
@NullMarked
package dev.tfpaas.platform;

import org.jspecify.annotations.NullMarked;
