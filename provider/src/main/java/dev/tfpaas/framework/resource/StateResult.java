package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// What there is of an object after a call, and what to store beside it.
///
/// @param state object of the resource's schema, wholly known; null when there is nothing
public record StateResult(Value state, PrivateState privateState) {}
