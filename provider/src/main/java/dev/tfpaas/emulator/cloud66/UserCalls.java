package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the vendor's client asks about people and their keys, and the tags and notifications that
/// they set. Nothing else here depends on any of it; no key and no token here opens anything.
final class UserCalls {
  private static final int USER = 1;

  private final Model model;

  /// By the kind of thing and which one.
  private final TreeMap<String, Set<String>> tags = new TreeMap<>();

  /// By the path they were sent to.
  private final TreeMap<String, ArrayNode> notifications = new TreeMap<>();

  private String timezone = "UTC";
  private String publicKey = "";

  UserCalls(Model model) {
    this.model = model;
  }

  /// Answers what is about such things; empty when a call is about something else.
  ///
  /// @param path below `/api/3`
  Optional<Reply> handle(Request request, List<String> path) {
    String call = request.method() + " " + String.join("/", path);
    return switch (call) {
      case "GET users" ->
          Optional.of(Envelope.paged(request, List.of(user()), model.options.pageSize()));
      case "GET users/" + USER -> Optional.of(Envelope.one(user()));
      case "PUT users/" + USER -> Optional.of(change(request));
      case "GET users/registry-credentials" ->
          Optional.of(
              Envelope.one(
                  Envelope.JSON
                      .objectNode()
                      .put("username", model.options.user())
                      .put("secret", "emulated-registry")));
      case "GET accounts/otp" ->
          Optional.of(
              Envelope.one(Envelope.JSON.objectNode().put("ok", true).put("otp", "000000")));
      case "POST jwt/fetch" ->
          Optional.of(Envelope.one(Envelope.JSON.stringNode(jwt(Body.of(request)))));
      case "GET ssh_keys/access" ->
          Optional.of(Envelope.one(Envelope.JSON.objectNode().put("public_key", publicKey)));
      case "POST ssh_keys/access" -> {
        publicKey = Body.of(request).need("public_key");
        yield Optional.of(Envelope.done("The key is kept"));
      }
      case "POST queues/register" ->
          Optional.of(
              Envelope.one(
                  Envelope.JSON
                      .objectNode()
                      .put("log_key", "emulated-log")
                      .put("agent_uuid", Ids.hex("agent:" + Body.of(request).text("host_name")))));
      case "PATCH application_groups/notifications" -> Optional.of(notified(request, path));
      default -> ofThings(request, path);
    };
  }

  private Optional<Reply> ofThings(Request request, List<String> path) {
    boolean tagging = path.size() == 3 && path.getFirst().equals("tags");
    if (tagging && request.method().equals("PATCH")) {
      return Optional.of(tag(request, path.get(1), path.get(2)));
    }
    boolean notifying =
        path.size() == 3 && path.getFirst().equals("stacks") && path.get(2).equals("notifications");
    return switch (notifying ? request.method() : "") {
      case "GET" -> {
        model.stack(path.get(1));
        ArrayNode kept = notifications.getOrDefault(key(path), Envelope.JSON.arrayNode());
        yield Optional.of(
            Envelope.paged(request, List.copyOf(kept.values()), model.options.pageSize()));
      }
      case "PATCH" -> {
        model.stack(path.get(1));
        yield Optional.of(notified(request, path));
      }
      default -> Optional.empty();
    };
  }

  private ObjectNode user() {
    ObjectNode user =
        Envelope.JSON
            .objectNode()
            .put("id", USER)
            .put("email", model.options.user())
            .put("primary_account_id", AccountCalls.ACCOUNT)
            .put("locked", false)
            .put("uses_tfa", false)
            .put("timezone", timezone)
            .put("has_valid_phone", false)
            .put("developer_program", false)
            .put("github_login", false)
            .put("last_login", "2025-01-01T00:00:00Z")
            .put("created_at", "2025-01-01T00:00:00Z")
            .put("updated_at", "2025-01-01T00:00:00Z")
            .put("cloud_status", "none");
    user.putArray("devices");
    ObjectNode access = user.putObject("access_profile");
    access.putObject("account_profile").put("can_create_stack", true).putArray("default_roles");
    access.putArray("stack_profiles");
    access.putArray("acls_profile");
    access.put("override", false);
    return user;
  }

  private Reply change(Request request) {
    timezone = Body.of(request).text("timezone").orElse(timezone);
    return Envelope.one(user());
  }

  /// Makes a token of three parts, as such tokens have, that is signed by nobody.
  private String jwt(Body body) {
    ObjectNode claims =
        Envelope.JSON
            .objectNode()
            .put("aud", body.text("aud").orElse(""))
            .put("scope", body.text("scope").orElse(""))
            .put("exp", model.now().getEpochSecond() + 3600);
    Base64.Encoder plain = Base64.getUrlEncoder().withoutPadding();
    return plain.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + plain.encodeToString(JsonTree.text(claims).getBytes(StandardCharsets.UTF_8))
        + ".emulated";
  }

  /// Adds tags and takes others off, in the order that is asked for.
  private Reply tag(Request request, String kind, String id) {
    if (kind.equals("stack")) {
      model.stack(id);
    }
    Set<String> all = tags.computeIfAbsent(kind + "/" + id, _ -> new TreeSet<>());
    for (JsonNode operation : sent(request).path("operations")) {
      for (JsonNode tag : operation.path("tags")) {
        if (operation.path("op").asString("").equals("add")) {
          all.add(tag.asString(""));
        } else {
          all.remove(tag.asString(""));
        }
      }
    }
    ObjectNode answer =
        Envelope.JSON
            .objectNode()
            .put("entity_type", kind)
            .put("entity_id", id)
            .put("created_at_iso", model.now().toString())
            .put("updated_at_iso", model.now().toString());
    ArrayNode list = answer.putArray("tags");
    all.forEach(value -> list.addObject().put("value", value).put("reserved", false));
    return Envelope.one(answer);
  }

  private Reply notified(Request request, List<String> path) {
    ArrayNode alerts = notifications.computeIfAbsent(key(path), _ -> Envelope.JSON.arrayNode());
    ObjectNode answer = Envelope.JSON.objectNode();
    ObjectNode good = answer.putObject("successes");
    ArrayNode names = good.putArray("alerts");
    for (JsonNode alert : sent(request).path("alerts")) {
      String name = alert.path("alert_name").asString("");
      alerts.removeIf(it -> it.path("alert_name").asString("").equals(name));
      alerts.add(alert);
      names.add(name);
    }
    good.put("count", names.size());
    answer.putObject("not_applicable").put("count", 0).putArray("alerts");
    answer.putObject("failures").put("count", 0).putArray("alerts");
    return Envelope.one(answer);
  }

  private static String key(List<String> path) {
    return String.join("/", path);
  }

  private static JsonNode sent(Request request) {
    return request.json().orElseGet(Envelope.JSON::objectNode);
  }
}
