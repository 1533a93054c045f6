package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where a run ends when a stop is asked for.
class RunnerStopTest {
  private final Bench bench = new Bench();

  /// A step during whose call a stop is asked for.
  private Step stopping(String name) {
    return bench.reversible(
        bench.with(
            name,
            () -> {
              bench.call(name);
              bench.stopAsked = true;
            }));
  }

  /// A step whose effect takes a while, and during whose wait a stop is asked for.
  private Step slowAndStopped(String name) {
    Duration[] called = new Duration[1];
    return bench.reversible(
        bench.with(
            name,
            () -> {
              Duration now = bench.clock.elapsed();
              if (called[0] == null) {
                return Probe.Reading.pending("not called");
              }
              if (now.compareTo(called[0].plusSeconds(2)) >= 0) {
                bench.stopAsked = true;
              }
              boolean done = now.compareTo(called[0].plusSeconds(20)) >= 0;
              return new Probe.Reading(done, now.toString());
            },
            () -> {
              bench.calls.add(name);
              called[0] = bench.clock.elapsed();
            }));
  }

  private static void isStoppedAt(Outcome outcome, String next, boolean wentBack) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Stopped.class,
            stopped -> {
              assertThat(stopped.step().title()).isEqualTo(next);
              assertThat(stopped.reason()).isEqualTo("asked");
              assertThat(stopped.wentBack()).isEqualTo(wentBack);
            });
  }

  @Test
  void whatIsOnlyTriedMakesNoPlaceOfAnUnsafeOne() {
    Outcome outcome =
        bench.keep(
            stopping("open").marked(Step.Mark.UNSAFE),
            bench.step("tell").marked(Step.Mark.BEST_EFFORT),
            bench.step("move"),
            bench.step("last"));

    isStoppedAt(outcome, "last", false);
    assertThat(bench.calls).containsExactly("open", "tell", "move");
  }

  @Test
  void whatWasOnlyTriedBeforeMakesNoPlaceOfAnUnsafeOne() {
    bench.facts.addAll(List.of("promote", "fence"));
    bench.stopAsked = true;

    Outcome outcome =
        bench.run(
            Runbook.of(
                "resumed",
                List.of(
                    bench.step("promote").marked(Step.Mark.UNSAFE),
                    bench.step("fence").marked(Step.Mark.BEST_EFFORT)),
                List.of(bench.step("move"), bench.step("last")),
                Runbook.OnFailure.KEEP));

    isStoppedAt(outcome, "last", false);
  }

  @Test
  void aStopBeforeTheFirstStepMakesNothing() {
    bench.stopAsked = true;

    isStoppedAt(bench.keep(bench.step("a")), "a", false);

    assertThat(bench.calls).isEmpty();
  }

  @Test
  void aStopBeforeTheFirstStepGivesBackWhatAnInterruptedRunTook() {
    bench.stopAsked = true;

    Outcome outcome =
        bench.run(
            Runbook.reversible(
                "switch", List.of(bench.reversible("maintenance")), List.of(bench.step("detach"))));

    isStoppedAt(outcome, "detach", true);
    assertThat(bench.calls).containsExactly("un-maintenance");
  }

  @Test
  void aRunResumedAtAnUnsafePlaceGoesOnToASafeOne() {
    bench.stopAsked = true;
    Runbook resumed =
        Runbook.reversible(
            "switch",
            List.of(bench.step("detach").marked(Step.Mark.COMMIT)),
            List.of(
                bench.step("promote").marked(Step.Mark.UNSAFE),
                bench.step("move"),
                bench.step("z")));

    isStoppedAt(bench.run(resumed), "z", false);

    assertThat(bench.calls).containsExactly("promote", "move");
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.Mark.class,
      names = {"SAFE", "BEST_EFFORT"})
  void aRunThatKeepsStopsAfterASafeStep(Step.Mark mark) {
    isStoppedAt(bench.keep(stopping("a").marked(mark), bench.step("b")), "b", false);

    assertThat(bench.calls).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.Mark.class,
      names = {"UNSAFE", "COMMIT"})
  void aRunThatKeepsDoesNotStopAfterAnUnsafeStep(Step.Mark mark) {
    isStoppedAt(
        bench.keep(stopping("a").marked(mark), bench.step("b"), bench.step("c")), "c", false);

    assertThat(bench.calls).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.Mark.class,
      names = {"SAFE", "UNSAFE", "BEST_EFFORT"})
  void aRunThatGoesBackDoesSoFromAnyUncommittedPlace(Step.Mark mark) {
    isStoppedAt(bench.goBack(stopping("a").marked(mark), bench.step("b")), "b", true);

    assertThat(bench.calls).containsExactly("a", "un-a");
  }

  @Test
  void aRunThatCommittedGoesOnToTheNextSafePlace() {
    Outcome outcome =
        bench.goBack(
            stopping("detach").marked(Step.Mark.COMMIT),
            bench.step("promote").marked(Step.Mark.UNSAFE),
            bench.step("move"),
            bench.step("maintenance off"));

    isStoppedAt(outcome, "maintenance off", false);
    assertThat(bench.calls).containsExactly("detach", "promote", "move");
  }

  @Test
  void aStopDuringTheLastStepChangesNothing() {
    assertThat(bench.keep(stopping("a"))).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void aStopWhileASafeStepRunsLeavesItToThePlatform() {
    isStoppedAt(bench.keep(slowAndStopped("clone"), bench.step("b")), "clone", false);

    assertThat(bench.calls).containsExactly("clone");
    assertThat(bench.clock.elapsed()).isLessThan(Duration.ofSeconds(5));
    assertThat(bench.log).anyMatch(line -> line.startsWith("clone shop: left running after"));
  }

  @Test
  void aStopWhileABestEffortStepRunsLeavesItToThePlatform() {
    isStoppedAt(
        bench.keep(slowAndStopped("fence").marked(Step.Mark.BEST_EFFORT), bench.step("b")),
        "fence",
        false);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.Mark.class,
      names = {"UNSAFE", "COMMIT"})
  void aStopWhileAnUnsafeStepRunsIsHeededAtTheNextSafePlace(Step.Mark mark) {
    isStoppedAt(
        bench.keep(slowAndStopped("a").marked(mark), bench.step("b"), bench.step("c")), "c", false);

    assertThat(bench.clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aSafeStepAfterAnUnsafeOneIsFinishedBeforeAStop() {
    Outcome outcome =
        bench.keep(
            bench.step("promote").marked(Step.Mark.UNSAFE),
            slowAndStopped("move"),
            bench.step("b"));

    isStoppedAt(outcome, "b", false);
    assertThat(bench.clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aStopWhileAnUncommittedStepRunsGoesBackAtOnce() {
    isStoppedAt(
        bench.goBack(slowAndStopped("a").marked(Step.Mark.UNSAFE), bench.step("b")), "a", true);

    assertThat(bench.calls).containsExactly("a", "un-a");
    assertThat(bench.clock.elapsed()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aStopWhileWaitingForAGateEndsTheWaitBeforeTheCall() {
    Step gated =
        bench
            .step("detach")
            .marked(Step.Mark.COMMIT)
            .after(
                "lag is zero",
                () -> {
                  bench.stopAsked = true;
                  return Probe.Reading.pending("lag 4");
                });

    isStoppedAt(bench.goBack(bench.reversible("maintenance"), gated), "detach", true);

    assertThat(bench.calls).containsExactly("maintenance", "un-maintenance");
  }

  @Test
  void aStopAskedForWhileTheGateOpensIsHeededBeforeTheCall() {
    Step gated =
        bench
            .step("detach")
            .marked(Step.Mark.COMMIT)
            .after(
                "lag is zero",
                () -> {
                  bench.stopAsked = true;
                  return Probe.Reading.holds("lag 0");
                });

    isStoppedAt(bench.goBack(bench.reversible("maintenance"), gated), "detach", true);

    assertThat(bench.calls).containsExactly("maintenance", "un-maintenance");
  }

  @Test
  void aStopEndsTheReadingOfAPlatformThatDoesNotAnswer() {
    Step unreadable =
        bench.with(
            "a",
            () -> {
              bench.stopAsked = true;
              throw Bench.lost("timeout");
            },
            () -> bench.call("a"));

    isStoppedAt(bench.keep(unreadable), "a", false);

    assertThat(bench.calls).isEmpty();
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void aStopEndsTheRepeatingOfACall() {
    Step throttled =
        bench.with(
            "a",
            () -> {
              bench.calls.add("a!");
              bench.stopAsked = true;
              throw Bench.throttled("429");
            });

    isStoppedAt(bench.keep(throttled), "a", false);

    assertThat(bench.calls).containsExactly("a!");
  }

  @Test
  void aStopDoesNotEndTheRepeatingOfACommitWhoseOutcomeIsUnclear() {
    int[] tries = new int[1];
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  bench.stopAsked = true;
                  if (++tries[0] < 3) {
                    throw Bench.lost("timeout");
                  }
                  bench.call("detach");
                })
            .marked(Step.Mark.COMMIT);

    Outcome outcome =
        bench.goBack(bench.reversible("a"), commit, bench.step("move"), bench.step("z"));

    isStoppedAt(outcome, "z", false);
    assertThat(bench.calls).containsExactly("a", "detach", "move");
  }

  @Test
  void aStopIsNoticedWithinASliceOfALongPause() {
    Sleeper stopsAfterThreeSeconds =
        pause -> {
          bench.clock.sleep(pause);
          bench.stopAsked = bench.clock.elapsed().toSeconds() >= 13;
        };
    Step endless =
        bench.with(
            "clone",
            () -> Probe.Reading.pending(bench.clock.elapsed().toString()),
            () -> bench.calls.add("clone"));

    new Runner(bench.clock, stopsAfterThreeSeconds, bench.log::add)
        .run(Runbook.of("test", List.of(endless)), bench::reason);

    assertThat(bench.clock.elapsed()).isBetween(Duration.ofSeconds(13), Duration.ofMillis(13_500));
  }
}
