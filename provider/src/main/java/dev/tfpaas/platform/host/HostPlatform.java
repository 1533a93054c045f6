package dev.tfpaas.platform.host;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.host.ground.Ground;
import java.nio.file.Path;
import java.time.Clock;

/// The platform of this machine's own processes.
public final class HostPlatform implements Platform {
  /// The platform's name.
  static final String NAME = "host";

  private final HostReading reading;
  private final HostSteps steps;

  private HostPlatform(HostReading reading) {
    this.reading = reading;
    this.steps = new HostSteps(reading);
  }

  /// Opens the platform; starts nothing, and makes no file.
  ///
  /// @param directory where `paas host up` keeps it
  /// @param clock gives the time
  public static HostPlatform open(Path directory, Clock clock) {
    Machines machines = new Machines(new Ground(directory));
    return new HostPlatform(
        new HostReading(machines, new HostCalls(directory.resolve("calls.log"), clock)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Apps apps() {
    return new HostApps(reading);
  }

  @Override
  public Incarnations incarnations() {
    return new HostIncarnations(reading);
  }

  @Override
  public Capability<AppClones> appClones() {
    return Capability.offered(new HostAppClones(reading, steps));
  }

  @Override
  public Capability<Replications> replications() {
    return Capability.offered(new HostReplications(reading, steps));
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(new HostFailoverGroups(reading, steps));
  }

  @Override
  public Capability<RegionMigrations> regionMigrations() {
    return Capability.missing(
        "an app of this machine is moved neither live nor by one call",
        "clone the app to the other region, replicate its database and switch a failover group");
  }
}
