package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the operator, the hoster and other people do, on the operator's port below `/dashboard`:
///
/// | call | does |
/// |---|---|
/// | `GET /dashboard/environments` | shows every environment as the API does |
/// | `POST /dashboard/environments/{name} {host_group?, status?, veto?, domains?, writes?, name?}` | somebody else changes it, at once; its users write so often |
/// | `POST /dashboard/host_groups/{name} {enabled?, maintenance?, migration_allowed?}` | the hoster changes a region |
/// | `POST /dashboard/account {migration_allowed?, silently_offline?, properties?}` | the hoster changes the account or the platform |
/// | `POST /dashboard/gateway {limit_ms}` | the gateway gives long calls up with 504 while they go on; 0 never |
/// | `POST /dashboard/tokens {token, methods?}` | makes a token, also one for some methods only |
/// | `POST /dashboard/failures {method, result, error}` | the next long call of that method fails at its end |
/// | `GET /dashboard/world` | what databases hold and follow |
final class DashboardCalls {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Hoster hoster;

  DashboardCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Reply handle(Request request) {
    List<String> path = request.segments();
    JsonNode body = request.json().orElseGet(JSON::objectNode);
    String place = path.size() > 1 ? path.get(1) : "";
    String name = path.size() > 2 ? path.get(2) : "";
    switch (request.method() + " " + place) {
      case "GET environments" -> {
        return environments();
      }
      case "GET world" -> {
        return world();
      }
      case "POST environments" -> environment(hoster.need(name), body);
      case "POST host_groups" -> hostGroup(hoster.hostGroup(name), body);
      case "POST account" -> account(body);
      case "POST gateway" -> {
        long limit = body.path("limit_ms").asLong(0);
        hoster.gatewayLimit = limit > 0 ? Optional.of(Duration.ofMillis(limit)) : Optional.empty();
      }
      case "POST tokens" -> token(body);
      case "POST failures" ->
          hoster.failures.put(
              body.path("method").asString("").toLowerCase(Locale.ROOT),
              Refused.byLogic(
                  body.path("result").asInt(4099), body.path("error").asString("it failed")));
      default -> {
        return Reply.json(404, JSON.objectNode().put("error", "there is no such act"));
      }
    }
    return Reply.json(200, JSON.objectNode().put("ok", true));
  }

  private Reply environments() {
    ArrayNode all = JSON.arrayNode();
    hoster.environments.values().forEach(one -> all.add(Shapes.environment(one)));
    return Reply.json(200, all);
  }

  private void environment(Environment environment, JsonNode body) {
    if (body.has("host_group")) {
      environment.place = hoster.hostGroup(body.path("host_group").asString(""));
    }
    if (body.has("status")) {
      environment.status =
          Status.valueOf(body.path("status").asString("").toUpperCase(Locale.ROOT));
    }
    if (body.has("name")) {
      hoster.rename(environment, body.path("name").asString(""));
    }
    if (body.has("veto")) {
      environment.veto =
          Optional.of(body.path("veto").asString("")).filter(text -> !text.isEmpty());
    }
    environment.nodes.stream()
        .filter(node -> node.isDatabase() && !node.readOnly)
        .forEach(node -> node.position += body.path("writes").asLong(0));
    if (body.has("domains")) {
      environment.domains.clear();
      for (JsonNode domain : body.path("domains")) {
        hoster.boundTo(domain.asString("")).ifPresent(it -> it.domains.remove(domain.asString("")));
        hoster.bind(environment, domain.asString(""));
      }
    }
  }

  private static void hostGroup(HostGroup group, JsonNode body) {
    group.enabled = body.path("enabled").asBoolean(group.enabled);
    group.maintenance = body.path("maintenance").asBoolean(group.maintenance);
    group.centre.migrationAllowed =
        body.path("migration_allowed").asBoolean(group.centre.migrationAllowed);
  }

  private void account(JsonNode body) {
    hoster.migrationAllowed = body.path("migration_allowed").asBoolean(hoster.migrationAllowed);
    hoster.silentlyOffline = body.path("silently_offline").asBoolean(hoster.silentlyOffline);
    hoster.withoutProperties = !body.path("properties").asBoolean(!hoster.withoutProperties);
  }

  private void token(JsonNode body) {
    Set<String> methods =
        body.path("methods")
            .valueStream()
            .map(it -> it.asString(""))
            .collect(java.util.stream.Collectors.toSet());
    hoster.sessions.put(body.path("token").asString(""), methods);
  }

  private Reply world() {
    ArrayNode databases = JSON.arrayNode();
    for (Environment environment : hoster.environments.values()) {
      for (Environment.Node node : environment.nodes) {
        if (node.isDatabase()) {
          ObjectNode one =
              databases
                  .addObject()
                  .put("environment", environment.name)
                  .put("node", node.id)
                  .put("role", node.role.name())
                  .put("read_only", node.readOnly)
                  .put("position", node.position);
          node.donor.ifPresent(donor -> one.put("donor", donor));
        }
      }
    }
    ObjectNode body = JSON.objectNode();
    body.set("databases", databases);
    return Reply.json(200, body);
  }
}
