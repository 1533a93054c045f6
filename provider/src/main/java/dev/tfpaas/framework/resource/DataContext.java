package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// One reading of a data source.
///
/// @param config what the user wrote: wholly known, computed attributes null
/// @param <C> the provider's client
public record DataContext<C>(Invocation<C> call, Value config) implements CallContext<C> {}
