package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// What Terraform wants done. All values are objects of the resource's schema, or null.
///
/// @param prior last state; null for a create
/// @param config what the user wrote, wholly known; null for a delete
/// @param planned what was planned; null for a delete
/// @param privateState private bytes of the plan
public record ApplyRequest(Value prior, Value config, Value planned, PrivateState privateState) {}
