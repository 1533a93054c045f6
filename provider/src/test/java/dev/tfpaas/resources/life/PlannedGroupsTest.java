package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.runbook.Runner;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PlannedGroupsTest {
  private static final Diagnostic REFUSAL = Diagnostic.error("It stands by", "Not without it.");

  private final AtomicBoolean waited = new AtomicBoolean();
  private final Runner runner =
      new Runner(
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          _ -> {
            waited.set(true);
            throw new InterruptedException();
          },
          _ -> {});

  @Test
  void memberIsRefusedOnceItsGroupIsPlannedToStay() {
    PlannedGroups groups = new PlannedGroups(true);

    assertThat(groups.unlessGoes("shop", REFUSAL, runner)).isEmpty();
    assertThat(groups.stays("blog")).isEmpty();
    assertThat(groups.stays("shop")).containsExactly(REFUSAL);
    assertThat(groups.unlessGoes("shop", REFUSAL, runner)).contains(REFUSAL);
    assertThat(waited).isFalse();
  }

  @Test
  void memberGoesWithItsGroupInEitherOrder() {
    PlannedGroups first = new PlannedGroups(true);
    PlannedGroups last = new PlannedGroups(true);

    first.goes("shop");
    assertThat(first.unlessGoes("shop", REFUSAL, runner)).isEmpty();
    assertThat(last.unlessGoes("shop", REFUSAL, runner)).isEmpty();
    last.goes("shop");
    assertThat(last.unlessGoes("shop", REFUSAL, runner)).isEmpty();
  }
}
