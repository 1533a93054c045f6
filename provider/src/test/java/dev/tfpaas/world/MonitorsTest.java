package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.world.fact.GroupFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the monitors call a violation, and what is nobody's doing.
class MonitorsTest {
  private static final Duration LONG = Duration.ofMinutes(20);

  private final MemoryWorld world =
      new MemoryWorld(Estate.builtIn(), Instant.parse("2026-01-01T00:00:00Z"));

  @BeforeEach
  void blogIsAloneInItsGroup() {
    Groups.Members members = new Groups.Members("blog", "blog", Optional.empty(), List.of());
    world.call(
        Caller.API, "form", draft -> Groups.form(draft, "blog", members, GroupFact.Place.PRIMARY));
    world.pass(Duration.ofSeconds(1));
  }

  private List<String> rules() {
    return world.moment().violations().stream().map(it -> it.replaceAll(":.*", "")).toList();
  }

  private void close() {
    world.call(Caller.API, "close", draft -> Apps.maintenance(draft, "blog", true));
  }

  @Test
  void switchThatWasLeftUnfinishedIsAViolation() {
    close();
    world.pass(LONG);

    assertThat(rules()).containsExactly(Monitors.NOBODY_SERVES);
  }

  @Test
  void sideWhoseRegionDiedMeanwhileIsNobodysDoing() {
    close();
    world.call(Caller.DASHBOARD, "fail", draft -> Regions.fail(draft, "eu-central"));
    world.pass(LONG);

    assertThat(rules()).isEmpty();
  }
}
