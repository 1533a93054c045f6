package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Timeouts;
import java.time.Duration;

/// What the contexts of the calls to a managed resource have in common.
///
/// @param <C> the provider's client
public sealed interface ResourceContext<C> extends CallContext<C>
    permits ApplyContext,
        DeleteContext,
        DestroyPlanContext,
        ImportContext,
        PlanContext,
        ReadContext {

  /// The object that carries the `timeouts` block of this call: the configuration, or the last
  /// state where there is none.
  Value timeoutsFrom();

  /// The private bytes, as they came in or as they were last set in this call. They are stored with
  /// the answer, also on an error.
  PrivateState privateState();

  /// Replaces the private bytes.
  void privateState(PrivateState privateState);

  /// How long an operation may take: the `timeouts` block's value, or the fallback when the user
  /// set none.
  default Duration timeout(Timeouts.Operation operation, Duration fallback) {
    return Timeouts.of(timeoutsFrom(), operation).orElse(fallback);
  }
}
