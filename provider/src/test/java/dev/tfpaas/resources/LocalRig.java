package dev.tfpaas.resources;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StopSignal;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A local platform in a directory of its own, a clock that only moves when somebody waits on it,
/// and what a test does to the platform behind Terraform's back.
public final class LocalRig {
  public final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  public final Platform platform;
  private final World world;
  private final Runner runner;
  private final List<Event> events = new ArrayList<>();

  /// Something that happens while somebody waits.
  private record Event(Duration at, Runnable what) {}

  public LocalRig(Path directory) {
    this.platform = LocalPlatform.open(directory, Optional.empty(), clock);
    this.world = World.open(directory, Estate.builtIn(), clock);
    this.runner = new Runner(clock, this::sleep, _ -> {});
  }

  private void sleep(Duration pause) throws InterruptedException {
    clock.sleep(pause);
    Iterator<Event> all = List.copyOf(events).iterator();
    while (all.hasNext()) {
      Event event = all.next();
      if (clock.elapsed().compareTo(event.at()) >= 0) {
        events.remove(event);
        event.what().run();
      }
    }
  }

  /// Lets something happen once somebody has waited that long from now.
  public void during(Duration from, Runnable what) {
    events.add(new Event(clock.elapsed().plus(from), what));
  }

  public PaasClient client() {
    return client(platform);
  }

  public PaasClient client(Platform other) {
    return PaasClient.of(other, runner, clock);
  }

  public PaasClient incompleteClient() {
    return PaasClient.incomplete(
        dev.tfpaas.framework.cty.Path.root().attribute("token"), runner, clock);
  }

  /// One object of a resource, as Terraform would manage it.
  public LifecycleDriver<PaasClient> driver(Life<?, ?> resource) {
    return driver(resource, client());
  }

  public LifecycleDriver<PaasClient> driver(Life<?, ?> resource, PaasClient client) {
    return LifecycleDriver.of(new Incarnated(resource), client);
  }

  /// Acts on the platform like a person at its dashboard.
  public void outside(String call, Consumer<Draft> change) {
    world.call(Caller.DASHBOARD, call, change);
  }

  /// Executes a runbook like another user of the platform.
  public void outside(Runbook runbook) {
    if (!(runner.run(runbook, StopSignal.NEVER) instanceof dev.tfpaas.runbook.Outcome.Completed)) {
      throw new AssertionError("not completed: " + runbook.lines());
    }
  }

  public App app(String id) {
    return platform.apps().find(id).orElseThrow();
  }

  /// Returns the calls that were made so far, the oldest first.
  public List<String> calls() {
    return world.calls().stream().map(CallEntry::call).toList();
  }

  /// Returns the calls that were made since there were that many.
  public List<String> callsSince(int count) {
    return calls().subList(count, calls().size());
  }

  /// Tells whether every line of a runbook is, in order, one of these calls and there are no
  /// others.
  public static boolean areThePlanned(List<String> calls, Outcome plan) {
    List<String> lines =
        plan.get(RunbookAttribute.NAME).asList().stream().map(it -> it.asString()).toList();
    Iterator<String> line = lines.iterator();
    return lines.size() == calls.size()
        && calls.stream().allMatch(call -> line.next().contains("  " + call + "  "));
  }

  /// Returns diagnostics as `path: summary: detail`.
  public static List<String> texts(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(it -> it.path() + ": " + it.summary() + ": " + it.detail())
        .toList();
  }
}
