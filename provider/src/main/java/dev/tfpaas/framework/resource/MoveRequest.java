package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.schema.Schema;

/// State of an object of another type that a `moved` block hands over.
///
/// @param sourceProvider address of the provider it comes from:
///   `registry.terraform.io/hashicorp/null`
/// @param sourceType resource type it comes from: `null_resource`
/// @param sourceVersion schema version the state was written with
/// @param json the attributes object exactly as stored, which
///   [dev.tfpaas.framework.schema.StoredState] reads
/// @param privateState the private bytes of the source
/// @param schema the schema of the target
public record MoveRequest(
    String sourceProvider,
    String sourceType,
    long sourceVersion,
    String json,
    PrivateState privateState,
    Schema schema) {}
