package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import java.util.Optional;

/// One removal of an object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class DeleteContext<C> extends ResourceContext<C> {
  private final Value prior;
  private Optional<Value> checkpoint = Optional.empty();

  DeleteContext(Invocation<C> call, Value prior, PrivateState privateState) {
    super(call, privateState);
    this.prior = prior;
  }

  /// The last state: wholly known.
  public Value prior() {
    return prior;
  }

  /// Says what is left of the object now. Should the removal fail later, this is stored instead of
  /// the prior state.
  public void checkpoint(Value state) {
    checkpoint = Optional.of(state);
  }

  Optional<Value> checkpoint() {
    return checkpoint;
  }

  @Override
  public Value timeoutsFrom() {
    return prior;
  }
}
