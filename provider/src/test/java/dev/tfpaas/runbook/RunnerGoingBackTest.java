package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Going back, the commit that ends it, and interrupts.
class RunnerGoingBackTest {
  private final Bench bench = new Bench();

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  private Step broken(String name) {
    return bench.with(
        name,
        () -> {
          bench.calls.add(name + "!");
          throw Bench.refused("no");
        });
  }

  private static boolean wentBack(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> throw new AssertionError("completed");
      case Outcome.Stopped stopped -> stopped.wentBack();
      case Outcome.Failed failed -> failed.wentBack();
    };
  }

  @Test
  void whatWasMadeIsUndoneLastFirst() {
    Outcome outcome =
        bench.goBack(bench.reversible("a"), bench.step("b"), bench.reversible("c"), broken("d"));

    assertThat(wentBack(outcome)).isTrue();
    assertThat(bench.calls).containsExactly("a", "b", "c", "d!", "un-c", "un-a");
    assertThat(bench.log).contains("c shop: undone by un-c");
  }

  @Test
  void theFailedStepItselfIsUndoneBecauseItMayHaveHappened() {
    Outcome outcome = bench.goBack(bench.reversible(broken("a")));

    assertThat(wentBack(outcome)).isTrue();
    assertThat(bench.calls).containsExactly("a!", "un-a");
  }

  @Test
  void stepsOfAnInterruptedRunAreUndoneToo() {
    Runbook resumed =
        Runbook.reversible(
            "switch",
            List.of(bench.reversible("maintenance"), bench.reversible("fence")),
            List.of(broken("detach")));

    assertThat(wentBack(bench.run(resumed))).isTrue();
    assertThat(bench.calls).containsExactly("detach!", "un-fence", "un-maintenance");
  }

  @Test
  void aStepFoundDoneByItsProbeIsUndoneToo() {
    bench.facts.add("maintenance");

    bench.goBack(bench.reversible("maintenance"), broken("detach"));

    assertThat(bench.calls).containsExactly("detach!", "un-maintenance");
  }

  @Test
  void nothingIsUndoneAfterACommit() {
    Outcome outcome =
        bench.goBack(
            bench.reversible("a"),
            bench.reversible("detach").marked(Step.Mark.COMMIT),
            broken("promote"));

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a", "detach", "promote!");
  }

  @Test
  void nothingIsUndoneWhenAnEarlierRunCommitted() {
    Runbook resumed =
        Runbook.reversible(
            "switch",
            List.of(bench.reversible("a"), bench.step("detach").marked(Step.Mark.COMMIT)),
            List.of(broken("promote")));

    assertThat(wentBack(bench.run(resumed))).isFalse();
    assertThat(bench.calls).containsExactly("promote!");
  }

  @Test
  void aCommitFoundDoneByItsProbeCommits() {
    bench.facts.add("detach");

    Outcome outcome =
        bench.goBack(
            bench.reversible("a"),
            bench.step("detach").marked(Step.Mark.COMMIT),
            broken("promote"));

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a", "promote!");
  }

  @Test
  void aCommitThatIsUnderWayCommits() {
    Step underWay =
        bench
            .with("detach", () -> Probe.Reading.underWay("busy"), () -> bench.call("detach"))
            .marked(Step.Mark.COMMIT);

    Outcome outcome = bench.goBack(bench.reversible("a"), underWay);

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a");
  }

  @Test
  void aRefusedCommitGoesBack() {
    Outcome outcome =
        bench.goBack(bench.reversible("a"), broken("detach").marked(Step.Mark.COMMIT));

    assertThat(wentBack(outcome)).isTrue();
    assertThat(bench.calls).containsExactly("a", "detach!", "un-a");
  }

  @Test
  void aCommitOfUnclearOutcomeCountsAsMadeEvenIfItsEffectIsNotSeenYet() {
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  bench.calls.add("detach!");
                  throw Bench.broken("timeout");
                })
            .marked(Step.Mark.COMMIT);

    Outcome outcome = bench.goBack(bench.reversible("a"), commit);

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a", "detach!");
  }

  @Test
  void aCommitThatCannotBeReadAfterAFailedCallCountsAsMade() {
    AtomicInteger reads = new AtomicInteger();
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  if (reads.incrementAndGet() == 1) {
                    return Probe.Reading.pending("no");
                  }
                  throw Bench.lost("timeout");
                },
                () -> {
                  bench.calls.add("detach!");
                  throw Bench.broken("reset");
                })
            .marked(Step.Mark.COMMIT);

    Outcome outcome = bench.goBack(bench.reversible("a"), commit);

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a", "detach!");
  }

  @Test
  void anUnclearCommitThatIsRefusedWhenRepeatedStillCountsAsMade() {
    AtomicInteger tries = new AtomicInteger();
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  throw tries.incrementAndGet() == 1
                      ? Bench.lost("timeout")
                      : Bench.refused("busy");
                })
            .marked(Step.Mark.COMMIT);

    assertThat(wentBack(bench.goBack(bench.reversible("a"), commit))).isFalse();
    assertThat(bench.calls).containsExactly("a");
  }

  @Test
  void aCommitWhoseEffectIsSeenAfterAFailedCallGoesOn() {
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  bench.call("detach");
                  throw Bench.lost("reset");
                })
            .marked(Step.Mark.COMMIT);

    assertThat(bench.goBack(bench.reversible("a"), commit, bench.step("promote")))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("a", "detach", "promote");
  }

  @Test
  void aReadingThatFailsWhileWaitingAfterACommitDoesNotGoBack() {
    AtomicInteger reads = new AtomicInteger();
    Step commit =
        bench
            .with(
                "detach",
                () -> {
                  if (reads.incrementAndGet() == 1) {
                    return Probe.Reading.pending("no");
                  }
                  throw Bench.refused("token expired");
                },
                () -> bench.call("detach"))
            .marked(Step.Mark.COMMIT);

    Outcome outcome = bench.goBack(bench.reversible("a"), commit);

    assertThat(wentBack(outcome)).isFalse();
    assertThat(bench.calls).containsExactly("a", "detach");
  }

  @Test
  void anUndoThatFailsIsReportedAndTheOthersAreStillMade() {
    Step stubborn =
        bench
            .step("b")
            .undoneBy(
                "un-b",
                Call.of("DELETE", "/b", "{now: true}"),
                () -> {
                  throw Bench.refused("busy");
                });

    Outcome outcome = bench.goBack(bench.reversible("a"), stubborn, broken("c"));

    assertThat(wentBack(outcome)).isFalse();
    assertThat(outcome.warnings())
        .containsExactly("un-b shop (DELETE /b {now: true}) failed: busy");
    assertThat(bench.calls).containsExactly("a", "b", "c!", "un-a");
  }

  @Test
  void anUndoThatMayBeRepeatedIsRepeatedWithinTheBudget() {
    AtomicInteger tries = new AtomicInteger();
    Step step =
        bench
            .step("a")
            .undoneBy(
                "un-a",
                Call.of("DELETE", "/a"),
                () -> {
                  if (tries.incrementAndGet() < 4) {
                    throw Bench.lost("timeout");
                  }
                  bench.undo("a");
                });

    Outcome outcome = bench.goBack(step, broken("b"));

    assertThat(wentBack(outcome)).isTrue();
    assertThat(bench.facts).isEmpty();
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofMillis(500 + 750 + 1125));
  }

  @Test
  void anUndoThatNeverWorksIsGivenUpAfterTheStallLimit() {
    Step step =
        bench
            .step("a")
            .undoneBy(
                "un-a",
                Call.of("DELETE", "/a"),
                () -> {
                  throw Bench.lost("timeout");
                });

    Outcome outcome = bench.goBack(step, broken("b"));

    assertThat(wentBack(outcome)).isFalse();
    assertThat(outcome.warnings()).containsExactly("un-a shop (DELETE /a) failed: timeout");
    assertThat(bench.clock.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(65));
  }

  @Test
  void theUndoOfABestEffortStepAgainstADeadSideIsTriedOnce() {
    Step step =
        bench
            .step("fence")
            .undoneBy(
                "unfence",
                Call.of("DELETE", "/fence"),
                () -> {
                  throw Bench.lost("timeout");
                })
            .marked(Step.Mark.BEST_EFFORT);

    assertThat(bench.goBack(step, broken("b")).warnings()).hasSize(1);
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void anInterruptEndsTheWaitGivesBackAndRestoresTheFlag() {
    Step slow =
        bench.with(
            "slow",
            () -> Probe.Reading.pending("no"),
            () -> {
              bench.calls.add("slow");
              Thread.currentThread().interrupt();
            });

    Outcome outcome = bench.goBack(bench.reversible("a"), slow);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(wentBack(outcome)).isTrue();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessage("interrupted while waiting"));
    assertThat(bench.calls).containsExactly("a", "slow", "un-a");
  }

  @Test
  void undoingRunsWithTheInterruptFlagDownSoThatItsCallsWork() {
    boolean[] flag = {true};
    Step step =
        bench
            .with("a", () -> bench.call("a"))
            .undoneBy(
                "un-a",
                Call.of("DELETE", "/a"),
                () -> flag[0] = Thread.currentThread().isInterrupted());
    Step interrupted =
        bench.with(
            "b",
            () -> {
              Thread.currentThread().interrupt();
              throw Bench.refused("closed by interrupt");
            });

    bench.goBack(step, interrupted);

    assertThat(flag[0]).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptWhileGoingBackEndsTheRepeatingOfAnUndo() {
    AtomicInteger tries = new AtomicInteger();
    Step step =
        bench
            .step("a")
            .undoneBy(
                "un-a",
                Call.of("DELETE", "/a"),
                () -> {
                  tries.incrementAndGet();
                  Thread.currentThread().interrupt();
                  throw Bench.lost("timeout");
                });

    Outcome outcome = bench.goBack(step, broken("b"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(wentBack(outcome)).isFalse();
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptInThePauseBetweenTwoUndosEndsTheRepeatingToo() {
    AtomicInteger tries = new AtomicInteger();
    Step step =
        bench
            .step("a")
            .undoneBy(
                "un-a",
                Call.of("DELETE", "/a"),
                () -> {
                  tries.incrementAndGet();
                  throw Bench.lost("timeout");
                });
    Runner runner =
        new Runner(
            bench.clock,
            _ -> {
              throw new InterruptedException();
            },
            bench.log::add);

    Outcome outcome =
        runner.run(
            Runbook.reversible("test", List.of(), List.of(step, broken("b"))), StopSignal.NEVER);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(wentBack(outcome)).isFalse();
    assertThat(tries).hasValue(2);
    assertThat(bench.log).contains("going back: interrupted while waiting");
  }
}
