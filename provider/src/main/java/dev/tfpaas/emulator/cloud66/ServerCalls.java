package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.RegionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/servers` and `/server_groups`: one web server, and one server for each database.
final class ServerCalls {
  private static final String WEB = "web";

  private final Model model;

  ServerCalls(Model model) {
    this.model = model;
  }

  /// Returns the roles that have a server: `web`, then the engines.
  private List<String> roles(StackState stack) {
    List<String> roles = new ArrayList<>(List.of(WEB));
    model.look(view -> view.databases(stack.app)).forEach(database -> roles.add(database.engine()));
    return roles;
  }

  static String uid(StackState stack, String role) {
    return Ids.hex("server:" + stack.uid + ":" + role);
  }

  static String internal(StackState stack, String role) {
    return Ids.address("10", "int:" + stack.uid + ":" + role);
  }

  static String external(StackState stack, String role) {
    return Ids.address("52", "ext:" + stack.uid + ":" + role);
  }

  Reply list(Request request, String uid) {
    StackState stack = model.stack(uid);
    List<ObjectNode> shown = roles(stack).stream().map(role -> json(stack, role)).toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  /// Reads one server.
  ///
  /// @param withKey whether its key is wanted; the one that is given opens nothing
  Reply read(String uid, String server, boolean withKey) {
    StackState stack = model.stack(uid);
    ObjectNode found =
        roles(stack).stream()
            .filter(role -> uid(stack, role).equals(server))
            .findFirst()
            .map(role -> json(stack, role))
            .orElseThrow(ApiError::notFound);
    return Envelope.one(withKey ? found.put("ssh_private_key", "opens nothing") : found);
  }

  private ObjectNode json(StackState stack, String role) {
    AppFact app = model.app(stack);
    boolean up = model.look(view -> view.reachable(app));
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("uid", uid(stack, role));
    json.put("vendor_uid", Ids.hex("vendor:" + stack.app + role).substring(0, 12));
    json.put("name", name(stack, role));
    json.put("address", external(stack, role));
    json.put("distro", "ubuntu");
    json.put("distro_version", "24.04");
    json.put("dns_record", name(stack, role).toLowerCase(Locale.ROOT) + ".c66.me");
    json.put("user_name", "root");
    json.put("server_type", "aws");
    boolean plain = model.options.dialect().is("server-role", "plain");
    List<String> roles =
        role.equals(WEB)
            ? Stream.of("app", WEB, stack.containers ? "docker" : "rails").toList()
            : List.of(plain ? role : "db:" + role + ":master", "db");
    roles.forEach(json.withArray("server_roles")::add);
    json.put("server_group_id", Ids.number("group:" + stack.app + role));
    json.put("stack_uid", stack.uid);
    json.put("has_agent", true);
    String region = region(app);
    boolean whole = model.options.dialect().is("server-region-field", "region");
    json.putObject("params")
        .put("size", app.size())
        .put("region", region)
        .putNull("availability_zone");
    json.put("created_at", stack.createdAt.toString());
    json.put("updated_at", stack.createdAt.toString());
    // Clients of different ages read one pair or the other.
    json.put("created_at_iso", stack.createdAt.toString());
    json.put("updated_at_iso", stack.createdAt.toString());
    if (whole) {
      json.put("region", region);
    }
    json.putNull("availability_zone");
    json.put("ext_ipv4", external(stack, role));
    json.put("int_ipv4", internal(stack, role));
    json.putNull("ext_ipv6");
    json.putNull("int_ipv6");
    json.put("health_state", up ? 3 : 4);
    json.put("personal_key", false);
    json.putObject("notifications");
    json.put("has_deploy_gateway", false);
    json.putNull("deploy_gateway_address");
    json.putNull("deploy_gateway_user_name");
    json.put("is_kubernetes_master", false);
    return json;
  }

  private String region(AppFact app) {
    Dialect dialect = model.options.dialect();
    // Where regions are bare identifiers there is no name for people.
    return dialect.is("server-region-name", "id") || dialect.is("cloud-regions", "texts")
        ? app.region()
        : model
            .look(view -> view.region(app.region()))
            .map(RegionFact::displayName)
            .orElse(app.region());
  }

  private static String name(StackState stack, String role) {
    List<String> animals = List.of("Caribou", "Lion", "Otter", "Heron", "Badger", "Falcon");
    int index = Ids.number("name:" + stack.app + role) % animals.size();
    return animals.get(index) + (role.equals(WEB) ? "" : "-" + role);
  }

  Reply groups(Request request, String uid) {
    StackState stack = model.stack(uid);
    List<ObjectNode> shown =
        roles(stack).stream()
            .map(role ->
                Envelope.JSON
                    .objectNode()
                    .put("id", Ids.number("group:" + stack.app + role))
                    .put("name", role)
                    .put("type", role.equals(WEB) ? stack.containers ? "docker" : "rails" : role)
                    .put("created_at", stack.createdAt.toString())
                    .put("updated_at", stack.createdAt.toString()))
            .toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  /// Returns the engine that a database action is about.
  ///
  /// @param type the engine named by the caller; empty where the server has only one
  String engine(StackState stack, String server, Optional<String> type) {
    String role =
        roles(stack).stream()
            .filter(it -> uid(stack, it).equals(server))
            .findFirst()
            .orElseThrow(ApiError::notFound);
    if (role.equals(WEB)) {
      throw ApiError.bad("The server is not a database server");
    }
    if (type.isPresent() && !type.get().equals(role)) {
      throw ApiError.bad("The server does not run " + type.get());
    }
    return role;
  }
}
