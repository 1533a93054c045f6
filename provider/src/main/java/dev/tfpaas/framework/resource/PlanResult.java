package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import java.util.List;

/// The answer to a [PlanRequest].
///
/// @param planned planned state, null for a destroy; the prior state itself when nothing changes
/// @param requiresReplace where the changes are that demand replacement
public record PlanResult(Value planned, List<Path> requiresReplace, PrivateState privateState) {
  public PlanResult {
    requiresReplace = List.copyOf(requiresReplace);
  }
}
