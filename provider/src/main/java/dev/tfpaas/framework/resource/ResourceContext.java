package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// What the contexts of the calls to a managed resource have in common.
///
/// @param <C> the provider's client
public abstract sealed class ResourceContext<C> implements CallContext<C>
    permits ApplyContext,
        DeleteContext,
        DestroyPlanContext,
        ImportContext,
        PlanContext,
        ReadContext {
  private final Invocation<C> call;
  private PrivateState privateState;

  ResourceContext(Invocation<C> call, PrivateState privateState) {
    this.call = call;
    this.privateState = privateState;
  }

  @Override
  public final Invocation<C> call() {
    return call;
  }

  /// The object that carries the `timeouts` block of this call: the configuration, or the last
  /// state where there is none.
  public abstract Value timeoutsFrom();

  /// The private bytes, as they came in or as they were last set in this call. They are stored with
  /// the answer, also on an error.
  public final PrivateState privateState() {
    return privateState;
  }

  /// Replaces the private bytes.
  public final void privateState(PrivateState newState) {
    this.privateState = newState;
  }
}
