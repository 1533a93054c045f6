package dev.tfpaas.platform.cloud66;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A server of a stack.
///
/// @param uid its identifier
/// @param name its name
/// @param roles e.g. `web`, `mysql`, `db`, or `db:mysql:…`; they do not tell who is a replica
/// @param group the number of the group of servers that it is one of; empty when not told
/// @param region the cloud vendor's identifier of its region
/// @param size empty when not told
/// @param health as of a stack
/// @param addresses under which databases are configured to reach it
record Server(
    String uid,
    String name,
    List<String> roles,
    Optional<String> group,
    String region,
    Optional<String> size,
    int health,
    List<String> addresses) {
  private static final int BROKEN = 4;

  static Server from(JsonNode json) {
    return new Server(
        JsonFields.need(json, "uid"),
        JsonFields.need(json, "name"),
        JsonFields.texts(json, "server_roles"),
        JsonFields.text(json, "server_group_id"),
        JsonFields.text(json, "region")
            .or(() -> JsonFields.text(json.path("params"), "region"))
            .orElse(""),
        JsonFields.text(json.path("params"), "size"),
        JsonFields.number(json, "health_state", 0),
        Stream.of("address", "ext_ipv4", "int_ipv4", "ext_ipv6", "int_ipv6", "dns_record")
            .flatMap(field -> JsonFields.text(json, field).stream())
            .distinct()
            .toList());
  }

  boolean has(String engine) {
    return roles.stream().anyMatch(role -> role.equals(engine) || role.startsWith("db:" + engine));
  }

  boolean reachable() {
    return health != BROKEN;
  }
}
