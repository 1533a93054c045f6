/// What a provider, its resources and its data sources promise, and the one place that turns
/// Terraform's calls into those promises.
///
/// May use `framework.schema`, `framework.cty` and `framework.diag`; knows nothing of the wire, so
/// that resources can be tested without it.
///
/// Start at [dev.tfpaas.framework.resource.Resource]; every decision between create, update,
/// replace and delete is in `ResourceLifecycle`.
@NullMarked
package dev.tfpaas.framework.resource;

import org.jspecify.annotations.NullMarked;
