package dev.tfpaas.platform.scalingo;

import java.net.URI;

/// A region and where its APIs are.
///
/// @param name e.g. `osc-fr1`
/// @param displayName its name for people
/// @param api base of the apps API, without `/v1`
/// @param databaseApi base of the database API, without `/api`
record RegionAddress(String name, String displayName, URI api, URI databaseApi) {}
