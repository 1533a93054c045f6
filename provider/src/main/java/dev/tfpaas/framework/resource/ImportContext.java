package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;

/// One import of an existing object. Owned by the thread of its call.
///
/// @param <C> the provider's client
public final class ImportContext<C> extends ResourceContext<C> {
  private final String id;

  ImportContext(Invocation<C> call, String id) {
    super(call, PrivateState.NONE);
    this.id = id;
  }

  /// The text the user gave, in whatever form; check it, and explain the expected form in the
  /// error.
  public String id() {
    return id;
  }

  /// Nothing: an import has no configuration.
  @Override
  public Value timeoutsFrom() {
    return Value.nullOf(Type.DYNAMIC);
  }
}
