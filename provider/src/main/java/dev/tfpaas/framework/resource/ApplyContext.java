package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import java.util.Optional;

/// One creation or update of an object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class ApplyContext<C> extends ResourceContext<C> {
  private final Value prior;
  private final Value config;
  private final Value planned;
  private Optional<Value> checkpoint = Optional.empty();

  ApplyContext(
      Invocation<C> call, Value prior, Value config, Value planned, PrivateState privateState) {
    super(call, privateState);
    this.prior = prior;
    this.config = config;
    this.planned = planned;
  }

  /// Whether the object is to be created; [#prior] is null then.
  public boolean isCreate() {
    return prior.isNull();
  }

  /// The last state: wholly known; null when the object is to be created.
  public Value prior() {
    return prior;
  }

  /// What the user wrote: wholly known. The only place of write-only values.
  public Value config() {
    return config;
  }

  /// What was planned. What is known here must come back exactly so; what is unknown may become
  /// anything.
  public Value planned() {
    return planned;
  }

  /// Says what exists now. Call it as soon as something exists remotely, and after every step that
  /// changed it: should the call fail later, this state is stored, so that nothing is lost.
  /// Attributes that are still unknown, or left out, are stored as null then.
  public void checkpoint(Value state) {
    checkpoint = Optional.of(state);
  }

  Optional<Value> checkpoint() {
    return checkpoint;
  }

  @Override
  public Value timeoutsFrom() {
    return config;
  }
}
