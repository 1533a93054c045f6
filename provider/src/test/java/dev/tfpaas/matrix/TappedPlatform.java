package dev.tfpaas.matrix;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// A platform whose runbooks a tap sees.
///
/// @param current the platform as this process has it open; another one after the process died
/// @param tap sees the calls
record TappedPlatform(Supplier<Platform> current, Tap tap) implements Platform {

  private static <T> Capability<T> tapped(Capability<T> capability, Function<T, T> tapping) {
    return switch (capability) {
      case Capability.Offered<T>(T offered) -> Capability.offered(tapping.apply(offered));
      case Capability.Missing<T> missing -> missing;
    };
  }

  @Override
  public String name() {
    return current.get().name();
  }

  @Override
  public Set<String> underWay() {
    return current.get().underWay();
  }

  @Override
  public Apps apps() {
    return current.get().apps();
  }

  @Override
  public Capability<AppClones> appClones() {
    return tapped(current.get().appClones(), it -> new Clones(it, tap));
  }

  @Override
  public Capability<Replications> replications() {
    return tapped(current.get().replications(), it -> new TappedReplications(it, tap));
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return tapped(current.get().failoverGroups(), it -> new Groups(it, tap));
  }

  @Override
  public Capability<RegionMigrations> regionMigrations() {
    return tapped(current.get().regionMigrations(), it -> new Migrations(it, tap));
  }

  private record Clones(AppClones of, Tap tap) implements AppClones {
    @Override
    public Set<String> unsupportedAttributes() {
      return of.unsupportedAttributes();
    }

    @Override
    public boolean movesInPlace() {
      return of.movesInPlace();
    }

    @Override
    public boolean bringsToRegion() {
      return of.bringsToRegion();
    }

    @Override
    public List<Problem> check(CloneSpec spec) {
      return of.check(spec);
    }

    @Override
    public String idOf(CloneSpec spec) {
      return of.idOf(spec);
    }

    @Override
    public Optional<String> begun(App found, CloneSpec spec) {
      return of.begun(found, spec);
    }

    @Override
    public Runbook create(CloneSpec spec) {
      return tap.on(of.create(spec));
    }

    @Override
    public Runbook update(App app, CloneSpec was, CloneSpec spec) {
      return tap.on(of.update(app, was, spec));
    }

    @Override
    public Runbook delete(App app) {
      return tap.on(of.delete(app));
    }

    @Override
    public List<String> differences(App clone, Set<String> overrides) {
      return of.differences(clone, overrides);
    }
  }

  private record TappedReplications(Replications of, Tap tap) implements Replications {
    @Override
    public Optional<Replication> find(String id) {
      return of.find(id);
    }

    @Override
    public String idOf(ReplicationSpec spec) {
      return of.idOf(spec);
    }

    @Override
    public List<Problem> check(Optional<Replication> replication, ReplicationSpec spec) {
      return of.check(replication, spec);
    }

    @Override
    public Runbook create(ReplicationSpec spec) {
      return tap.on(of.create(spec));
    }

    @Override
    public Runbook update(Replication replication, ReplicationSpec spec) {
      return tap.on(of.update(replication, spec));
    }

    @Override
    public Runbook delete(Replication replication, OnDestroy onDestroy) {
      return tap.on(of.delete(replication, onDestroy));
    }
  }

  private record Groups(FailoverGroups of, Tap tap) implements FailoverGroups {
    @Override
    public Set<String> unsupportedAttributes() {
      return of.unsupportedAttributes();
    }

    @Override
    public boolean addressFollowsActive(FailoverGroup group) {
      return of.addressFollowsActive(group);
    }

    @Override
    public Optional<FailoverGroup> find(String id) {
      return of.find(id);
    }

    @Override
    public Optional<String> existing(GroupSpec spec) {
      return of.existing(spec);
    }

    @Override
    public List<Problem> check(Optional<FailoverGroup> group, GroupSpec spec) {
      return of.check(group, spec);
    }

    @Override
    public Runbook create(GroupSpec spec, Side active) {
      return tap.on(of.create(spec, active));
    }

    @Override
    public Runbook update(FailoverGroup group, GroupSpec spec) {
      return tap.on(of.update(group, spec));
    }

    @Override
    public SwitchActs switchActs(FailoverGroup group, SwitchSpec spec) {
      return of.switchActs(group, spec);
    }

    @Override
    public Runbook switchOver(FailoverGroup group, SwitchSpec spec) {
      return tap.on(of.switchOver(group, spec));
    }

    @Override
    public Runbook finish(FailoverGroup group, SwitchSpec made) {
      return tap.on(of.finish(group, made));
    }

    @Override
    public Runbook delete(FailoverGroup group) {
      return tap.on(of.delete(group));
    }

    @Override
    public String trafficAfterDelete(FailoverGroup group) {
      return of.trafficAfterDelete(group);
    }
  }

  private record Migrations(RegionMigrations of, Tap tap) implements RegionMigrations {
    @Override
    public Set<String> unsupportedAttributes() {
      return of.unsupportedAttributes();
    }

    @Override
    public Optional<Migration> find(String id) {
      return of.find(id);
    }

    @Override
    public Optional<Migration> existing(MigrationSpec spec) {
      return of.existing(spec);
    }

    @Override
    public List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases) {
      return of.check(spec, allowLiveDatabases);
    }

    @Override
    public Runbook advance(
        Optional<Migration> migration, MigrationSpec spec, MigrationSpec.Phase to) {
      return tap.on(of.advance(migration, spec, to));
    }

    @Override
    public Runbook abort(Migration migration) {
      return tap.on(of.abort(migration));
    }
  }
}
