package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to no stack: pings, accounts, clouds.
final class AccountCalls {
  /// The identifier of the only account.
  static final int ACCOUNT = 139;

  private final Model model;
  private final CloudCalls clouds;

  AccountCalls(Model model) {
    this.model = model;
    this.clouds = new CloudCalls(model);
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
    clouds.all().keySet().forEach(account.putArray("used_clouds")::add);
    account.putArray("unmanaged_servers");
    return account.putNull("server_registration_script");
  }

  Reply clouds(Request request) {
    return Envelope.paged(request, List.copyOf(clouds.all().values()), model.options.pageSize());
  }

  Reply cloud(String name) {
    ObjectNode cloud = clouds.all().get(name);
    if (cloud == null) {
      throw ApiError.notFound();
    }
    return Envelope.one(cloud);
  }
}
