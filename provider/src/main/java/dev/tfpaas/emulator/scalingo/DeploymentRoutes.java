package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Deployments of an app.
final class DeploymentRoutes {
  private static final List<String> PHASES = List.of("building", "pushing", "starting");

  private final Inventory estate;
  private int failures;

  DeploymentRoutes(Inventory estate) {
    this.estate = estate;
  }

  /// Lets the next deployment fail.
  void failNext() {
    failures++;
  }

  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET/deployments" -> Optional.of(list(call, app));
      case "POST/deployments" -> Optional.of(deploy(call, app));
      case "GET/deployments/*" ->
          Optional.of(
              find(call, app)
                  .map(it -> one(200, call, app, it))
                  .orElseGet(() -> Errors.notFound("deployment")));
      case "GET/deployments/*/output" ->
          Optional.of(
              find(call, app)
                  .map(it -> Reply.text(200, "-----> " + it.status + "\n"))
                  .orElseGet(() -> Errors.notFound("deployment")));
      default -> Optional.empty();
    };
  }

  private static Optional<EmulatedApp.Deployment> find(RegionCall call, EmulatedApp app) {
    return app.deployments.stream().filter(it -> it.id.equals(call.segment(1))).findFirst();
  }

  private Reply list(RegionCall call, EmulatedApp app) {
    List<EmulatedApp.Deployment> all =
        estate.dialect.is("deployments-order", "oldest-first")
            ? app.deployments
            : app.deployments.reversed();
    List<ObjectNode> shown =
        all.stream().map(it -> Shapes.deployment(call.address(), app, it)).toList();
    return Pages.of(call.request(), "deployments", shown);
  }

  private static Reply one(
      int status, RegionCall call, EmulatedApp app, EmulatedApp.Deployment deployment) {
    ObjectNode body = Shapes.object();
    body.set("deployment", Shapes.deployment(call.address(), app, deployment));
    return Reply.json(status, body);
  }

  private Reply deploy(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("deployment");
    if (wanted.path("source_url").asString("").isEmpty()) {
      return Errors.field("source_url", "can't be blank");
    }
    EmulatedApp.Deployment made =
        new EmulatedApp.Deployment(
            estate.uuid(), wanted.path("git_ref").asString(""), estate.now());
    app.deployments.add(made);
    boolean fails = failures > 0;
    failures -= fails ? 1 : 0;
    int things = 1;
    for (String phase : fails ? PHASES.subList(0, 1) : PHASES) {
      estate.later(things++, () -> made.status = phase);
    }
    estate.later(things, () -> end(app, made, fails));
    return one(201, call, app, made);
  }

  /// The first deployment starts one web container.
  private void end(EmulatedApp app, EmulatedApp.Deployment made, boolean failed) {
    made.status = failed ? "build-error" : "success";
    made.finishedAt = Optional.of(estate.now());
    if (failed) {
      return;
    }
    if (app.containers.isEmpty()) {
      app.containers.add(new EmulatedApp.Container("web", 1, "M"));
    }
    app.deployedAt = Optional.of(estate.now());
    if (!app.busy()) {
      app.status = app.atRest();
    }
  }
}
