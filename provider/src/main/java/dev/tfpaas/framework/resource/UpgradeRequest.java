package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.schema.Schema;

/// State that an earlier version of the provider wrote.
///
/// @param version schema version the state was written with; always below that of the present
///   schema
/// @param json the attributes object exactly as stored
/// @param schema the present schema
public record UpgradeRequest(long version, String json, Schema schema) {}
