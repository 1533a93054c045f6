package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.scalingo.EmulatedMigration.MigrationStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the phases of a migration do, step by step in time.
///
/// The names of the checks, of the abort's steps and `Import github configuration` are attested;
/// the others are ours.
final class MigrationMachine {
  private static final List<String> PREPARE =
      List.of("Create new app", "Import last deployment", "Import github configuration");
  private static final List<String> DATA =
      List.of("Stop the old app", "Backup databases", "Restore databases");
  private static final List<String> FINALIZE = List.of("Start the new app", "Redirect traffic");
  private static final List<String> ABORT =
      List.of(
          "Abort: Start the old app",
          "Abort: Delete deployment",
          "Abort: Delete new app",
          "Restore app status");

  private final Inventory estate;
  private final AddonRoutes addons;

  /// By app, the name of the step that is to fail, and what it notes.
  private final Map<String, Map.Entry<String, String>> failures = new HashMap<>();

  /// Counts the phases of each migration, so that an abort overtakes the phase that runs.
  private final Map<String, Integer> generation = new HashMap<>();

  MigrationMachine(Inventory estate, AddonRoutes addons) {
    this.estate = estate;
    this.addons = addons;
  }

  /// Lets a step of an app's next phase fail.
  void fail(String app, String step, String logs) {
    failures.put(app, Map.entry(step, logs));
  }

  void run(EmulatedApp app, EmulatedMigration migration, String phase) {
    begin(migration);
    switch (phase) {
      case "preflight" -> preflight(app, migration);
      case "prepare" -> {
        app.showsFrozen = estate.dialect.is("migrating-status", "migrating");
        app.frozen = true;
        work(app, migration, PREPARE, () -> prepare(app, migration), "prepared");
      }
      case "data" -> {
        app.halt();
        work(app, migration, DATA, () -> data(app, migration), "data-migrated");
      }
      default -> work(app, migration, FINALIZE, () -> complete(app, migration), "done");
    }
  }

  private void begin(EmulatedMigration migration) {
    migration.status = "running";
    migration.finishedAt = Optional.empty();
    generation.merge(migration.id, 1, Integer::sum);
  }

  private boolean overtaken(EmulatedMigration migration, int mine) {
    return generation.getOrDefault(migration.id, 0) != mine;
  }

  /// Makes one step after the other; the effect comes with the last one.
  private void work(
      EmulatedApp app,
      EmulatedMigration migration,
      List<String> names,
      Runnable effect,
      String goal) {
    int mine = generation.getOrDefault(migration.id, 0);
    Optional<Map.Entry<String, String>> failure =
        Optional.ofNullable(failures.get(app.name)).filter(it -> names.contains(it.getKey()));
    int things = 0;
    for (String name : names) {
      MigrationStep step = new MigrationStep(estate.uuid(), name);
      boolean fails = failure.map(it -> it.getKey().equals(name)).orElse(false);
      boolean last = name.equals(names.getLast());
      at(migration, mine, things++, () -> migration.steps.add(step));
      at(
          migration,
          mine,
          things,
          () -> {
            step.status = fails ? "error" : "done";
            if (fails) {
              step.logs = failure.orElseThrow().getValue();
              failures.remove(app.name);
              end(migration, "error");
            } else if (last) {
              effect.run();
              end(migration, goal);
            }
          });
      if (fails) {
        return;
      }
    }
  }

  private void at(EmulatedMigration migration, int mine, int things, Runnable effect) {
    Runnable guarded =
        () -> {
          if (!overtaken(migration, mine)) {
            effect.run();
          }
        };
    if (things == 0) {
      guarded.run();
    } else {
      estate.later(things, guarded);
    }
  }

  private void end(EmulatedMigration migration, String status) {
    migration.status = status;
    migration.finishedAt = Optional.of(estate.now());
  }

  /// All checks are made, and the umbrella tells how they went.
  private void preflight(EmulatedApp app, EmulatedMigration migration) {
    int mine = generation.getOrDefault(migration.id, 0);
    String nameCheck =
        "Check if the name %s is available on %s"
            .formatted(migration.destinationApp, migration.destination);
    List<String> names =
        List.of(
            "Check addon versions",
            "Check certificate validity",
            "Check addons compatibility",
            nameCheck);
    Map<String, String> found = new HashMap<>();
    Optional.ofNullable(failures.remove(app.name))
        .ifPresent(it -> found.put(it.getKey(), it.getValue()));
    if (destination(migration).find(migration.destinationApp).isPresent()) {
      found.put(nameCheck, "name is already used");
    }
    int things = 0;
    for (String name : names) {
      MigrationStep step = new MigrationStep(estate.uuid(), name);
      at(migration, mine, things++, () -> migration.steps.add(step));
      at(
          migration,
          mine,
          things,
          () -> {
            step.status = found.containsKey(name) ? "error" : "done";
            step.logs = found.getOrDefault(name, "");
          });
    }
    at(migration, mine, things, () -> umbrella(migration, found.isEmpty()));
  }

  private void umbrella(EmulatedMigration migration, boolean good) {
    MigrationStep all = new MigrationStep(estate.uuid(), "Preflight checks");
    all.status = good ? "done" : "error";
    all.logs = good ? "" : "A preflight failed, aborting migration.";
    migration.steps.add(all);
    end(migration, good ? "preflight-success" : "preflight-error");
  }

  private Inventory.Region destination(EmulatedMigration migration) {
    return Optional.ofNullable(estate.regions().get(migration.destination)).orElseThrow();
  }

  /// Makes the empty copy: configuration and code, no add-ons, not started.
  private void prepare(EmulatedApp app, EmulatedMigration migration) {
    EmulatedApp copy =
        new EmulatedApp(
            estate.hexId(), migration.destination, migration.destinationApp, estate.now());
    copy.deployedAt = app.deployedAt;
    copy.status = app.wasDeployed() ? "stopped" : "new";
    copy.forceHttps = app.forceHttps;
    copy.stickySession = app.stickySession;
    copy.routerLogs = app.routerLogs;
    app.containers.forEach(
        it -> copy.containers.add(new EmulatedApp.Container(it.name, it.amount, it.size)));
    app.variables
        .values()
        .forEach(it ->
            copy.variables.put(
                it.name(), new EmulatedApp.Variable(estate.hexId(), it.name(), it.value())));
    app.addons.forEach(
        addon -> copy.variables.keySet().removeIf(name -> ofAddon(name, addon.provider)));
    for (EmulatedApp.Domain domain : app.domains) {
      EmulatedApp.Domain same =
          new EmulatedApp.Domain(estate.hexId(), domain.name, domain.letsencrypt, estate.now());
      same.canonical = domain.canonical;
      same.certificate = domain.certificate;
      copy.domains.add(same);
    }
    app.collaborators.stream()
        .filter(it -> it.accepted)
        .forEach(it ->
            copy.collaborators.add(
                new EmulatedApp.Collaborator(estate.hexId(), it.email, it.limited, true)));
    if (!app.deployments.isEmpty()) {
      EmulatedApp.Deployment last = app.deployments.getLast();
      EmulatedApp.Deployment same =
          new EmulatedApp.Deployment(estate.uuid(), last.gitRef, estate.now());
      same.status = "success";
      copy.deployments.add(same);
    }
    destination(migration).apps.put(copy.id, copy);
    migration.newAppId = copy.id;
  }

  private static boolean ofAddon(String name, String provider) {
    return name.equals("SCALINGO_%s_URL".formatted(provider.toUpperCase(java.util.Locale.ROOT)));
  }

  private Optional<EmulatedApp> copy(EmulatedMigration migration) {
    return Optional.ofNullable(destination(migration).apps.get(migration.newAppId));
  }

  /// Provisions the same add-ons; their names and passwords are others.
  private void data(EmulatedApp app, EmulatedMigration migration) {
    copy(migration)
        .ifPresent(copy -> {
          for (EmulatedApp.Addon addon : app.addons) {
            EmulatedApp.Addon made = addons.add(copy, addon.provider, addon.plan);
            made.version = addon.version;
            made.status = "running";
          }
        });
  }

  private void complete(EmulatedApp app, EmulatedMigration migration) {
    if (!app.atRest().equals("stopped")) {
      app.halt();
    }
    app.frozen = false;
    app.newRegion = migration.destination;
    String left =
        estate.dialect.is("migration-source-after-the-end", "running") ? "running" : "stopped";
    app.status = app.wasDeployed() ? left : "new";
    copy(migration).ifPresent(copy -> copy.status = copy.atRest());
  }

  /// Says `aborting` first, and then undoes, whatever there is to undo; all steps are listed also
  /// when there is nothing.
  void abort(EmulatedApp app, EmulatedMigration migration) {
    begin(migration);
    migration.status = "aborting";
    migration.steps.stream()
        .filter(step -> step.status.equals("running"))
        .forEach(step -> {
          step.status = "error";
          step.logs = "interrupted by an abort";
        });
    int mine = generation.getOrDefault(migration.id, 0);
    at(
        migration,
        mine,
        1,
        () -> {
          migration.status = "running";
          work(app, migration, ABORT, () -> undo(app, migration), "aborted");
        });
  }

  private void undo(EmulatedApp app, EmulatedMigration migration) {
    destination(migration).apps.remove(migration.newAppId);
    migration.newAppId = "";
    app.frozen = false;
    app.resume();
  }
}
