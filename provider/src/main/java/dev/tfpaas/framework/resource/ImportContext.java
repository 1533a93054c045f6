package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;

/// One import of an existing object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class ImportContext<C> implements ResourceContext<C> {
  private final Call<C> call;
  private final String id;
  private PrivateState privateState = PrivateState.NONE;

  ImportContext(Call<C> call, String id) {
    this.call = call;
    this.id = id;
  }

  /// The text the user gave, in whatever form; check it, and explain the expected form in the
  /// error.
  public String id() {
    return id;
  }

  @Override
  public Call<C> call() {
    return call;
  }

  /// Nothing: an import has no configuration.
  @Override
  public Value timeoutsFrom() {
    return Value.nullOf(Type.DYNAMIC);
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
