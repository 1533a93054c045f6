package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.diag.Diagnostics;

/// What the contexts of all calls have in common.
///
/// @param <C> the provider's client
public sealed interface CallContext<C> permits DataContext, ResourceContext {

  /// What the call brought along.
  Invocation<C> call();

  /// The provider's client.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when the provider was never configured
  default C client() {
    return call().client().get();
  }

  /// Collects warnings and errors; they are shown whether or not the call throws as well.
  default Diagnostics diagnostics() {
    return call().diagnostics();
  }

  /// Whether the user wants to stop: finish the step at hand, then end at the next safe point with
  /// what was reached.
  default boolean stopRequested() {
    return call().stop().getAsBoolean();
  }
}
