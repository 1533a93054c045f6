package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// One plan to destroy an object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class DestroyPlanContext<C> extends ResourceContext<C> {
  private final Value prior;
  private final Reason reason;

  /// Why the object is to be destroyed.
  public enum Reason {
    /// It left the configuration, or everything is destroyed.
    DESTROY,
    /// An attribute changed that the resource cannot change in place.
    REPLACE
  }

  DestroyPlanContext(Invocation<C> call, Value prior, Reason reason, PrivateState privateState) {
    super(call, privateState);
    this.prior = prior;
    this.reason = reason;
  }

  /// The last state: wholly known.
  public Value prior() {
    return prior;
  }

  /// Why the object is to be destroyed.
  public Reason reason() {
    return reason;
  }

  @Override
  public Value timeoutsFrom() {
    return prior;
  }
}
