package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.StoredState;

/// State of an object of another type that a `moved` block hands over.
///
/// @param sourceProvider address of the provider it comes from:
///   `registry.terraform.io/hashicorp/null`
/// @param sourceType resource type it comes from: `null_resource`
/// @param sourceVersion schema version the state was written with
/// @param json the attributes object exactly as stored
/// @param privateState the private bytes of the source
/// @param schema the schema of the target
public record MoveRequest(
    String sourceProvider,
    String sourceType,
    long sourceVersion,
    String json,
    PrivateState privateState,
    Schema schema) {

  /// Reads the state with the schema it was written with.
  ///
  /// @throws dev.tfpaas.framework.cty.CtyException when a value does not have the type that schema
  ///   says
  public Value decodeAs(Schema source) {
    return StoredState.decode(source, json);
  }
}
