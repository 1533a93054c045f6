package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The text of a plan, and the values a runbook is made of.
class RunbookTest {
  private static Step step(String title, String object, Call call, Duration expected) {
    return Step.of(
        title, object, call, expected, () -> Probe.Reading.holds(""), () -> {}, Bench.BUDGET);
  }

  @Test
  void linesAreAlignedAndSayWhatIsDoneHowItIsUndoneHowLongItTakesAndWhatItWaitsFor() {
    Runbook runbook =
        Runbook.reversible(
            "switch",
            List.of(),
            List.of(
                step(
                        "maintenance on",
                        "shop",
                        Call.of("PUT", "/apps/shop/maintenance", "{on: true}"),
                        Duration.ofSeconds(40))
                    .undoneBy(
                        "maintenance off",
                        Call.of("PUT", "/apps/shop/maintenance", "{on: false}"),
                        () -> {}),
                step(
                        "replication off",
                        "shop-dr",
                        Call.of("POST", "/replications/r1/detach"),
                        Duration.ofMillis(20))
                    .after("lag is zero", () -> Probe.Reading.holds(""))
                    .marked(Step.Mark.COMMIT),
                step(
                    "move traffic",
                    "g",
                    Call.of("POST", "/groups/g/switch"),
                    Duration.ofMinutes(3))));

    assertThat(runbook.lines())
        .containsExactly(
            "1  maintenance on   shop     PUT /apps/shop/maintenance {on: true}  undo: maintenance"
                + " off  ~40s",
            "2  replication off  shop-dr  POST /replications/r1/detach           undo: none        "
                + "     ~1s  when: lag is zero",
            "3  move traffic     g        POST /groups/g/switch                  undo: none        "
                + "     ~3m");
  }

  @Test
  void sameStepsGiveTheSameLines() {
    assertThat(hundred().lines()).isEqualTo(hundred().lines());
  }

  @Test
  void numbersOfAnyLengthAreAligned() {
    List<String> lines = hundred().lines();

    assertThat(lines).allMatch(line -> line.indexOf("step") == 5);
    assertThat(lines).allMatch(line -> line.equals(line.strip()));
  }

  private static Runbook hundred() {
    return Runbook.of(
        "hundred",
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> step("step", "o" + i, Call.of("PUT", "/" + i), Duration.ofSeconds(i)))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"0,1s", "20,1s", "1000,1s", "59900,59s", "119000,119s", "120000,2m", "5400000,90m"})
  void durationsAreBrief(long millis, String text) {
    Runbook runbook =
        Runbook.of("one", List.of(step("a", "b", Call.of("PUT", "/"), Duration.ofMillis(millis))));

    assertThat(runbook.lines().getFirst()).endsWith("  ~" + text);
  }

  @Test
  void aRunbookWithoutStepsHasNoLines() {
    assertThat(Runbook.of("nothing", List.of()).lines()).isEmpty();
  }

  @Test
  void stepsFoundDoneAreNotShown() {
    Step done = step("done", "a", Call.of("PUT", "/done"), Duration.ZERO);
    Step left = step("left", "a", Call.of("PUT", "/left"), Duration.ZERO);

    assertThat(Runbook.reversible("x", List.of(done), List.of(left)).lines())
        .singleElement()
        .asString()
        .contains("/left");
  }

  @Test
  void aRunbookDoesNotChangeWithTheListItWasMadeFrom() {
    List<Step> steps = new ArrayList<>();
    Runbook runbook = Runbook.of("x", steps);

    steps.add(step("late", "a", Call.of("PUT", "/"), Duration.ZERO));

    assertThat(runbook.isEmpty()).isTrue();
  }

  @Test
  void aCallWithoutBodyHasNoTrailingSpace() {
    assertThat(Call.of("PUT", "/a")).hasToString("PUT /a");
    assertThat(Call.of("PUT", "/a", "{on: true}")).hasToString("PUT /a {on: true}");
  }

  @Test
  void aBudgetNeedsPositiveDurationsInOrder() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new Budget(Duration.ZERO, second, second, second))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Budget(second, Duration.ZERO, second, second))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Budget(second, second, Duration.ZERO, second))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Budget(second, second, Duration.ofSeconds(2), second))
        .hasMessageContaining("must not exceed");
  }

  @Test
  void anotherLimitLowersTheStallLimitWithIt() {
    assertThat(Bench.BUDGET.withLimit(Duration.ofSeconds(10)).stall())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(Bench.BUDGET.withLimit(Duration.ofHours(1)).stall()).isEqualTo(Bench.BUDGET.stall());
  }

  @Test
  void anExceptionThatSaysNothingMayNotBeRepeatedAndWasNotRefused() {
    RuntimeException plain = new IllegalStateException("x");

    assertThat(Repeatable.mayRepeat(plain)).isFalse();
    assertThat(Repeatable.wasRefused(plain)).isFalse();
    assertThat(((Repeatable) () -> true).refused()).isFalse();
  }
}
