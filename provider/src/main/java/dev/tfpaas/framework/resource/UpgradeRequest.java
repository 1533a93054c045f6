package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.StoredState;

/// State that an earlier version of the provider wrote.
///
/// @param version schema version the state was written with; always below that of the present
///   schema
/// @param json the attributes object exactly as stored
/// @param schema the present schema
public record UpgradeRequest(long version, String json, Schema schema) {

  /// Reads the state with the present schema: what that does not have is dropped, what is missing
  /// is null.
  ///
  /// @throws dev.tfpaas.framework.cty.CtyException when a value has another type now
  public Value decode() {
    return StoredState.decode(schema, json);
  }
}
