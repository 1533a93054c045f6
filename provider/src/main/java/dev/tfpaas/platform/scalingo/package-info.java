/// Scalingo as a platform: what its public API can do, in our words, and honest refusals for the
/// rest.
///
/// Scalingo has no failover groups and no copies of apps. Both are composed here, and what has to
/// be remembered about them is kept in environment variables of the apps themselves (see
/// [dev.tfpaas.platform.scalingo.Mark]), so that any machine sees the same. Our *app* is Scalingo's
/// app; its identifier is its name, or `region/name` outside the region of the provider block.
/// *Maintenance* is an app whose containers are all scaled to zero: Scalingo has no other. Our
/// *database* is one of Scalingo's add-ons. Scalingo's *stack* is a base image, its *formation* how
/// many containers of each type run.
///
/// Uses `platform`, `platform.http` and `runbook`. Start reading at
/// [dev.tfpaas.platform.scalingo.ScalingoPlatform].
@NullMarked
package dev.tfpaas.platform.scalingo;

import org.jspecify.annotations.NullMarked;
