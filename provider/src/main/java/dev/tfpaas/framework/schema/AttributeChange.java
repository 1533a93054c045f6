package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;

/// One attribute in the planning of an object.
///
/// @param config what the user wrote; may be null or unknown
/// @param prior the value in the last state; null when the object, or the element that holds the
///   attribute, is new
/// @param planned what is planned so far; may be unknown
public record AttributeChange(Path path, Value config, Value prior, Value planned) {}
