package dev.tfpaas.matrix;

import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What lasts of what a world is: everything but times and positions.
public final class Standing {
  private Standing() {}

  /// Returns one line for each thing.
  public static List<String> of(World world) {
    return world.read(Standing::of);
  }

  private static List<String> of(View view) {
    List<String> lines = new ArrayList<>();
    for (AppFact app : view.apps()) {
      lines.add(
          "app %s %s in %s size %s %s maintenance %s serves %s variables %s domains %s"
              .formatted(
                  app.name(),
                  app.environment(),
                  app.region(),
                  app.size(),
                  app.state(),
                  app.maintenance(),
                  view.serves(app.name()),
                  new TreeSet<>(app.variables().keySet()),
                  app.domains()));
      for (DatabaseFact it : view.databases(app.name())) {
        lines.add(
            "database %s %s writable %s closed %s follows %s of %s generation %d"
                .formatted(
                    it.name(),
                    it.role(),
                    view.writable(it),
                    // A platform that fenced it needs not be told so.
                    it.readOnly() || it.fenced(),
                    it.follows().map(DatabaseFact.Follows::app),
                    it.dataSet(),
                    it.lineage().generation()));
      }
    }
    view.replications().forEach(it -> lines.add(it.toString()));
    for (GroupFact group : view.groups()) {
      lines.add(
          "group %s %s and %s domains %s active %s busy %s switched %s"
              .formatted(
                  group.id(),
                  group.primary(),
                  group.secondary(),
                  group.domains(),
                  group.active(),
                  group.busy(),
                  group
                      .last()
                      .map(it -> it.to() + " " + it.mode() + " " + it.finishedAt().isPresent())));
    }
    for (MigrationFact it : view.migrations()) {
      lines.add("migration %s %s busy %s".formatted(it.id(), it.status(), it.busy()));
    }
    return lines;
  }
}
