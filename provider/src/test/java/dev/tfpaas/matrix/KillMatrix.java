package dev.tfpaas.matrix;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.resources.life.PaasClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Disturbs one scenario at its points and compares what becomes of it with the undisturbed run.
final class KillMatrix {
  /// What differs from run to run because time passes, or because only the last apply's part of the
  /// work is shown.
  private static final Set<String> PASSING =
      Set.of("runbook", "last_switch", "source_backup_at", "redirect_until");

  private final Scenario scenario;
  private final Path directory;
  private final Ending expected;
  private final List<String> events;
  private final Set<String> irreversible;

  /// One place and way to disturb a run.
  ///
  /// @param event the number of the event
  /// @param blow what happens there
  record Point(int event, Blow blow) {}

  /// How a run ended, as far as it lasts.
  private record Ending(
      String state, List<String> standing, List<String> calls, Set<String> violations) {}

  /// Runs a scenario undisturbed, which gives its points.
  KillMatrix(Scenario scenario, Path directory) {
    this.scenario = scenario;
    this.directory = directory;
    Scene scene = begin();
    try (Theatre theatre = scene.theatre()) {
      int before = theatre.calls().size();
      theatre.tap.watch();
      scene.run().orFail();
      this.events = theatre.tap.events();
      this.irreversible =
          theatre.tap.irreversible().stream().map(Theatre::withoutIds).collect(Collectors.toSet());
      this.expected = end(scene, before);
    }
  }

  private Scene begin() {
    try {
      return scenario.begin(Files.createTempDirectory(directory, "point"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Returns every point of the scenario.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int event = 0; event < events.size(); event++) {
      for (Blow blow : Blow.values()) {
        points.add(new Point(event, blow));
      }
    }
    return points;
  }

  /// Returns the first point that a text begins.
  Point at(Blow blow, String event) {
    for (int number = 0; number < events.size(); number++) {
      if (events.get(number).startsWith(event)) {
        return new Point(number, blow);
      }
    }
    throw new AssertionError("%s has no \"%s\", but %s".formatted(scenario, event, events));
  }

  /// Disturbs the scenario at a point; returns what is wrong then.
  Optional<String> run(Point point) {
    String where = "%s, %s %s".formatted(scenario, point.blow(), events.get(point.event()));
    Scene scene = begin();
    try (Theatre theatre = scene.theatre()) {
      int before = theatre.calls().size();
      Outcome disturbed = disturb(scene, point);
      Scene next = afterwards(scene, point);
      List<String> problems = new ArrayList<>();
      Outcome resumed = next.run();
      if (resumed.failed()) {
        problems.add("the next apply fails: " + resumed.errors());
      }
      Outcome plan = next.plan();
      if (plan.action() != Outcome.Action.NO_OP || plan.failed()) {
        problems.add(
            "the plan after it is not empty: %s %s".formatted(plan.action(), plan.diagnostics()));
      }
      compare(end(next, before), point, problems);
      return problems.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s:%n  %s%n  the disturbed apply said %s%n  log:%n    %s"
                  .formatted(
                      where,
                      String.join("\n  ", problems),
                      disturbed.diagnostics(),
                      String.join("\n    ", theatre.log)));
    } catch (RuntimeException | AssertionError failure) {
      return Optional.of(where + ": " + failure);
    }
  }

  private static Outcome disturb(Scene scene, Point point) {
    scene.theatre().tap.arm(point.event(), point.blow(), scene.driver()::requestStop);
    return scene.run();
  }

  /// Returns the scene as the next process finds it, with what Terraform stored.
  private static Scene afterwards(Scene disturbed, Point point) {
    disturbed.theatre().reopen();
    disturbed.theatre().tap.watch();
    if (point.blow().answerIsKept()) {
      disturbed.driver().clearStop();
      return disturbed;
    }
    LifecycleDriver<PaasClient> fresh = disturbed.theatre().driver(disturbed.type());
    disturbed.stored().ifPresent(stored -> fresh.restore(stored.state(), stored.facts()));
    return disturbed.with(fresh);
  }

  private Ending end(Scene ended, int before) {
    Map<String, Value> state = new TreeMap<>();
    ended.aftermath().run();
    ended.theatre().rest(Duration.ofMinutes(20));
    ended.driver().refresh();
    Value stored = ended.driver().state();
    if (!stored.isNull()) {
      state.putAll(stored.asMap());
      state.keySet().removeAll(PASSING);
    }
    List<String> calls = ended.theatre().calls();
    return new Ending(
        Theatre.withoutIds(state.toString()),
        ended.theatre().standing(),
        calls.subList(before, calls.size()),
        ended.theatre().violations().stream().map(Theatre::withoutIds).collect(Collectors.toSet()));
  }

  private void compare(Ending ending, Point point, List<String> problems) {
    if (!ending.state().equals(expected.state())) {
      problems.add("the state is %s, undisturbed %s".formatted(ending.state(), expected.state()));
    }
    if (!ending.standing().equals(expected.standing())) {
      problems.add(
          "the platform is %s, undisturbed %s".formatted(ending.standing(), expected.standing()));
    }
    // Where a vendor's API leaves no way around one, the undisturbed run breaks it too.
    Set<String> broken = new TreeSet<>(ending.violations());
    broken.removeAll(expected.violations());
    if (!broken.isEmpty()) {
      problems.add("violations: " + broken);
    }
    Map<String, Integer> usual = counted(expected.calls());
    counted(ending.calls())
        .forEach((call, times) -> {
          boolean again = times > usual.getOrDefault(call, 0);
          if (again && mustNotBeRepeated(call, point.blow())) {
            problems.add("%s was made %d times".formatted(call, times));
          }
        });
  }

  /// Who stops may go back, and then makes those calls again.
  private boolean mustNotBeRepeated(String call, Blow blow) {
    boolean mayGoBack = blow != Blow.PROVIDER_KILLED && !irreversible.contains(call);
    return scenario.tellsWhatIsUnderWay() ? !mayGoBack : scenario.begins(call);
  }

  private static Map<String, Integer> counted(List<String> calls) {
    Map<String, Integer> counted = new HashMap<>();
    calls.forEach(call -> counted.merge(call, 1, Integer::sum));
    return counted;
  }
}
