package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the steps of a switch tell of its downtime.
class DowntimeTest {
  private static final Optional<Instant> EARLY = Optional.of(Instant.parse("2026-03-02T09:00:00Z"));
  private static final Optional<Instant> LATE = Optional.of(Instant.parse("2026-03-02T09:00:04Z"));

  @Test
  void nobodyIsServedFromTheCloseToTheMove() {
    assertThat(Downtime.between(EARLY, LATE))
        .contains(new Downtime(Duration.ofSeconds(4), Downtime.PLATFORM));
  }

  @Test
  void closeThatFollowsTheMoveTellsNothing() {
    assertThat(Downtime.between(LATE, EARLY)).isEmpty();
  }

  @Test
  void halfIsNotKnown() {
    assertThat(Downtime.between(Optional.empty(), LATE)).isEmpty();
    assertThat(Downtime.between(EARLY, Optional.empty())).isEmpty();
  }
}
