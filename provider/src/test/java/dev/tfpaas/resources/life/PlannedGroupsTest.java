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
  private static final Diagnostic DOUBT = Diagnostic.warning("It may stand by", "Look.");
  private static final PlannedGroups.Member MEMBER =
      new PlannedGroups.Member("shop-dr", "shop", REFUSAL, DOUBT);

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
    PlannedGroups groups = new PlannedGroups(PlannedGroups.Order.ONE_AT_A_TIME);

    assertThat(groups.unlessGoes(MEMBER, () -> false, runner)).contains(DOUBT);
    assertThat(groups.stays("blog")).isEmpty();
    assertThat(groups.stays("shop")).containsExactly(REFUSAL);
    assertThat(groups.unlessGoes(MEMBER, () -> false, runner)).contains(REFUSAL);
    assertThat(waited).isFalse();
  }

  @Test
  void memberGoesWithItsGroupInEitherOrder() {
    PlannedGroups first = new PlannedGroups(PlannedGroups.Order.ONE_AT_A_TIME);
    PlannedGroups last = new PlannedGroups(PlannedGroups.Order.ONE_AT_A_TIME);

    first.goes("shop");
    assertThat(first.unlessGoes(MEMBER, () -> false, runner)).isEmpty();
    assertThat(last.unlessGoes(MEMBER, () -> false, runner)).contains(DOUBT);
    last.goes("shop");
    assertThat(last.unlessGoes(MEMBER, () -> false, runner)).isEmpty();
  }

  @Test
  void groupThatMayFollowDecides() {
    PlannedGroups groups = new PlannedGroups(PlannedGroups.Order.SEVERAL_AT_ONCE);

    assertThat(groups.unlessGoes(MEMBER, () -> true, runner)).contains(DOUBT);
    assertThat(waited).isTrue();
    assertThat(groups.awaitedBy("shop-dr")).contains("shop");
    assertThat(groups.stays("shop")).containsExactly(REFUSAL);
    assertThat(groups.unlessGoes(MEMBER, () -> true, runner)).contains(REFUSAL);
  }

  @Test
  void groupThatWouldHaveComeFirstStays() {
    PlannedGroups groups = new PlannedGroups(PlannedGroups.Order.GROUPS_FIRST);

    assertThat(groups.unlessGoes(MEMBER, () -> false, runner)).contains(REFUSAL);
  }
}
