package dev.tfpaas.emulator.scalingo;

import java.util.Optional;

/// What exists at first: one shop with everything that an app can have.
final class Demo {
  private Demo() {}

  static void fill(Inventory estate, AddonRoutes addons) {
    Inventory.Region paris = Optional.ofNullable(estate.regions().get("osc-fr1")).orElseThrow();
    EmulatedApp shop = runningApp(estate, paris, "shop-front");
    shop.forceHttps = true;
    shop.containers.clear();
    shop.containers.add(new EmulatedApp.Container("web", 2, "M"));
    shop.containers.add(new EmulatedApp.Container("worker", 1, "S"));
    shop.variables.put(
        "RACK_ENV", new EmulatedApp.Variable(estate.hexId(), "RACK_ENV", "production"));
    EmulatedApp.Domain domain =
        new EmulatedApp.Domain(estate.hexId(), "www.example.org", true, estate.now());
    domain.canonical = true;
    shop.domains.add(domain);
    shop.collaborators.add(
        new EmulatedApp.Collaborator(estate.hexId(), "bob@example.org", false, true));
    shop.collaborators.add(
        new EmulatedApp.Collaborator(estate.hexId(), "eve@example.org", true, false));
    EmulatedApp.Addon database = addons.add(shop, "postgresql", "postgresql-business-1024");
    database.status = "running";
  }

  /// Makes an app whose code was deployed and that runs.
  static EmulatedApp runningApp(Inventory estate, Inventory.Region region, String name) {
    EmulatedApp app = new EmulatedApp(estate.hexId(), region.name, name, estate.now());
    EmulatedApp.Deployment deployment =
        new EmulatedApp.Deployment(estate.uuid(), "v41", estate.now());
    deployment.status = "success";
    app.deployments.add(deployment);
    app.deployedAt = Optional.of(estate.now());
    app.containers.add(new EmulatedApp.Container("web", 1, "M"));
    app.status = "running";
    region.apps.put(app.id, app);
    return app;
  }
}
