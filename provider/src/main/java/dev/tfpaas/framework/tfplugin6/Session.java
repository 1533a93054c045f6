package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.Invocation;
import dev.tfpaas.framework.resource.Log;
import io.grpc.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What lasts longer than one call: the client that the last configuration made, and whether to
/// stop. Safe for use by many threads.
///
/// A process that Terraform started is configured at most once. In debug mode one process serves
/// many Terraform commands, so that a new configuration begins anew, without the stop of the
/// command before; calls under way keep what they began with.
///
/// @param <C> the provider's client
final class Session<C> {
  private final Log log;
  private final AtomicBoolean end = new AtomicBoolean();
  private volatile Configured<C> current;

  private record Configured<C>(
      Supplier<C> client, boolean complete, AtomicBoolean stop, AtomicBoolean changes) {

    static <C> Configured<C> with(C client) {
      return new Configured<>(() -> client, true, new AtomicBoolean(), new AtomicBoolean());
    }

    static <C> Configured<C> without(List<Diagnostic> reasons) {
      Supplier<C> none =
          () -> {
            throw new DiagnosticException(reasons);
          };
      return new Configured<>(none, false, new AtomicBoolean(), new AtomicBoolean());
    }
  }

  Session(Log log) {
    this.log = log;
    Diagnostic reason =
        Diagnostic.error(
            "Provider not configured",
            "Terraform has used the provider without configuring it first.");
    this.current = Configured.without(List.of(reason));
  }

  Log log() {
    return log;
  }

  /// Begins anew with this client.
  void configured(C client) {
    current = Configured.with(client);
  }

  /// Begins anew with a configuration that failed; whoever needs the client fails for the same
  /// reasons.
  void failed(Diagnostics reasons) {
    current = Configured.without(reasons.list());
  }

  /// Returns the client; empty when there is none.
  Optional<C> client() {
    Configured<C> mine = current;
    return mine.complete() ? Optional.of(mine.client().get()) : Optional.empty();
  }

  /// Asks all calls under way, and those that come before the next configuration, to end at the
  /// next safe point.
  void stop() {
    current.stop().set(true);
  }

  /// Notes that this command has begun to change something.
  void changing() {
    current.changes().set(true);
  }

  /// Tells whether calls are asked to end.
  boolean isStopped() {
    return end.get() || current.stop().get();
  }

  /// Tells whether this command has begun to change something.
  boolean changes() {
    return current.changes().get();
  }

  /// Asks all calls from now on for ever to end at the next safe point: Terraform is gone.
  void end() {
    end.set(true);
  }

  /// What a call made on this thread brings along. That the host has cancelled it, or is gone,
  /// counts as a request to stop.
  Invocation<C> call(Diagnostics diagnostics) {
    Configured<C> mine = current;
    Context context = Context.current();
    BooleanSupplier stop = () -> end.get() || mine.stop().get() || context.isCancelled();
    return new Invocation<>(mine.client(), stop, log, diagnostics);
  }
}
