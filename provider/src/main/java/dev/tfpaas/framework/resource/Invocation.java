package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.diag.Diagnostics;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What every call to a resource or data source brings along, whatever it is about.
///
/// @param client the provider's client; throws [dev.tfpaas.framework.diag.DiagnosticException] when
///   there is none
/// @param stop whether Terraform wants the call to end at the next safe point
/// @param log where stack traces go
/// @param diagnostics collects what the call has to say; owned by the one call
/// @param <C> the provider's client
public record Invocation<C>(
    Supplier<C> client, BooleanSupplier stop, Log log, Diagnostics diagnostics) {

  /// A call that has said nothing yet.
  public static <C> Invocation<C> of(Supplier<C> client, BooleanSupplier stop, Log log) {
    return new Invocation<>(client, stop, log, new Diagnostics());
  }
}
