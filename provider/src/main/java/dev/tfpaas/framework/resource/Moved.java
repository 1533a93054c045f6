package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// An object taken over from another resource type.
///
/// @param state object of the target's schema, wholly known
public record Moved(Value state, PrivateState privateState) {}
