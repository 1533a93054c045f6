package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.RegionFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to no stack: pings, accounts, clouds.
final class AccountCalls {
  /// The identifier of the only account.
  static final int ACCOUNT = 139;

  private static final List<String> SIZES = List.of("S", "M", "L");

  private final Model model;

  AccountCalls(Model model) {
    this.model = model;
  }

  Reply ping() {
    return Envelope.done("all good. unauthenticated");
  }

  Reply authenticatedPing() {
    return Envelope.one(
        Envelope.JSON
            .objectNode()
            .put("ok", true)
            .put("message", "all good. authenticated")
            .put("user_id", 1)
            .put("account_id", ACCOUNT)
            .put("user_name", model.options.user())
            .put("account_name", "Acme"));
  }

  Reply accounts(Request request) {
    return Envelope.paged(request, List.of(account()), model.options.pageSize());
  }

  Reply account(String id) {
    if (!id.equals(Integer.toString(ACCOUNT))) {
      throw ApiError.notFound();
    }
    return Envelope.one(account());
  }

  private ObjectNode account() {
    ObjectNode account =
        Envelope.JSON
            .objectNode()
            .put("id", ACCOUNT)
            .put("owner", model.options.user())
            .put("name", "Acme")
            .put("stack_count", model.stacks().size())
            .put("used_free_stacks", 0)
            .put("created_at", "2025-01-01T00:00:00Z")
            .put("updated_at", "2025-01-01T00:00:00Z")
            .put("current_account", true)
            .put("friendly_name", "Acme");
    all().keySet().forEach(account.putArray("used_clouds")::add);
    account.putArray("unmanaged_servers");
    return account.putNull("server_registration_script");
  }

  Reply clouds(Request request) {
    return Envelope.paged(request, List.copyOf(all().values()), model.options.pageSize());
  }

  Reply cloud(String name) {
    ObjectNode cloud = all().get(name);
    if (cloud == null) {
      throw ApiError.notFound();
    }
    return Envelope.one(cloud);
  }

  private Map<String, ObjectNode> all() {
    Map<String, List<RegionFact>> regions = new LinkedHashMap<>();
    model
        .look(View::regions)
        .forEach(
            region -> regions.computeIfAbsent(region.cloud(), _ -> new ArrayList<>()).add(region));
    Map<String, ObjectNode> clouds = new LinkedHashMap<>();
    regions.forEach((name, members) -> clouds.put(name, json(name, members)));
    return clouds;
  }

  private static ObjectNode json(String name, List<RegionFact> regions) {
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("id", Ids.hex("cloud:" + name));
    json.put("name", name);
    json.put("display_name", name);
    json.put("key_name", "Default");
    ArrayNode places = json.putArray("regions");
    regions.forEach(
        region -> places.addObject().put("id", region.name()).put("name", region.displayName()));
    ArrayNode sizes = json.putArray("server_sizes");
    SIZES.forEach(size -> sizes.addObject().put("id", size).put("name", size));
    json.put("default_size", SIZES.get(1));
    json.put("default_region", regions.getFirst().name());
    return json;
  }
}
