package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Add-ons of an app.
final class AddonRoutes {
  private final Inventory estate;
  private final Tokens tokens;
  private int resources = 4120;

  AddonRoutes(Inventory estate, Tokens tokens) {
    this.estate = estate;
    this.tokens = tokens;
  }

  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    if (call.rest().isEmpty() || !call.segment(0).equals("addons")) {
      return Optional.empty();
    }
    if (call.rest().size() == 1) {
      return switch (call.request().method()) {
        case "GET" -> Optional.of(list(app));
        case "POST" -> Optional.of(provision(call, app));
        default -> Optional.empty();
      };
    }
    Optional<EmulatedApp.Addon> addon = app.addon(call.segment(1));
    if (addon.isEmpty()) {
      return Optional.of(Errors.notFound("addon"));
    }
    return switch (call.route()) {
      case "GET/addons/*" -> Optional.of(one(200, app, addon.get()));
      case "PATCH/addons/*" -> Optional.of(changePlan(call, app, addon.get()));
      case "DELETE/addons/*" -> Optional.of(remove(app, addon.get()));
      case "POST/addons/*/token" -> Optional.of(token(app, addon.get()));
      default -> Optional.empty();
    };
  }

  private static Reply list(EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("addons");
    app.addons.forEach(addon -> list.add(Shapes.addon(app, addon)));
    return Reply.json(200, body);
  }

  private static Reply one(int status, EmulatedApp app, EmulatedApp.Addon addon) {
    ObjectNode body = Shapes.object();
    body.set("addon", Shapes.addon(app, addon));
    return Reply.json(status, body);
  }

  private Reply provision(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("addon");
    String provider = wanted.path("addon_provider_id").asString("");
    if (!Catalog.knows(provider)) {
      return Errors.field("addon_provider_id", "is unknown");
    }
    if (wanted.path("plan_id").asString("").isEmpty()) {
      return Errors.error(400, "plan_id is missing");
    }
    Optional<String> plan = Catalog.plan(app.region, provider, wanted.path("plan_id").asString(""));
    if (plan.isEmpty()) {
      return Errors.field("plan_id", "is unknown");
    }
    EmulatedApp.Addon addon = add(app, provider, plan.get());
    String version = wanted.path("options").path("version").asString("");
    if (!version.isEmpty()) {
      addon.version = addon.version.startsWith(version) ? addon.version : version + ".0-1";
    }
    estate.later(1, () -> addon.status = "running");
    ObjectNode body = Shapes.object();
    body.set("addon", Shapes.addon(app, addon));
    body.put("message", "");
    ArrayNode names = body.putArray("variables");
    variables(provider).forEach(names::add);
    return Reply.json(201, body);
  }

  /// Adds an add-on that is still being provisioned, and its variables.
  EmulatedApp.Addon add(EmulatedApp app, String provider, String plan) {
    String resource = "%s_%d".formatted(app.name.replace('-', '_'), resources++);
    EmulatedApp.Addon addon =
        new EmulatedApp.Addon(
            "ad-" + estate.uuid(), provider, plan, resource, estate.hexId(), estate.now());
    app.addons.add(addon);
    List<String> names = variables(provider);
    setVariable(app, names.getFirst(), "%s://%s".formatted(provider, Shapes.host(app, addon)));
    if (!app.variables.containsKey(names.getLast())) {
      setVariable(app, names.getLast(), "$" + names.getFirst());
    }
    return addon;
  }

  private void setVariable(EmulatedApp app, String name, String value) {
    app.variables.put(name, new EmulatedApp.Variable(estate.hexId(), name, value));
  }

  private static List<String> variables(String provider) {
    String upper = provider.toUpperCase(Locale.ROOT);
    String word = provider.equals("mongodb") ? "MONGO" : upper;
    String alias =
        provider.equals("postgresql") || provider.equals("mysql") ? "DATABASE_URL" : word + "_URL";
    return List.of("SCALINGO_%s_URL".formatted(word), alias);
  }

  private static Reply changePlan(RegionCall call, EmulatedApp app, EmulatedApp.Addon addon) {
    Optional<String> plan =
        Catalog.plan(
            app.region, addon.provider, call.body().path("addon").path("plan_id").asString(""));
    if (plan.isEmpty()) {
      return Errors.field("plan_id", "is unknown");
    }
    addon.plan = plan.get();
    return one(200, app, addon);
  }

  private static Reply remove(EmulatedApp app, EmulatedApp.Addon addon) {
    app.addons.remove(addon);
    app.variables.remove(variables(addon.provider).getFirst());
    return Reply.empty(204);
  }

  /// Answers 200, unlike everything else that is made with POST.
  private Reply token(EmulatedApp app, EmulatedApp.Addon addon) {
    ObjectNode body = Shapes.object();
    ObjectNode shown = Shapes.addon(app, addon);
    shown.put("token", tokens.issue(addon.id));
    body.set("addon", shown);
    return Reply.json(200, body);
  }
}
