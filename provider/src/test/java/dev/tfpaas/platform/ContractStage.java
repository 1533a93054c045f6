package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.function.Supplier;

/// A platform with something on it, for [PlatformContract].
public interface ContractStage extends AutoCloseable {

  /// Returns the platform.
  Platform platform();

  /// Makes the steps of a runbook, in a time that moves only when somebody waits.
  Outcome run(Runbook runbook);

  /// Returns an app that is there from the start.
  String app();

  /// Returns an identifier of the platform's form that no app has.
  String noApp();

  /// Returns a copy of an app that can be made.
  CloneSpec clone(String name);

  /// Forms a failover group of two apps, the first one active, with all that belongs to it.
  ///
  /// @return the group that was formed
  GroupSpec form();

  /// Returns the replications that a switch of the formed group hands over, as read.
  List<Replication> replications();

  /// Makes whatever a migration needs, and returns one that can be made.
  MigrationSpec migration();

  /// Returns every call so far that was meant to change something, tokens aside.
  List<String> changes();

  /// Returns how many calls there were so far, as far as they are counted.
  int calls();

  /// Returns the monitors' findings: what broke an invariant.
  List<String> violations();

  /// Returns every line that was logged.
  List<String> log();

  @Override
  void close();

  /// Returns the apps of the platform.
  default Apps apps() {
    return platform().apps();
  }

  /// Returns how the platform copies apps.
  default AppClones clones() {
    return platform().appClones().get().orElseThrow();
  }

  /// Returns how the platform switches.
  default FailoverGroups groups() {
    return platform().failoverGroups().get().orElseThrow();
  }

  /// Returns how the platform moves apps.
  default RegionMigrations migrations() {
    return platform().regionMigrations().get().orElseThrow();
  }

  /// Returns the group that was formed, as it is now.
  default FailoverGroup group(GroupSpec spec) {
    return groups().existing(spec).flatMap(groups()::find).orElseThrow();
  }

  /// Returns a planned switch of a group to its second place, or what is left of it.
  default Runbook switchOver(FailoverGroup group) {
    return switchOver(
        groups(),
        group,
        new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, replications()));
  }

  /// Returns a switch of a group, or what is left of it where traffic has moved.
  static Runbook switchOver(FailoverGroups groups, FailoverGroup group, SwitchSpec spec) {
    return group.active() == spec.to()
        ? groups.finish(group, spec)
        : groups.switchOver(group, spec);
  }

  /// Makes the steps of a runbook, which must all succeed.
  default void done(Runbook runbook) {
    assertThat(run(runbook))
        .as("%s%n%s", runbook.lines(), log())
        .isInstanceOf(Outcome.Completed.class);
  }

  /// Makes a runbook twice, which asks nobody, and returns it.
  default Runbook pure(Supplier<Runbook> maker) {
    int before = calls();
    Runbook once = maker.get();

    assertThat(maker.get().lines()).isEqualTo(once.lines()).isNotEmpty();
    assertThat(calls()).as("calls to make a runbook").isEqualTo(before);
    return once;
  }
}
