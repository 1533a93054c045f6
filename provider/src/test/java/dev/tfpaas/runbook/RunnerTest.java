package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Probe, skip or act, wait, next.
class RunnerTest {
  private final Bench bench = new Bench();

  @Test
  void everyStepIsMadeOnceAndInOrder() {
    Outcome outcome = bench.keep(bench.step("a"), bench.step("b"), bench.step("c"));

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of()));
    assertThat(bench.calls).containsExactly("a", "b", "c");
    assertThat(bench.log)
        .containsExactly(
            "a shop: done after 0ms", "b shop: done after 0ms", "c shop: done after 0ms");
  }

  @Test
  void aStepThatHoldsAlreadyIsSkipped() {
    bench.facts.add("a");

    bench.keep(bench.step("a"), bench.step("b"));

    assertThat(bench.calls).containsExactly("b");
    assertThat(bench.log).contains("a shop: already so");
  }

  @Test
  void aCallThatIsUnderWayIsWaitedForAndNotMadeAgain() {
    Probe probe =
        () ->
            bench.clock.elapsed().toSeconds() >= 3
                ? Probe.Reading.holds("done")
                : Probe.Reading.underWay("busy");
    Step begun =
        bench
            .with("promote", probe, () -> bench.call("promote"))
            .after("never", () -> Probe.Reading.pending("no"));

    assertThat(bench.keep(begun, bench.step("next"))).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("next");
    assertThat(bench.log).startsWith("promote shop: under way already");
  }

  @Test
  void oneLookIsWhenAStepIsUsuallyOver() {
    Step promote =
        bench.with(
            "promote",
            () ->
                bench.clock.elapsed().toMillis() >= 1_000
                    ? bench.read("promote")
                    : Probe.Reading.pending("busy"),
            () -> bench.call("promote"));

    bench.keep(promote);

    assertThat(promote.expected()).isEqualTo(Duration.ofSeconds(1));
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aFailedCallThatIsSeenUnderWayIsWaitedForAndNotMadeAgain() {
    Probe probe =
        () ->
            bench.calls.isEmpty() || bench.clock.elapsed().toSeconds() >= 3
                ? bench.read("promote")
                : Probe.Reading.underWay("busy");
    Step lost =
        bench.with(
            "promote",
            probe,
            () -> {
              bench.call("promote");
              throw Bench.lost("reset");
            });

    assertThat(bench.keep(lost)).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.calls).containsExactly("promote");
  }

  @Test
  void anEmptyRunbookIsCompleted() {
    assertThat(bench.keep()).isEqualTo(new Outcome.Completed(List.of()));
    assertThat(Runbook.of("nothing", List.of()).isEmpty()).isTrue();
    assertThat(Runbook.of("one", List.of(bench.step("a"))).isEmpty()).isFalse();
  }

  @Test
  void theNextStepWaitsUntilTheEffectIsThere() {
    Deque<String> progress = new ArrayDeque<>(List.of("no", "10%", "60%", "90%"));
    Probe probe =
        () ->
            progress.isEmpty() ? bench.read("slow") : Probe.Reading.pending(progress.removeFirst());
    Step slow = bench.with("slow", probe, () -> bench.call("slow"));

    bench.keep(slow, bench.step("next"));

    assertThat(bench.calls).containsExactly("slow", "next");
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofMillis(500 + 500 + 1125));
    assertThat(bench.log).contains("slow shop: done after 2125ms");
  }

  @Test
  void readingsAreSpacedByHalfMoreEachTimeUpToTheLongestPause() {
    List<Long> readAt = new ArrayList<>();
    Probe probe =
        () -> {
          readAt.add(bench.clock.elapsed().toMillis());
          return bench.clock.elapsed().toSeconds() >= 20
              ? Probe.Reading.holds("done")
              : Probe.Reading.pending(bench.clock.elapsed().toString());
        };

    bench.keep(bench.with("slow", probe, () -> bench.calls.add("slow")));

    assertThat(readAt).startsWith(0L, 0L, 500L, 1000L, 2125L, 3812L, 6343L, 10140L, 15140L, 20140L);
  }

  @Test
  void pausesAreCutIntoSlicesSoThatAStopIsNoticedSoon() {
    bench.keep(slowFor("slow", Duration.ofSeconds(30)));

    assertThat(bench.clock.pauses()).allMatch(pause -> pause.toMillis() <= 500);
  }

  @Test
  void theCallWaitsForItsGate() {
    Step gated =
        bench
            .step("detach")
            .after(
                "lag is zero",
                () ->
                    bench.clock.elapsed().toSeconds() >= 3
                        ? Probe.Reading.holds("0")
                        : Probe.Reading.pending(bench.clock.elapsed().toString()));

    bench.keep(gated);

    assertThat(bench.calls).containsExactly("detach");
    assertThat(bench.clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aGateIsNotWaitedForWhenTheStepHoldsAlready() {
    bench.facts.add("detach");
    Step gated = bench.step("detach").after("never", () -> Probe.Reading.pending("no"));

    assertThat(bench.keep(gated)).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.clock.elapsed()).isZero();
  }

  @Test
  void aGateThatNeverOpensFailsTheStepBeforeItsCall() {
    Step gated = bench.step("detach").after("lag is zero", () -> Probe.Reading.pending("lag 4"));

    Outcome outcome = bench.goBack(bench.reversible("maintenance"), gated);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.step().title()).isEqualTo("detach");
              assertThat(failed.cause())
                  .hasMessageContaining("lag is zero made no progress for 1m")
                  .hasMessageContaining("last seen: lag 4");
              assertThat(failed.wentBack()).isTrue();
            });
    assertThat(bench.calls).containsExactly("maintenance", "un-maintenance");
  }

  @Test
  void aStepThatStallsIsGivenUpBeforeItsLimit() {
    Step stalled =
        bench.with("copy", () -> Probe.Reading.pending("40%"), () -> bench.calls.add("copy"));

    Outcome outcome = bench.keep(stalled);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .isInstanceOf(StepException.class)
                    .hasMessageMatching(
                        "the effect of \"copy shop\" made no progress for 1m[0-9]*s?; last seen:"
                            + " 40%"));
    assertThat(bench.clock.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
  }

  @Test
  void aStepThatMovesIsLeftAloneUntilItsLimitAndNoLonger() {
    Step endless =
        bench.with(
            "copy",
            () -> Probe.Reading.pending(bench.clock.elapsed().toString()),
            () -> bench.calls.add("copy"));

    Outcome outcome = bench.keep(endless);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause()).hasMessageContaining("did not come about within 10m"));
    assertThat(bench.clock.elapsed()).isEqualTo(Duration.ofMinutes(10));
    assertThat(bench.calls).containsExactly("copy");
  }

  @Test
  void everyStepHasABudgetOfItsOwn() {
    Step first = slowFor("first", Duration.ofMinutes(9));
    Step second = slowFor("second", Duration.ofMinutes(9));

    Outcome outcome = bench.keep(first, second);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(bench.clock.elapsed()).isGreaterThan(Duration.ofMinutes(18));
  }

  private Step slowFor(String name, Duration time) {
    Duration[] start = new Duration[1];
    return bench.with(
        name,
        () -> {
          Duration now = bench.clock.elapsed();
          boolean done = start[0] != null && now.compareTo(start[0].plus(time)) >= 0;
          return new Probe.Reading(done, now.toString());
        },
        () -> start[0] = bench.clock.elapsed());
  }

  @Test
  void partsAreRunOneAfterTheOtherAndTheirWarningsAddUp() {
    Step first =
        bench.with(
            "a",
            () -> Probe.Reading.pending("no"),
            () -> {
              throw Bench.refused("gone");
            });
    Runbook both =
        Runbook.of("one", List.of(first.marked(Step.Mark.BEST_EFFORT)))
            .then(Runbook.of("two", List.of(bench.step("b"))));

    Outcome outcome = bench.run(both);

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of("a shop was not possible: gone")));
    assertThat(bench.calls).containsExactly("b");
    assertThat(both.title()).isEqualTo("one, then two");
  }

  @Test
  void partThatFailsTakesBackNothingOfThePartsBefore() {
    Step broken =
        bench.with(
            "b",
            () -> {
              throw Bench.broken("500");
            });
    Runbook both =
        Runbook.reversible("one", List.of(), List.of(bench.reversible("a")))
            .then(Runbook.reversible("two", List.of(), List.of(bench.reversible("c"), broken)))
            .then(Runbook.of("three", List.of(bench.step("d"))));

    Outcome outcome = bench.run(both);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.step().title()).isEqualTo("b"));
    assertThat(bench.calls).containsExactly("a", "c", "un-c");
  }

  @Test
  void runbookOfNoPartsIsCompleted() {
    assertThat(Runbook.none().isEmpty()).isTrue();
    assertThat(bench.run(Runbook.none())).isEqualTo(new Outcome.Completed(List.of()));
  }
}
