package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// One reading of an object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class ReadContext<C> implements ResourceContext<C> {
  private final Call<C> call;
  private final Value prior;
  private PrivateState privateState;

  ReadContext(Call<C> call, Value prior, PrivateState privateState) {
    this.call = call;
    this.prior = prior;
    this.privateState = privateState;
  }

  /// The last state: wholly known. After an import, only what [Resource#importState] returned.
  public Value prior() {
    return prior;
  }

  @Override
  public Call<C> call() {
    return call;
  }

  @Override
  public Value timeoutsFrom() {
    return prior;
  }

  @Override
  public PrivateState privateState() {
    return privateState;
  }

  @Override
  public void privateState(PrivateState privateState) {
    this.privateState = privateState;
  }
}
