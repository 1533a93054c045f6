package dev.tfpaas.platform.local;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Visitor;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.WorldAccess;
import dev.tfpaas.world.WorldException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// The platform that lives in one directory and needs nothing else.
public final class LocalPlatform implements Platform {
  /// The platform's name.
  public static final String NAME = "local";

  private final LocalWorld world;
  private final LocalApps apps;
  private final LocalAppClones clones;
  private final LocalReplications replications;
  private final LocalFailoverGroups groups;
  private final LocalRegionMigrations migrations;

  private LocalPlatform(LocalWorld world) {
    this.world = world;
    LocalSteps steps = new LocalSteps(world);
    this.apps = new LocalApps(world);
    this.clones = new LocalAppClones(world, steps);
    this.replications = new LocalReplications(world);
    this.groups = new LocalFailoverGroups(world, steps);
    this.migrations = new LocalRegionMigrations(world);
  }

  /// Opens the platform; makes no file.
  ///
  /// @param directory where it is kept; made by the first change
  /// @param estate the file that says what exists at first; empty for the built-in estate
  /// @param clock gives the time
  /// @throws PlatformException of kind `CORRUPT` when the directory or the estate cannot be read;
  ///   the message names file and line
  public static LocalPlatform open(Path directory, Optional<Path> estate, Clock clock) {
    try {
      Estate first = estate.map(Estate::read).orElseGet(Estate::builtIn);
      return over(World.open(directory, first, clock));
    } catch (WorldException unusable) {
      throw new PlatformException(
          PlatformException.Kind.CORRUPT,
          NAME,
          "open " + directory,
          String.valueOf(unusable.getMessage()),
          false);
    }
  }

  /// Makes the platform of a world that is open already, wherever it is kept.
  public static LocalPlatform over(WorldAccess world) {
    return new LocalPlatform(new LocalWorld(world));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Apps apps() {
    return apps;
  }

  @Override
  public Set<String> underWay() {
    return world.read("GET /operations", View::underWay);
  }

  @Override
  public Incarnations incarnations() {
    return new LocalIncarnations(world);
  }

  /// Nothing listens anywhere: the model answers.
  @Override
  public Visitor visitor() {
    return visit ->
        new Visitor.Answer.Model(
            world.read(
                "GET " + visit,
                view ->
                    switch (visit.whom()) {
                      case Visitor.Whom.Group(String id) ->
                          view.group(id).map(it -> view.serves(it.answers())).orElse(false);
                      case Visitor.Whom.OneApp(String id) -> view.serves(id);
                    }));
  }

  @Override
  public Capability<AppClones> appClones() {
    return Capability.offered(clones);
  }

  @Override
  public Capability<Replications> replications() {
    return Capability.offered(replications);
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(groups);
  }

  @Override
  public Capability<RegionMigrations> regionMigrations() {
    return Capability.offered(migrations);
  }
}
