package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tfpaas.world.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Disturbs one scenario with the real Terraform and real signals, at calls that stand still.
final class RealMatrix implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RealScenario scenario;
  private final RealScenario.Runs runs;
  private final List<String> calls;
  private final List<String> ending;
  private final List<String> violations;

  /// One place and way to disturb a run.
  ///
  /// @param call the number of the call
  record Point(int call, Pause.Moment moment, Signals signals) {}

  /// Runs a scenario undisturbed, which gives its points.
  RealMatrix(RealScenario scenario, Path temporary) {
    this.scenario = scenario;
    this.runs = scenario.prepare(temporary);
    try (RealRun run = runs.begin()) {
      run.command().run().succeeded();
      this.calls = List.copyOf(run.calls());
      this.ending = run.ending();
      this.violations = run.violations();
    }
  }

  /// Returns every point of the scenario.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      for (Pause.Moment moment : Pause.Moment.values()) {
        for (Signals signals : Signals.values()) {
          points.add(new Point(call, moment, signals));
        }
      }
    }
    return points;
  }

  /// Returns a point in words.
  String describe(Point point) {
    return "%s, %s at moment %s of %s"
        .formatted(scenario, point.signals(), point.moment(), calls.get(point.call()));
  }

  /// Disturbs the scenario at a point; fails when the next apply does not make of it what an
  /// undisturbed one does.
  void run(Point point) {
    try (RealRun run = runs.begin()) {
      Finished disturbed = disturb(run, point);

      Finished next = run.command().run().succeeded();

      String both = "%s%n%s".formatted(disturbed, next);
      Finished plan = run.told(run.workspace().planning()).run();
      if (run.destroys()) {
        assertThat(run.workspace().state().path("values").isMissingNode()).as(both).isTrue();
      } else {
        assertThat(plan.exited(0).text()).contains("No changes");
      }
      assertThat(run.ending()).as(both).isEqualTo(ending);
      // Where a vendor's API leaves no way around one, the undisturbed run breaks it too.
      assertThat(violations).as(both).containsAll(run.violations());
      assertThat(run.repeated(calls, point.signals())).as(both).isEmpty();
    }
  }

  private Finished disturb(RealRun run, Point point) {
    run.hold(point.moment(), calls, point.call());
    Running running = run.command().with("TMPDIR", run.workspace().sockets().toString()).start();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> run.isHeld() || !running.isAlive());
    assertThat(run.isHeld()).as(running.output() + running.errors()).isTrue();
    List<ProcessHandle> providers = running.providers();
    assertThat(providers).isNotEmpty();
    strike(running, providers, point.signals());
    run.release(point.signals());
    // An interrupt at the last call leaves nothing to stop, and the command succeeds.
    Finished finished = running.await();
    await().atMost(PATIENCE).until(() -> providers.stream().noneMatch(ProcessHandle::isAlive));
    if (point.signals().leavesTime()) {
      assertThat(run.workspace().sockets()).isEmptyDirectory();
    }
    return finished;
  }

  private static void strike(Running run, List<ProcessHandle> providers, Signals signals) {
    switch (signals) {
      case PROVIDER_KILLED -> providers.forEach(ProcessHandle::destroyForcibly);
      case TERRAFORM_KILLED -> run.killAlone();
      case INTERRUPTED -> interrupt(run);
      case INTERRUPTED_TWICE -> {
        interrupt(run);
        run.interruptAll();
      }
    }
  }

  private static void interrupt(Running run) {
    run.interruptAll();
    await().atMost(PATIENCE).until(() -> run.output().contains("Interrupt received"));
  }

  @Override
  public void close() {
    runs.close();
  }
}
