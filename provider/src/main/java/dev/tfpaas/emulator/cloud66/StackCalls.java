package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks`: list, read, create, redeploy.
final class StackCalls {
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final Model model;
  private final FileCalls files;

  StackCalls(Model model, FileCalls files) {
    this.model = model;
    this.files = files;
  }

  Reply list(Request request) {
    Map<String, String> query = request.query();
    List<ObjectNode> shown =
        model.stacks().stream()
            .filter(stack -> !model.now().isBefore(stack.listedFrom))
            .map(this::json)
            .filter(json -> matches(json, "name", query.get("filter_name")))
            .filter(json -> matches(json, "environment", query.get("filter_environment")))
            .filter(json -> matches(json, "git", query.get("filter_git_repo")))
            .filter(json -> matches(json, "git_branch", query.get("filter_git_branch")))
            .toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  private boolean matches(ObjectNode json, String field, @Nullable String wanted) {
    String value = json.path(field).asString("");
    return wanted == null
        || wanted.isEmpty()
        || switch (model.options.dialect().position("stack-filter")) {
          case "contains" -> value.contains(wanted);
          case "exact" -> value.equals(wanted);
          default -> true;
        };
  }

  Reply read(String uid) {
    return Envelope.one(json(model.stack(uid)));
  }

  ObjectNode json(StackState stack) {
    AppFact app = model.app(stack);
    boolean up = model.look(view -> view.reachable(app));
    boolean rails = !stack.containers;
    String at = stack.createdAt.toString();
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("uid", stack.uid);
    json.put("name", stack.name);
    json.put("git", "git@example.com:acme/%s.git".formatted(stack.name));
    json.put("git_branch", "main");
    json.put("environment", app.environment());
    json.put("cloud", cloud(app).map(this::shown).orElse("no_cloud"));
    json.put("fqdn", fqdn(stack));
    json.put("language", rails ? "ruby" : "");
    json.put("framework", rails ? "rails" : "docker");
    json.put("status", status(app));
    json.put("health", health(app, up));
    json.put("last_activity", at);
    json.put("last_activity_iso", at);
    json.put("maintenance_mode", app.maintenance());
    json.put("has_loadbalancer", false);
    json.put("created_at", SPACED.format(stack.createdAt));
    json.put("updated_at", SPACED.format(stack.createdAt));
    json.put("deploy_directory", "/var/deploy/" + stack.name);
    json.put("cloud_status", "partial");
    json.put("created_at_iso", at);
    json.put("updated_at_iso", at);
    json.putNull("redeploy_hook");
    json.put("backend", "");
    json.put("version", "1");
    json.put("revision", "1");
    json.put("is_busy", app.state() == AppFact.State.CREATING);
    json.put("account_id", AccountCalls.ACCOUNT);
    json.put("account_name", "Acme");
    json.put("is_cluster", false);
    json.put("is_inside_cluster", false);
    json.putNull("cluster_name");
    json.putNull("application_address");
    json.put("configstore_namespace", uuid(stack.uid));
    json.putArray("namespaces");
    return json;
  }

  private static String uuid(String hex) {
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20, 32));
  }

  private Optional<String> cloud(AppFact app) {
    return model.look(view -> view.region(app.region())).map(RegionFact::cloud);
  }

  private String shown(String cloud) {
    return model.options.dialect().is("stack-cloud-name", "display-name")
        ? CloudCalls.displayName(cloud)
        : cloud;
  }

  private static int status(AppFact app) {
    return app.state() == AppFact.State.CREATING ? 6 : 1;
  }

  private static int health(AppFact app, boolean up) {
    if (!up) {
      return 4;
    }
    return switch (app.state()) {
      case CREATING -> 1;
      case RUNNING -> 3;
      case MOVING -> 2;
      case STOPPED -> 0;
    };
  }

  /// Creates and builds a containerised stack. The world makes apps by copying only, so that the
  /// new app is a copy of the one whose files were given, or of any.
  Reply create(Body body) {
    String name = body.need("name");
    String environment = body.need("environment");
    String service = body.need("service_yaml");
    Optional<String> manifest = body.text("manifest_yaml");
    boolean place =
        Stream.of("cloud", "region", "size", "build_type")
            .allMatch(it -> body.text(it).isPresent());
    if (manifest.isEmpty() && !place) {
      throw ApiError.bad("Either manifest_yaml or cloud, region, size and build_type are needed");
    }
    refuseTwins(name, environment);
    new CloudCalls(model).check(body.text("cloud"), body.text("region"), body.text("size"));
    StackState source = source(service);
    Optional<String> region =
        body.text("region").or(() -> manifest.flatMap(it -> FileCalls.value(it, "region")));
    Optional<String> size =
        body.text("size").or(() -> manifest.flatMap(it -> FileCalls.value(it, "size")));
    List<String> engines = FileCalls.databases(service);
    String app = free(name, environment);
    AppOperations.Copy copy =
        new AppOperations.Copy(
            source.app,
            app,
            Optional.of(environment),
            region,
            size,
            Map.of(),
            Optional.of(engines),
            false);
    model.change(
        Caller.API,
        "POST /stacks " + app,
        draft -> {
          AppOperations.copy(draft, copy);
          engines.forEach(engine -> AppOperations.addDatabase(draft, app, engine));
        });
    Instant listed = model.now().plus(model.options.listedAfter());
    StackState made = new StackState(app, model.life(app), name, true, model.now(), listed);
    files.versions(made, "service_yaml").add(model.version(service, ""));
    manifest.ifPresent(text -> {
      files.versions(made, "manifest_yaml").add(model.version(text, ""));
      FileCalls.variables(text).forEach((key, value) -> model.set(made, key, value));
    });
    model.add(made);
    Duration takes = model.timing(Timing.CLONE);
    return ActionCalls.reply(model, model.record(made, "stack_create", "", takes, ""));
  }

  private void refuseTwins(String name, String environment) {
    boolean twin =
        model.stacks().stream()
            .anyMatch(
                it -> it.name.equals(name) && model.app(it).environment().equals(environment));
    if (twin && model.options.dialect().is("stack-name-clash", "refused")) {
      throw ApiError.unprocessable("Name has already been taken");
    }
  }

  /// Comments are kept, and mean nothing.
  private StackState source(String service) {
    List<String> wanted = meant(service);
    return model.stacks().stream()
        .filter(
            it -> it.services.stream().anyMatch(version -> meant(version.body()).equals(wanted)))
        .findFirst()
        .or(() -> model.stacks().stream().findFirst())
        .orElseThrow(() -> ApiError.bad("There is nothing to build from"));
  }

  private static List<String> meant(String yaml) {
    return yaml.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /// Returns a name for the world's app: names may repeat in other environments.
  String free(String name, String environment) {
    Set<String> taken = Set.copyOf(model.look(View::apps).stream().map(AppFact::name).toList());
    String candidate = taken.contains(name) ? name + "-" + environment : name;
    for (int i = 2; taken.contains(candidate); i++) {
      candidate = name + "-" + environment + "-" + i;
    }
    return candidate;
  }

  /// Reboots servers; the world's apps do not notice.
  Reply reboot(String uid) {
    return ActionCalls.reply(
        model,
        model.record(model.stack(uid), "stack_reboot", "", model.timing(Timing.CONFIGURE), ""));
  }

  Reply redeploy(String uid, Body body) {
    StackState stack = model.stack(uid);
    ActionState action =
        model.record(
            stack,
            "application_deployment",
            body.text("user_reference").orElse(""),
            model.timing(Timing.CONFIGURE),
            "");
    return Envelope.one(
        Envelope.JSON
            .objectNode()
            .put("ok", true)
            .put("message", "Stack queued for redeployment")
            .put("queued", true)
            .put("async_action_id", action.id()));
  }

  /// The name by which a stack answers.
  static String fqdn(StackState stack) {
    return stack.name + "-" + stack.uid.substring(0, 6) + ".c66.me";
  }
}
