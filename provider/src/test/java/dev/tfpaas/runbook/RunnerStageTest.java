package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Steps that are made at once.
class RunnerStageTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Bench bench = new Bench();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  /// A step of a platform that may be called by several threads.
  private Step step(String name, Action act) {
    AtomicBoolean there = new AtomicBoolean();
    return bench
        .with(
            name,
            () -> new Probe.Reading(there.get(), "not yet"),
            () -> {
              events.add(name);
              act.run();
              there.set(true);
            })
        .undoneBy("un-" + name, Call.of("DELETE", "/" + name), () -> events.add("un-" + name));
  }

  private Step step(String name) {
    return step(name, () -> {});
  }

  private Step refused(String name) {
    return step(
        name,
        () -> {
          throw Bench.refused(name + " says no");
        });
  }

  private Outcome run(Runbook.OnFailure onFailure, Runbook.Stage... stages) {
    return run(Runbook.staged("test", List.of(), List.of(stages), onFailure));
  }

  private Outcome run(Runbook runbook) {
    List<String> log = Collections.synchronizedList(bench.log);
    return new Runner(bench.clock, bench.clock, log::add).run(runbook, bench::reason);
  }

  private static Runbook.Stage stage(Step... steps) {
    return new Runbook.Stage(List.of(steps));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  void stepsOfAStageAreUnderWayTogetherAndTheNextStageWaitsForAll() {
    CyclicBarrier together = new CyclicBarrier(3);
    Action meet =
        () -> {
          try {
            together.await(LONG.toSeconds(), TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException cause) {
            throw new AssertionError("made one by one", cause);
          }
        };

    Outcome outcome =
        run(
            Runbook.OnFailure.KEEP,
            stage(step("a")),
            stage(step("b", meet), step("c", meet), step("d", meet)),
            stage(step("e")));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(events).startsWith("a").endsWith("e").hasSize(5);
  }

  @Test
  void failedStepCutsNoOtherOffAndGoingBackWaitsForCallsInFlight() {
    CountDownLatch failed = new CountDownLatch(1);
    Step slow =
        step(
            "slow",
            () -> {
              await(failed);
              events.add("slow has ended");
            });
    Step bad =
        step(
            "bad",
            () -> {
              failed.countDown();
              throw Bench.refused("no");
            });

    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(slow, bad),
            stage(step("never")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> {
              assertThat(it.step().title()).isEqualTo("bad");
              assertThat(it.wentBack()).isTrue();
            });
    assertThat(events).doesNotContain("never").endsWith("un-first");
    assertThat(events.subList(events.indexOf("slow has ended") + 1, events.size()))
        .containsExactlyInAnyOrder("un-slow", "un-bad", "un-first");
  }

  @Test
  void failuresBesideTheFirstAreTold() {
    Outcome outcome = run(Runbook.OnFailure.KEEP, stage(refused("a"), step("b"), refused("c")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> {
              assertThat(it.step().title()).isEqualTo("a");
              assertThat(it.warnings()).containsExactly("c shop failed too: c says no");
            });
    assertThat(events).contains("b");
  }

  @Test
  void whatMayFailIsWarnedOfInTheOrderOfThePlan() {
    Outcome outcome =
        run(
            Runbook.OnFailure.KEEP,
            stage(
                refused("a").marked(Step.Mark.BEST_EFFORT),
                step("b"),
                refused("c").marked(Step.Mark.BEST_EFFORT)));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.warnings())
        .containsExactly(
            "a shop was not possible: a says no", "c shop was not possible: c says no");
  }

  @Test
  void whatCommitsAtOncePassesOneGateOnceAndBeforeAnyCall() {
    AtomicInteger readings = new AtomicInteger();
    Step.Gate drained =
        new Step.Gate(
            "drained",
            () -> {
              assertThat(events).isEmpty();
              return new Probe.Reading(readings.incrementAndGet() == 4, "behind");
            });

    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(
                step("a").marked(Step.Mark.COMMIT).after(drained),
                step("b").marked(Step.Mark.COMMIT).after(drained),
                step("c").marked(Step.Mark.COMMIT).after(drained)));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(readings).hasValue(4);
    assertThat(events).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void gateThatNeverHoldsLeavesAllOfAStageUncalled() {
    Step.Gate drained = new Step.Gate("drained", () -> Probe.Reading.pending("behind"));

    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(
                step("a").marked(Step.Mark.COMMIT).after(drained),
                step("b").marked(Step.Mark.COMMIT).after(drained)));

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Failed.class, it -> assertThat(it.wentBack()).isTrue());
    assertThat(events).containsExactly("first", "un-first");
  }

  @Test
  void commitThatIsUnderWayIsNotGoneBackFromThoughTheGateOfAnotherNeverHolds() {
    Step underWay =
        bench
            .with("a", () -> Probe.Reading.underWay("being turned off"), () -> events.add("a"))
            .marked(Step.Mark.COMMIT);
    Step.Gate drained = new Step.Gate("drained", () -> Probe.Reading.pending("behind"));

    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(underWay.after(drained), step("b").marked(Step.Mark.COMMIT).after(drained)));

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Failed.class, it -> assertThat(it.wentBack()).isFalse());
    assertThat(events).containsExactly("first");
  }

  @Test
  void oneOfSeveralThatCommitsKeepsAllAlthoughAnotherWasRefused() {
    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(refused("a").marked(Step.Mark.COMMIT), step("b").marked(Step.Mark.COMMIT)),
            stage(step("never")));

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Failed.class, it -> assertThat(it.wentBack()).isFalse());
    assertThat(events).containsExactlyInAnyOrder("first", "a", "b");
  }

  @Test
  void refusalOfAllThatCommitGoesBack() {
    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(refused("a").marked(Step.Mark.COMMIT), refused("b").marked(Step.Mark.COMMIT)));

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Failed.class, it -> assertThat(it.wentBack()).isTrue());
    assertThat(events).endsWith("un-first");
  }

  @Test
  void stopThatComesWhileACommitIsInFlightLeavesNothingHalfMade() {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch refusedOnce = new CountDownLatch(1);
    Step commits =
        step(
                "commits",
                () -> {
                  inFlight.countDown();
                  await(refusedOnce);
                })
            .marked(Step.Mark.COMMIT);
    AtomicInteger tries = new AtomicInteger();
    Step again =
        step(
                "again",
                () -> {
                  await(inFlight);
                  if (tries.incrementAndGet() == 1) {
                    bench.stopAsked = true;
                    refusedOnce.countDown();
                    throw Bench.throttled("not yet");
                  }
                })
            .marked(Step.Mark.COMMIT);

    Outcome outcome =
        run(
            Runbook.OnFailure.GO_BACK,
            stage(step("first")),
            stage(commits, again),
            stage(step("open").marked(Step.Mark.UNSAFE)),
            stage(step("move")),
            stage(step("never")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Stopped.class,
            it -> {
              assertThat(it.step().title()).isEqualTo("never");
              assertThat(it.wentBack()).isFalse();
            });
    assertThat(events).containsOnlyOnce("commits").endsWith("open", "move");
  }

  @Test
  void interruptEndsTheWaitsOfAllAndStaysSet() {
    Step waits =
        bench.with("waits", () -> Probe.Reading.pending("nothing"), () -> events.add("waits"));
    Step alsoWaits =
        bench.with(
            "also waits", () -> Probe.Reading.pending("nothing"), () -> events.add("also waits"));

    Runbook runbook =
        Runbook.staged("test", List.of(), List.of(stage(waits, alsoWaits)), Runbook.OnFailure.KEEP);

    Thread.currentThread().interrupt();
    Outcome outcome =
        new Runner(Clock.systemUTC(), Sleeper.THREAD, events::add).run(runbook, bench::reason);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> assertThat(it.cause()).hasMessageContaining("interrupted while waiting"));
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void errorOfTheMachineReachesTheCaller() {
    Step fatal =
        step(
            "fatal",
            () -> {
              throw new OutOfMemoryError("none left");
            });

    assertThatThrownBy(() -> run(Runbook.OnFailure.KEEP, stage(fatal, step("b"))))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(events).contains("b");
  }

  @Test
  void stageNeedsAStepAndWhatCommitsAtOnceTheSameGateAndNothingElse() {
    Step.Gate one = new Step.Gate("one", () -> Probe.Reading.holds("open"));
    Step.Gate other = new Step.Gate("other", () -> Probe.Reading.holds("open"));

    assertThatThrownBy(() -> stage()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            stage(
                step("a").marked(Step.Mark.COMMIT).after(one),
                step("b").marked(Step.Mark.COMMIT).after(other)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stage(step("a").marked(Step.Mark.COMMIT), step("b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stepsOfAStageShareANumberInThePlan() {
    Runbook runbook =
        Runbook.staged(
                "test",
                List.of(),
                List.of(stage(step("a")), stage(step("b"), step("c"))),
                Runbook.OnFailure.KEEP)
            .then(Runbook.of("more", List.of(step("d"))));

    assertThat(runbook.lines())
        .extracting(line -> line.substring(0, 5))
        .containsExactly("1   a", "2a  b", "2b  c", "3   d");
  }

  @Test
  void thereAreLettersForAnyNumberOfSteps() {
    Step[] many = new Step[28];
    for (int at = 0; at < many.length; at++) {
      many[at] = step("s");
    }

    List<String> lines =
        Runbook.staged("test", List.of(), List.of(stage(many)), Runbook.OnFailure.KEEP).lines();

    assertThat(lines.get(25)).startsWith("1z ");
    assertThat(lines.get(26)).startsWith("1aa ");
    assertThat(lines.get(27)).startsWith("1ab ");
  }
}
