/// Virtuozzo Application Platform (Jelastic) at any hoster as a platform: what its public API can
/// do, in our words, and honest refusals for the rest.
///
/// Our *app* is Jelastic's environment and its identifier is the environment's name. Our *region*
/// is a host group, the inner one of Jelastic's two levels, which its users call region too; the
/// outer level is a *data centre* here. A *node group* is one layer of an environment.
/// *Maintenance* is an environment that is stopped: Jelastic has no other. Our *database* is the
/// node group `sqldb`, `nosqldb` or `cache`. What has to be remembered is kept in properties of the
/// environments themselves, see [dev.tfpaas.platform.jelastic.Mark].
///
/// Uses `platform`, `platform.http` and `runbook`. Start reading at
/// [dev.tfpaas.platform.jelastic.JelasticPlatform].
@NullMarked
package dev.tfpaas.platform.jelastic;

import org.jspecify.annotations.NullMarked;
