package dev.tfpaas.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Many small random runbooks against a platform that delays, loses and refuses calls at random.
class RunnerModelTest {
  private static final int ROUNDS = 20_000;

  @Test
  void noRunEverBreaksTheRulesOfStoppingAndGoingBack() {
    long first = Long.getLong("seed", System.nanoTime());

    for (long seed = first; seed < first + ROUNDS; seed++) {
      RandomRun run = new RandomRun(new Random(seed));
      Outcome outcome = run.execute();
      assertThat(run.brokenRules(outcome))
          .as("-Dseed=%d: %s gave %s", seed, run, outcome)
          .isEmpty();
    }
  }
}
