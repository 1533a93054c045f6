package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StopSignal;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.ViolationFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A local platform in a directory, the world beneath it, and a clock that only moves when told.
final class Stage {
  final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final Path directory;
  final LocalPlatform platform;
  final World world;

  Stage(Path parent) {
    directory = parent.resolve(".paas");
    platform = LocalPlatform.open(directory, Optional.empty(), clock);
    world = World.open(directory, Estate.builtIn(), clock);
  }

  AppClones clones() {
    return platform.appClones().get().orElseThrow();
  }

  Replications replications() {
    return platform.replications().get().orElseThrow();
  }

  FailoverGroups groups() {
    return platform.failoverGroups().get().orElseThrow();
  }

  RegionMigrations migrations() {
    return platform.regionMigrations().get().orElseThrow();
  }

  static CloneSpec clone(String name) {
    return new CloneSpec(
        "shop",
        name,
        Optional.empty(),
        Optional.of("eu-central"),
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of(),
        Optional.empty(),
        true,
        Optional.empty());
  }

  static ReplicationSpec replicate(String source, String replica, String engine) {
    return new ReplicationSpec(source, replica, engine, false, Optional.empty());
  }

  static final GroupSpec PAIR =
      new GroupSpec(
          Optional.of("shop"), "shop", Optional.of("shop-dr"), Set.of("shop.example.com"));

  /// Makes a clone with both databases replicated, behind one address.
  Stage formed() {
    done(clones().create(clone("shop-dr")));
    done(replications().create(replicate("shop", "shop-dr", "postgresql")));
    done(replications().create(replicate("shop", "shop-dr", "redis")));
    done(groups().create(PAIR, Side.PRIMARY));
    clock.move(Duration.ofSeconds(5));
    return this;
  }

  Outcome run(Runbook runbook) {
    return run(runbook, StopSignal.NEVER);
  }

  Outcome run(Runbook runbook, StopSignal stop) {
    return new Runner(clock, clock, log::add).run(runbook, stop);
  }

  /// Runs to the end and returns the mutating calls that were logged meanwhile.
  List<String> done(Runbook runbook) {
    int before = world.calls().size();
    Outcome outcome = run(runbook);
    if (!(outcome instanceof Outcome.Completed)) {
      throw new AssertionError(runbook.title() + ": " + outcome);
    }
    return callsAfter(before);
  }

  List<String> callsAfter(int before) {
    List<CallEntry> calls = world.calls();
    return calls.subList(before, calls.size()).stream().map(CallEntry::call).toList();
  }

  /// Checks that calls are the planned ones, in order but for those that are made at once.
  static void assertMade(List<String> calls, Runbook runbook) {
    assertThat(calls).hasSameSizeAs(runbook.steps());
    int from = 0;
    for (Runbook.Part part : runbook.parts()) {
      for (Runbook.Stage together : part.stages()) {
        int to = from + together.steps().size();
        assertThat(calls.subList(from, to))
            .containsExactlyInAnyOrderElementsOf(planned(runbook).subList(from, to));
        from = to;
      }
    }
  }

  static List<String> planned(Runbook runbook) {
    return runbook.steps().stream().map(step -> step.call().toString()).toList();
  }

  FailoverGroup group() {
    return groups().find("shop").orElseThrow();
  }

  App app(String id) {
    return platform.apps().find(id).orElseThrow();
  }

  Replication replication(String engine) {
    return replications().find("shop:shop-dr:" + engine).orElseThrow();
  }

  Runbook switchTo(Side side, SwitchSpec.Mode mode) {
    return ContractStage.switchOver(
        groups(),
        group(),
        new SwitchSpec(side, mode, true, List.of(replication("postgresql"), replication("redis"))));
  }

  /// Does something as a person at a dashboard.
  void dashboard(String call, Consumer<Draft> change) {
    world.call(Caller.DASHBOARD, call, change);
  }

  <T> T look(Function<View, T> query) {
    return world.read(query);
  }

  boolean serves(String app) {
    return world.read(view -> view.serves(app));
  }

  List<String> violations() {
    return look(view -> view.violations().stream().map(ViolationFact::rule).toList());
  }
}
