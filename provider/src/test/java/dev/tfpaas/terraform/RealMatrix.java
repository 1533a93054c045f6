package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tfpaas.matrix.Standing;
import dev.tfpaas.world.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Disturbs one scenario with the real Terraform and real signals, at calls that stand still.
final class RealMatrix implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RealScenario scenario;
  private final Path temporary;
  private final Workspace template;
  private final List<String> calls;
  private final List<String> standing;

  /// One place and way to disturb a run.
  ///
  /// @param call the number of the call
  record Point(int call, Pause.Moment moment, Signals signals) {}

  /// Runs a scenario undisturbed, which gives its points.
  RealMatrix(RealScenario scenario, Path temporary) {
    this.scenario = scenario;
    this.temporary = temporary;
    this.template = scenario.template(temporary);
    try (Workspace workspace = copy()) {
      LocalCloud cloud = new LocalCloud(workspace);
      int before = made(cloud).size();
      scenario.in(workspace).run().succeeded();
      this.calls = made(cloud).subList(before, made(cloud).size());
      this.standing = Standing.of(cloud.world());
    }
  }

  private static List<String> made(LocalCloud cloud) {
    return cloud.exists() ? cloud.calls() : List.of();
  }

  private Workspace copy() {
    Workspace workspace = Workspace.in(temporary);
    AppliedExamples.copy(template.directory(), workspace.directory());
    return workspace.initialised();
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
    try (Workspace workspace = copy()) {
      LocalCloud cloud = new LocalCloud(workspace);
      int before = made(cloud).size();
      disturb(workspace, cloud, point);

      Finished next = scenario.in(workspace).run().succeeded();

      if (scenario.command().equals("destroy")) {
        assertThat(workspace.state().path("values").isMissingNode()).as(next.text()).isTrue();
      } else {
        workspace.assertNothingToDo();
      }
      assertThat(Standing.of(cloud.world())).as(next.toString()).isEqualTo(standing);
      assertThat(cloud.violations()).isEmpty();
      List<String> made = made(cloud).subList(before, made(cloud).size());
      if (point.signals() == Signals.PROVIDER_KILLED) {
        assertThat(made).doesNotHaveDuplicates();
      }
      assertThat(made.stream().filter(call -> call.startsWith("POST "))).doesNotHaveDuplicates();
    }
  }

  private void disturb(Workspace workspace, LocalCloud cloud, Point point) {
    Path world = cloud.directory();
    Pause.ask(world, point.moment(), calls.get(point.call()));
    Running run = scenario.in(workspace).start();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Pause.isReached(world) || !run.isAlive());
    assertThat(Pause.isReached(world)).as(run.output() + run.errors()).isTrue();
    List<ProcessHandle> providers = run.providers();
    assertThat(providers).isNotEmpty();
    strike(run, providers, point.signals());
    Pause.release(world);
    if (point.signals() != Signals.TERRAFORM_KILLED) {
      // An interrupt at the last call leaves nothing to stop, and the command succeeds.
      run.await();
    }
    await().atMost(PATIENCE).until(() -> providers.stream().noneMatch(ProcessHandle::isAlive));
    if (point.signals().leavesTime()) {
      assertThat(workspace.sockets()).isEmptyDirectory();
    }
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
    template.close();
  }
}
