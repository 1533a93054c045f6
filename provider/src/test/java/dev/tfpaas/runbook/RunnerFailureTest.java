package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the runner makes of calls and readings that fail.
class RunnerFailureTest {
  private final Bench bench = new Bench();

  private Outcome.Failed failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }

  /// A step whose calls throw these one after the other, and then work.
  private Step failing(String name, RuntimeException... failures) {
    Deque<RuntimeException> left = new ArrayDeque<>(List.of(failures));
    return bench.with(
        name,
        () -> {
          if (!left.isEmpty()) {
            bench.calls.add(name + "!");
            throw left.removeFirst();
          }
          bench.call(name);
        });
  }

  @Test
  void aRefusedCallFailsTheRunAndKeepsWhatWasMade() {
    RuntimeException cause = Bench.refused("no such size");

    Outcome outcome = bench.keep(bench.reversible("a"), failing("b", cause), bench.step("c"));

    assertThat(failed(outcome).cause()).isSameAs(cause);
    assertThat(failed(outcome).step().title()).isEqualTo("b");
    assertThat(failed(outcome).wentBack()).isFalse();
    assertThat(bench.calls).containsExactly("a", "b!");
    assertThat(bench.log).contains("b shop: failed: no such size");
  }

  @Test
  void aCallThatFailedAfterItsEffectCountsAsMade() {
    Step step =
        bench.with(
            "a",
            () -> {
              bench.call("a");
              throw Bench.broken("connection reset");
            });

    Outcome outcome = bench.keep(step, bench.step("b"));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("a", "b");
  }

  @Test
  void aCallThatMayBeRepeatedIsRepeatedWithGrowingPauses() {
    Step step =
        failing("a", Bench.throttled("429"), Bench.lost("timeout"), Bench.throttled("429 again"));

    Outcome outcome = bench.keep(step);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("a!", "a!", "a!", "a");
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofMillis(500 + 750 + 1125));
    assertThat(bench.log).contains("a shop: repeating after: 429");
  }

  @Test
  void aCallThatMayNotBeRepeatedIsMadeOnce() {
    Outcome outcome = bench.keep(failing("a", Bench.broken("500")));

    assertThat(failed(outcome).cause()).hasMessage("500");
    assertThat(bench.calls).containsExactly("a!");
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void repeatingEndsAfterTheStallLimit() {
    Step step =
        bench.with(
            "a",
            () -> {
              bench.calls.add("a!");
              throw Bench.throttled("429");
            });

    Outcome outcome = bench.keep(step);

    assertThat(failed(outcome).cause()).hasMessage("429");
    assertThat(bench.clock.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(65));
    assertThat(bench.calls).hasSizeLessThan(20);
  }

  @Test
  void aReadingWithoutAnswerIsAskedAgainBeforeAnyCall() {
    AtomicInteger reads = new AtomicInteger();
    Probe probe =
        () -> {
          if (reads.incrementAndGet() <= 3) {
            throw Bench.lost("timeout");
          }
          return bench.read("a");
        };

    Outcome outcome = bench.keep(bench.with("a", probe, () -> bench.call("a")));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("a");
  }

  @Test
  void noAnswerForTheStallLimitFailsTheStepEvenWhenItsTextChanges() {
    AtomicInteger reads = new AtomicInteger();
    Probe probe =
        () -> {
          throw Bench.lost("request id " + reads.incrementAndGet());
        };

    Outcome outcome = bench.keep(bench.with("a", probe, () -> bench.call("a")));

    assertThat(failed(outcome).cause())
        .isInstanceOf(StepException.class)
        .hasMessageContaining("the last reading was not answered: request id ")
        .cause()
        .hasMessageContaining("request id");
    assertThat(bench.calls).isEmpty();
    assertThat(bench.clock.elapsed()).isLessThan(Duration.ofSeconds(66));
  }

  @Test
  void alternatingBetweenNoAnswerAndTheSameAnswerIsAStall() {
    AtomicInteger reads = new AtomicInteger();
    Probe probe =
        () -> {
          if (reads.incrementAndGet() % 2 == 0) {
            throw Bench.lost("timeout");
          }
          return Probe.Reading.pending("40%");
        };

    bench.keep(bench.with("a", probe, () -> bench.calls.add("a")));

    assertThat(bench.clock.elapsed()).isLessThan(Duration.ofSeconds(70));
  }

  @Test
  void aReadingThatCannotBeRepeatedFailsTheStepAtOnce() {
    Probe probe =
        () -> {
          throw Bench.refused("401");
        };

    Outcome outcome = bench.keep(bench.with("a", probe, () -> bench.call("a")));

    assertThat(failed(outcome).cause()).hasMessage("401");
    assertThat(bench.calls).isEmpty();
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void aFailedCallThatCannotBeReadAfterwardsFailsWithItsOwnCause() {
    AtomicInteger reads = new AtomicInteger();
    Probe probe =
        () -> {
          if (reads.incrementAndGet() == 1) {
            return Probe.Reading.pending("no");
          }
          throw Bench.refused("401");
        };
    Step step =
        bench.with(
            "a",
            probe,
            () -> {
              throw Bench.broken("reset");
            });

    Outcome outcome = bench.keep(step);

    assertThat(failed(outcome).cause()).hasMessage("reset");
    assertThat(bench.log).contains("a shop: cannot read after a failed call: 401");
  }

  @Test
  void aBestEffortStepThatFailsGivesAWarningAndTheRunGoesOn() {
    Step fence = failing("fence", Bench.refused("gone")).marked(Step.Mark.BEST_EFFORT);

    Outcome outcome = bench.keep(bench.step("a"), fence, bench.step("b"));

    assertThat(outcome)
        .isEqualTo(new Outcome.Completed(List.of("fence shop was not possible: gone")));
    assertThat(bench.calls).containsExactly("a", "fence!", "b");
  }

  @Test
  void aBestEffortStepAgainstADeadSideIsTriedOnceAndEndsAtOnce() {
    Probe dead =
        () -> {
          bench.clock.move(Duration.ofSeconds(5));
          throw Bench.lost("region does not answer");
        };
    Step fence =
        bench
            .with(
                "fence",
                dead,
                () -> {
                  bench.calls.add("fence!");
                  throw Bench.lost("region does not answer");
                })
            .marked(Step.Mark.BEST_EFFORT);

    Outcome outcome = bench.keep(fence, bench.step("b"));

    assertThat(outcome.warnings())
        .containsExactly("fence shop was not possible: region does not answer");
    assertThat(bench.calls).containsExactly("fence!", "b");
    assertThat(bench.clock.pauses()).isEmpty();
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aBestEffortStepThatWasCalledUnseenIsReportedWhenItsEffectCannotBeRead() {
    Probe dead =
        () -> {
          throw Bench.lost("region does not answer");
        };
    Step fence = bench.with("fence", dead, () -> bench.call("fence")).marked(Step.Mark.BEST_EFFORT);

    Outcome outcome = bench.keep(fence);

    assertThat(outcome.warnings())
        .containsExactly("fence shop was not possible: region does not answer");
    assertThat(bench.calls).containsExactly("fence");
  }

  @Test
  void aBestEffortStepDoesNotWaitForAGateThatIsNotAnswered() {
    Step fence =
        bench
            .step("fence")
            .marked(Step.Mark.BEST_EFFORT)
            .after(
                "writers are gone",
                () -> {
                  throw Bench.lost("region does not answer");
                });

    Outcome outcome = bench.keep(fence);

    assertThat(outcome.warnings()).hasSize(1);
    assertThat(bench.calls).isEmpty();
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void aBestEffortStepIsRepeatedWhenAPlatformThatAnswersAsksForIt() {
    Step fence = failing("fence", Bench.throttled("429")).marked(Step.Mark.BEST_EFFORT);

    Outcome outcome = bench.keep(fence);

    assertThat(outcome.warnings()).isEmpty();
    assertThat(bench.calls).containsExactly("fence!", "fence");
  }

  @Test
  void aBestEffortReadingThatIsRefusedGivesAWarning() {
    Step fence =
        bench
            .with(
                "fence",
                () -> {
                  throw Bench.refused("401");
                },
                () -> bench.call("fence"))
            .marked(Step.Mark.BEST_EFFORT);

    assertThat(bench.keep(fence).warnings()).containsExactly("fence shop was not possible: 401");
    assertThat(bench.calls).isEmpty();
  }
}
