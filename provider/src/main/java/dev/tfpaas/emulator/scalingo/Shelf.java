package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the vendor's clients add, change and remove, and nothing else here depends on: alerts, log
/// drains, keys, tokens. It keeps what it is given; owned by [ScalingoEmulator] and guarded by its
/// lock.
final class Shelf {
  private static final String TOKEN = "token";

  private static final Map<String, Kind> KINDS =
      Map.of(
          "app alerts", new Kind("alerts", "alert", "id"),
          "app autoscalers", new Kind("autoscalers", "autoscaler", "id"),
          "app notifiers", new Kind("notifiers", "notifier", "id"),
          "app log_drains", new Kind("drains", "drain", "url"),
          "addon log_drains", new Kind("drains", "drain", "url"),
          "database users", new Kind("database-users", "database_user", "name"),
          "database firewall_rules", new Kind("rules", "rule", "id"),
          "user keys", new Kind("keys", "key", "id"),
          "user tokens", new Kind("tokens", TOKEN, "id"),
          "user scm_integrations", new Kind("scm_integrations", "scm_integration", "id"));

  /// What never comes from a client, or is not shown to one again.
  private static final Set<String> OWN =
      Set.of("id", "app_id", "created_at", "updated_at", "password", "password_confirmation");

  private final Inventory estate;
  private final Tokens tokens;
  private final Map<String, Map<String, ObjectNode>> things = new HashMap<>();

  /// A kind of thing.
  ///
  /// @param list the root key of all
  /// @param one the root key of one
  /// @param id the field that names one; one that has no name of its own gets an `id`
  private record Kind(String list, String one, String id) {}

  /// Whose a thing is.
  ///
  /// @param kind `app`, `addon`, `database` or `user`
  /// @param id which one
  record Owner(String kind, String id) {}

  Shelf(Inventory estate, Tokens tokens) {
    this.estate = estate;
    this.tokens = tokens;
  }

  /// Answers what is about such things; empty when a call is about something else.
  ///
  /// @param path the kind and, after it, which one
  Optional<Reply> handle(Request request, Owner owner, List<String> path) {
    Optional<Kind> known =
        path.isEmpty() || path.size() > 3
            ? Optional.empty()
            : Optional.ofNullable(KINDS.get(owner.kind() + " " + path.getFirst()));
    return known.flatMap(kind -> handle(request, kind, owner, path));
  }

  private Optional<Reply> handle(Request request, Kind kind, Owner owner, List<String> path) {
    JsonNode body = request.json().orElseGet(Shapes::object);
    Map<String, ObjectNode> all =
        things.computeIfAbsent(owner + kind.list(), _ -> new LinkedHashMap<>());
    // Of a log drain the address is sent, since it has slashes.
    String id = path.size() > 1 ? path.get(1) : body.path(kind.id()).asString("");
    JsonNode sent = body.path(kind.one()).isObject() ? body.path(kind.one()) : body;
    return switch (request.method() + " " + path.size()) {
      case "GET 1" -> Optional.of(list(kind, all.values()));
      case "POST 1" -> Optional.of(add(kind, owner, all, sent));
      case "GET 2" -> Optional.of(found(kind, all, id).orElseGet(() -> missing(kind)));
      case "PATCH 2" -> Optional.of(change(kind, all, id, sent));
      case "DELETE 1", "DELETE 2" ->
          Optional.of(all.remove(id) == null ? missing(kind) : Reply.empty(204));
      case "POST 3" -> act(kind, all, id, path.getLast());
      default -> Optional.empty();
    };
  }

  /// What can be done with one: a user of a database gets another password, a source of code has no
  /// keys.
  private static Optional<Reply> act(
      Kind kind, Map<String, ObjectNode> all, String id, String what) {
    return switch (kind.one() + " " + what) {
      case "database_user reset_password" ->
          Optional.of(
              Optional.ofNullable(all.get(id))
                  .map(user -> one(200, kind, user.deepCopy().put("password", "another")))
                  .orElseGet(() -> missing(kind)));
      case "scm_integration import_keys" ->
          Optional.of(
              all.containsKey(id)
                  ? Reply.json(201, Shapes.object().set("keys", Shapes.array()))
                  : missing(kind));
      default -> Optional.empty();
    };
  }

  private static Reply list(Kind kind, Iterable<ObjectNode> all) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray(kind.list());
    all.forEach(list::add);
    return Reply.json(200, body);
  }

  private Reply add(Kind kind, Owner owner, Map<String, ObjectNode> all, JsonNode sent) {
    ObjectNode thing = Shapes.object().put(owner.kind() + "_id", owner.id());
    String now = Shapes.date(estate.now());
    thing.put("id", estate.hexId()).put("created_at", now).put("updated_at", now);
    take(thing, sent);
    String name = thing.path(kind.id()).asString("");
    if (name.isEmpty()) {
      return Errors.field(kind.id(), "can't be blank");
    }
    if (all.putIfAbsent(name, thing) != null) {
      return Errors.field(kind.id(), "has already been taken");
    }
    if (!kind.one().equals(TOKEN)) {
      return one(201, kind, thing);
    }
    // Shown this once, and never again.
    thing.putNull("last_used_at");
    return one(201, kind, thing.deepCopy().put(TOKEN, tokens.another()));
  }

  private Reply change(Kind kind, Map<String, ObjectNode> all, String id, JsonNode sent) {
    ObjectNode thing = all.get(id);
    if (thing == null) {
      return missing(kind);
    }
    take(thing, sent);
    return one(200, kind, thing.put("updated_at", Shapes.date(estate.now())));
  }

  private static void take(ObjectNode thing, JsonNode sent) {
    sent.properties().stream()
        .filter(field -> !OWN.contains(field.getKey()))
        .forEach(field -> thing.set(field.getKey(), field.getValue()));
  }

  private static Optional<Reply> found(Kind kind, Map<String, ObjectNode> all, String id) {
    return Optional.ofNullable(all.get(id)).map(thing -> one(200, kind, thing));
  }

  private static Reply one(int status, Kind kind, ObjectNode thing) {
    return Reply.json(status, Shapes.object().set(kind.one(), thing));
  }

  private static Reply missing(Kind kind) {
    return Errors.notFound(kind.one());
  }
}
