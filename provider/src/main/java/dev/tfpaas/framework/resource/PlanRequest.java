package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import java.util.function.Supplier;

/// What Terraform wants planned. All values are objects of the resource's schema, or null.
///
/// @param prior last state; null for a create
/// @param config what the user wrote; null for a destroy
/// @param proposed configuration merged with the prior state; null for a destroy
/// @param privateState private bytes of the last state; in the second planning of a replacement
///   those of the first
/// @param priorBytes the last state as it came, as MessagePack; asked for only to note it
public record PlanRequest(
    Value prior,
    Value config,
    Value proposed,
    PrivateState privateState,
    PlanContext.Walk walk,
    Supplier<byte[]> priorBytes) {}
