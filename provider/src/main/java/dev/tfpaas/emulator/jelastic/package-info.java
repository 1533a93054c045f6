/// The API of Virtuozzo Application Platform (Jelastic) as one hoster serves it, so that the
/// vendor's own clients cannot tell.
///
/// Environments, host groups, custom domains, tracked actions and packages are a model of the
/// emulator's own, kept in memory, because the vendor's layers, addresses and stopped states have
/// no counterpart in the shared world. It knows the shared server only, and shares no code with the
/// adapter that is tested against it; what no public source tells is marked as invented and kept in
/// one place each.
///
/// Start reading at [dev.tfpaas.emulator.jelastic.JelasticEmulator], then
/// [dev.tfpaas.emulator.jelastic.Routes].
@NullMarked
package dev.tfpaas.emulator.jelastic;

import org.jspecify.annotations.NullMarked;
