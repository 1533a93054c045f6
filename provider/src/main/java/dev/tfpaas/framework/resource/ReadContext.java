package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// One reading of an object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class ReadContext<C> extends ResourceContext<C> {
  private final Value prior;

  ReadContext(Invocation<C> call, Value prior, PrivateState privateState) {
    super(call, privateState);
    this.prior = prior;
  }

  /// The last state: wholly known. After an import, only what [Resource#importState] returned.
  public Value prior() {
    return prior;
  }

  @Override
  public Value timeoutsFrom() {
    return prior;
  }
}
