package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.VendorApi;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Scalingo behind one address: authentication at its root, each region below its name.
///
/// The list of regions sends clients to `http://127.0.0.1:PORT/osc-fr1` and so on, so that
/// `SCALINGO_AUTH_URL` is the only variable they need. One lock guards all; what is due happens
/// before every call.
public final class ScalingoEmulator implements VendorApi {
  /// Calls on a frozen app that are no change of it.
  private static final List<String> HARMLESS = List.of("region_migrations", "token");

  private final Inventory estate;
  private final Tokens tokens;
  private final RegionRoutes region;
  private final AppRoutes apps;
  private final ConfigRoutes config;
  private final AddonRoutes addons;
  private final DeploymentRoutes deployments;
  private final OneOffRoutes oneOffs;
  private final DatabaseRoutes databases;
  private final MigrationRoutes migrations;
  private final OperatorActs operator;
  private final CallsAMinute limit;
  private final Shelf shelf;

  /// Makes an account that may call as often as it likes.
  ///
  /// @param clock gives the time
  /// @param pace how long every single thing takes, e.g. one step of a migration
  /// @param apiToken the one API token that is accepted
  public ScalingoEmulator(Clock clock, Duration pace, String apiToken) {
    this(clock, ScalingoOptions.usual(pace, apiToken));
  }

  /// Makes an account with the app `shop-front` in `osc-fr1`.
  ///
  /// @param clock gives the time
  public ScalingoEmulator(Clock clock, ScalingoOptions options) {
    this.limit = new CallsAMinute(clock, options.callsAMinute());
    this.estate = new Inventory(clock, options);
    this.tokens = new Tokens(options.apiToken(), clock);
    this.shelf = new Shelf(estate, tokens);
    this.region = new RegionRoutes(estate);
    this.apps = new AppRoutes(estate);
    this.config = new ConfigRoutes(estate);
    this.addons = new AddonRoutes(estate, tokens);
    this.deployments = new DeploymentRoutes(estate);
    this.oneOffs = new OneOffRoutes(estate);
    this.databases = new DatabaseRoutes(estate, tokens, shelf);
    MigrationMachine machine = new MigrationMachine(estate, addons);
    this.migrations = new MigrationRoutes(estate, machine);
    this.operator = new OperatorActs(estate, deployments, migrations, machine);
    Demo.fill(estate, addons);
  }

  @Override
  public synchronized Reply handle(Request request) {
    estate.settle();
    if (!limit.admits()) {
      return throttled();
    }
    List<String> path = request.segments();
    String host = "http://" + request.header("Host").orElse("127.0.0.1");
    String first = path.isEmpty() ? "" : path.getFirst();
    Inventory.Region region = estate.regions().get(first);
    Reply reply;
    if (region != null) {
      reply =
          inRegion(
              new RegionCall(request, host + "/" + first, region, path.subList(1, path.size())));
    } else {
      reply = atRoot(request, path, host);
    }
    return reply.with("X-Request-Id", "emulated-" + estate.uuid());
  }

  /// The authentication API; and, for clients with fixed addresses, the default region's APIs.
  private Reply atRoot(Request request, List<String> path, String host) {
    return switch (request.method() + " " + String.join("/", path)) {
      case "POST v1/tokens/exchange" -> exchange(request);
      case "GET v1/regions" -> regions(host);
      // What is changed of the user here is a password or an address, which nobody sees.
      case "GET v1/users/self", "PATCH v1/account/profile", "POST v1/users/stop_free_trial" ->
          self(request);
      default ->
          ofUser(request, path)
              .or(() ->
                  estate.regions().values().stream()
                      .filter(region -> region.isDefault)
                      .findFirst()
                      .map(region -> inRegion(new RegionCall(request, host, region, path))))
              .orElseGet(() -> Errors.error(404, "not found"));
    };
  }

  /// Answers what is about keys and the like.
  private Optional<Reply> ofUser(Request request, List<String> path) {
    boolean isOne =
        path.size() > 1 && List.of("keys", "tokens", "scm_integrations").contains(path.get(1));
    return !isOne
        ? Optional.empty()
        : isAuthorized(request)
            ? shelf.handle(
                request, new Shelf.Owner("user", Shapes.USER), path.subList(1, path.size()))
            : Optional.of(Errors.error(401, "Unauthorized"));
  }

  private Reply exchange(Request request) {
    if (!tokens.isApiToken(request.header("Authorization").orElse(""))) {
      return Errors.error(401, "Unauthorized");
    }
    return Reply.json(200, Shapes.object().put("token", tokens.issue("")));
  }

  private Reply self(Request request) {
    if (!isAuthorized(request)) {
      return Errors.error(401, "Unauthorized");
    }
    ObjectNode body = Shapes.object();
    ObjectNode user = body.putObject("user");
    Shapes.user(user);
    return Reply.json(200, body);
  }

  private boolean isAuthorized(Request request) {
    return request
        .header("Authorization")
        .flatMap(tokens::audience)
        .filter(String::isEmpty)
        .isPresent();
  }

  /// Answers also without a token, as the real one does.
  private Reply regions(String host) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("regions");
    for (Inventory.Region region : estate.regions().values()) {
      String base = host + "/" + region.name;
      list.addObject()
          .put("name", region.name)
          .put("display_name", region.displayName)
          .put("api", base)
          .put("dashboard", base + "/dashboard")
          .put("database_api", base)
          .put("ssh", "ssh.%s.scalingo.com:22".formatted(region.name))
          .put("default", region.isDefault);
    }
    return Reply.json(200, body);
  }

  private Reply inRegion(RegionCall call) {
    if (call.region().down) {
      return Reply.html(503);
    }
    String api = call.rest().isEmpty() ? "" : call.segment(0);
    return switch (api) {
      case "api" -> databases.handle(call.without(1));
      case "v1" -> appsApi(call.without(1));
      case "sources" -> archive(call);
      default -> Errors.error(404, "not found");
    };
  }

  /// Addresses that are given away are good for themselves, for who has no token.
  private static Reply archive(RegionCall call) {
    return switch (call.request().method()) {
      case "GET" -> Reply.text(200, "");
      case "PUT" -> Reply.empty(200);
      default -> Errors.error(404, "not found");
    };
  }

  private Reply appsApi(RegionCall call) {
    Optional<Reply> open = RegionRoutes.open(call);
    if (open.isPresent()) {
      return open.get();
    }
    if (!isAuthorized(call.request())) {
      return Errors.error(401, "Unauthorized");
    }
    return switch (call.route()) {
      case "GET/apps" -> apps.list(call);
      case "POST/apps" -> apps.create(call, Optional.empty());
      default -> region.handle(call).orElseGet(() -> inApp(call));
    };
  }

  private Reply inApp(RegionCall call) {
    if (call.rest().size() < 2 || !call.segment(0).equals("apps")) {
      return Errors.error(404, "not found");
    }
    Optional<EmulatedApp> app =
        call.region()
            .find(call.segment(1))
            .filter(
                it -> estate.dialect.is("app-own-id", "stays") || it.name.equals(call.segment(1)));
    if (app.isEmpty()) {
      return Errors.notFound("app");
    }
    RegionCall inside = call.without(2);
    boolean change = !call.request().method().equals("GET");
    if (change && app.get().frozen && inside.rest().stream().noneMatch(HARMLESS::contains)) {
      int status = Integer.parseInt(estate.dialect.position("frozen-app").substring(7));
      return Errors.error(status, "the application is being migrated");
    }
    return apps.handle(inside, app.get())
        .or(() -> config.handle(inside, app.get()))
        .or(() -> addons.handle(inside, app.get()))
        .or(() -> deployments.handle(inside, app.get()))
        .or(() -> oneOffs.handle(inside, app.get()))
        .or(() -> migrations.handle(inside, app.get()))
        .or(() -> kept(inside, app.get()))
        .or(() -> Nothing.inApp(inside, app.get()))
        .orElseGet(() -> Errors.error(404, "not found"));
  }

  private Optional<Reply> kept(RegionCall call, EmulatedApp app) {
    if (call.rest().size() < 3) {
      return shelf.handle(call.request(), new Shelf.Owner("app", app.id), call.rest());
    }
    return app.addon(call.segment(1))
        .filter(_ -> call.segment(0).equals("addons"))
        .flatMap(addon ->
            shelf.handle(
                call.request(),
                new Shelf.Owner("addon", addon.id),
                call.rest().subList(2, call.rest().size())));
  }

  /// A custom domain that apps of several regions have leads to one that runs: whoever keeps its
  /// name sees to that.
  @Override
  public synchronized Reply visit(String host) {
    estate.settle();
    List<EmulatedApp> apps =
        estate.regions().values().stream()
            .filter(region -> !region.down)
            .flatMap(region -> region.apps.values().stream())
            .filter(app -> app.answersFor(host))
            .toList();
    if (apps.isEmpty()) {
      return VendorApi.super.visit(host);
    }
    return apps.stream()
        .filter(app -> app.atRest().equals("running"))
        .findFirst()
        .map(app -> Reply.text(200, "Welcome to %s.\n".formatted(app.name)))
        .orElse(Reply.text(503, "This app is stopped.\n"));
  }

  @Override
  public String meaning(Request request) {
    if (request.method().equals("GET")) {
      return "";
    }
    JsonNode body = request.json().orElseGet(Shapes::object);
    List<String> parts = new ArrayList<>();
    request.header("X-Dry-Run").ifPresent(value -> parts.add("dry run: " + value));
    for (String field : List.of("step", "scope", "current_name", "new_name", "name")) {
      if (body.path(field).isString()) {
        parts.add(field + ": " + body.path(field).asString(""));
      }
    }
    body.path("containers")
        .forEach(
            one -> parts.add(one.path("name").asString("") + ": " + one.path("amount").asInt(0)));
    body.path("variables").forEach(one -> parts.add(one.path("name").asString("")));
    for (String root : List.of("app", "migration", "domain", "addon", "deployment")) {
      for (String field :
          List.of("name", "destination", "dst_app_name", "addon_provider_id", "git_ref")) {
        if (body.path(root).path(field).isString()) {
          parts.add(field + ": " + body.path(root).path(field).asString(""));
        }
      }
    }
    return String.join(", ", parts);
  }

  @Override
  public Reply failure(int status) {
    return switch (status) {
      case 404 -> Errors.notFound("app");
      case 422 -> Errors.field("base", "was refused by the operator");
      case 402 ->
          Reply.json(
              402,
              Shapes.object()
                  .put("name", "free-trial-exceeded")
                  .put("error", "Payment method required")
                  .put("url", "https://dashboard.scalingo.com/billing"));
      default -> Errors.error(status, "injected by the operator");
    };
  }

  @Override
  public Reply throttled() {
    return Reply.text(429, "Retry later\n");
  }

  @Override
  public synchronized void expireToken(Request request) {
    request.header("Authorization").ifPresent(tokens::revoke);
  }

  @Override
  public synchronized Reply operate(Request request) {
    estate.settle();
    return operator.handle(request);
  }
}
