package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the vendor's client adds, changes and removes, and nothing else here depends on:
/// certificates, gateways, records. It keeps what it is given.
final class KeptCalls {
  /// By the path, whose `*` is any segment.
  private static final Map<String, Kind> KINDS =
      Map.of(
          "stacks/*/ssl_certificates", new Kind("ssl_certificate", "uuid", ""),
          "stacks/*/formations", new Kind("formation", "uid", "_iso"),
          "base_templates", new Kind("base_template", "uid", "_iso"),
          "accounts/*/gateways", new Kind("gateway", "id", "_iso"),
          "configstore/namespaces/*/records", new Kind("record", "key", ""));

  /// What never comes from a client, or is not shown to one again.
  private static final Set<String> OWN =
      Set.of("uuid", "uid", "id", "created_at", "updated_at", "created_at_iso", "updated_at_iso");

  private static final Set<String> SECRET = Set.of("key", "content");

  private final Model model;
  private final Map<List<String>, Map<String, ObjectNode>> things = new HashMap<>();
  private int last = 500;

  KeptCalls(Model model) {
    this.model = model;
  }

  /// A kind of thing.
  ///
  /// @param wrapper the key that what is sent may be wrapped in
  /// @param id the field that names one; `key` is the client's, and others are given here
  /// @param iso what is behind the names of its times
  private record Kind(String wrapper, String id, String iso) {
    boolean isNamedByClient() {
      return id.equals("key");
    }
  }

  /// Answers what is about such things; empty when a call is about something else.
  ///
  /// @param path below `/api/3`
  Optional<Reply> handle(Request request, List<String> path) {
    Optional<Reply> all =
        kind(path).map(kind -> inAll(request, kind, things(path)).orElseThrow(ApiError::notFound));
    if (all.isPresent() || path.size() < 2) {
      return all;
    }
    List<String> place = path.subList(0, path.size() - 1);
    return kind(place).map(kind -> inOne(request, kind, things(place), path.getLast()));
  }

  /// Returns a thing that is kept.
  ///
  /// @param path its path below `/api/3`
  ObjectNode one(List<String> path) {
    ObjectNode thing = things(path.subList(0, path.size() - 1)).get(path.getLast());
    if (thing == null) {
      throw ApiError.notFound();
    }
    return thing;
  }

  private static Optional<Kind> kind(List<String> path) {
    String plain = String.join("/", path);
    return KINDS.entrySet().stream()
        .filter(it -> plain.matches(it.getKey().replace("*", "[^/]+")))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// What belongs to a stack is there only if that is.
  private Map<String, ObjectNode> things(List<String> place) {
    if (place.getFirst().equals("stacks")) {
      model.stack(place.get(1));
    }
    return things.computeIfAbsent(List.copyOf(place), _ -> new LinkedHashMap<>());
  }

  private Optional<Reply> inAll(Request request, Kind kind, Map<String, ObjectNode> all) {
    return switch (request.method()) {
      case "GET" ->
          Optional.of(Envelope.paged(request, List.copyOf(all.values()), model.options.pageSize()));
      case "POST" -> Optional.of(add(kind, all, sent(request, kind)));
      default -> Optional.empty();
    };
  }

  private Reply add(Kind kind, Map<String, ObjectNode> all, JsonNode sent) {
    ObjectNode thing = Envelope.JSON.objectNode();
    String id = Integer.toString(++last);
    if (kind.isNamedByClient()) {
      id = sent.path("key").asString("");
    } else if (kind.id().equals("id")) {
      thing.put("id", last);
    } else {
      id = Ids.hex("kept:" + last);
      thing.put(kind.id(), id);
    }
    if (id.isEmpty() || all.putIfAbsent(id, thing) != null) {
      throw ApiError.bad(kind.id() + " is missing, or there is one like it");
    }
    thing.put("created_at" + kind.iso(), model.now().toString());
    take(kind, thing, sent);
    return Envelope.one(thing);
  }

  private Reply inOne(Request request, Kind kind, Map<String, ObjectNode> all, String id) {
    ObjectNode thing = all.get(id);
    if (thing == null) {
      throw ApiError.notFound();
    }
    switch (request.method()) {
      case "GET" -> {}
      case "PUT", "PATCH" -> take(kind, thing, sent(request, kind));
      case "DELETE" -> all.remove(id);
      default -> throw ApiError.notFound();
    }
    return Envelope.one(thing);
  }

  private static JsonNode sent(Request request, Kind kind) {
    JsonNode body = request.json().orElseGet(Envelope.JSON::objectNode);
    return body.path(kind.wrapper()).isObject() ? body.path(kind.wrapper()) : body;
  }

  /// Private keys are not shown again.
  private void take(Kind kind, ObjectNode thing, JsonNode sent) {
    sent.properties().stream()
        .filter(field -> !OWN.contains(field.getKey()))
        .filter(field -> kind.isNamedByClient() || !SECRET.contains(field.getKey()))
        .forEach(field -> thing.set(field.getKey(), field.getValue()));
    thing.put("updated_at" + kind.iso(), model.now().toString());
  }
}
