package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Command;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Command READING =
      new Command() {
        @Override
        public boolean isStopped() {
          return false;
        }

        @Override
        public boolean changes() {
          return false;
        }
      };

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final RateLimit limit = new RateLimit(clock, clock, 60, Duration.ofMinutes(1), 5);

  private List<Duration> acquire(int times) throws InterruptedException {
    List<Duration> at = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      limit.acquire(() -> false);
      at.add(clock.elapsed());
    }
    return at;
  }

  @Test
  void burstPassesAtOnceAndTheRestEvenly() throws InterruptedException {
    List<Duration> at = acquire(8);

    assertThat(at.subList(0, 5)).containsOnly(Duration.ZERO);
    assertThat(at.subList(5, 8))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void noMinuteHasMoreThanTheLimitAndTheBurst() throws InterruptedException {
    List<Duration> at = acquire(300);

    for (Duration start : at) {
      Duration end = start.plus(Duration.ofMinutes(1));
      long within =
          at.stream().filter(one -> one.compareTo(start) >= 0 && one.compareTo(end) < 0).count();
      assertThat(within).isLessThanOrEqualTo(65);
    }
  }

  @Test
  void pauseRefillsTheBurstAndNoMore() throws InterruptedException {
    acquire(5);
    clock.move(Duration.ofHours(1));
    Duration before = clock.elapsed();

    List<Duration> at = acquire(6);

    assertThat(at.subList(0, 5)).containsOnly(before);
    assertThat(at.get(5)).isEqualTo(before.plusSeconds(1));
  }

  @Test
  void throttlingKeepsEverybodyWaiting() throws InterruptedException {
    limit.pauseFor(Duration.ofSeconds(30));

    List<Duration> at = acquire(2);

    assertThat(at.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(at.get(1)).isGreaterThan(at.get(0));
    assertThat(at.get(1)).isLessThanOrEqualTo(Duration.ofSeconds(33));
  }

  @Test
  void shorterPauseDoesNotShortenALongerOne() throws InterruptedException {
    limit.pauseFor(Duration.ofSeconds(30));
    limit.pauseFor(Duration.ofSeconds(1));

    assertThat(acquire(1).getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whoOnlyReadsWaitsOneWindowOutOnce() {
    RateLimit windowed = limit.overWithin(Duration.ofSeconds(65));
    Optional<Duration> minute = Optional.of(Duration.ofSeconds(60));

    assertThat(windowed.throttled(minute, READING)).isTrue();
    clock.move(Duration.ofSeconds(60));
    assertThat(windowed.throttled(minute, READING)).isFalse();
    assertThat(windowed.throttled(Optional.of(Duration.ofSeconds(4)), READING)).isTrue();
    windowed.answered();

    assertThat(windowed.throttled(minute, READING)).isFalse();
    assertThat(windowed.throttled(Optional.of(Duration.ofSeconds(4)), READING)).isTrue();
    assertThat(windowed.throttled(minute, Command.UNSTOPPED)).isTrue();
  }

  @Test
  void whereNoWindowIsKnownNoneIsWaitedOut() {
    assertThat(limit.throttled(Optional.of(Duration.ofSeconds(60)), READING)).isFalse();
  }

  @Test
  void clockThatGoesBackDoesNotOpenTheLimit() throws InterruptedException {
    acquire(5);
    clock.move(Duration.ofMinutes(-1));

    List<Duration> at = acquire(1);

    assertThat(clock.pauses()).isNotEmpty();
    assertThat(at.getFirst()).isGreaterThan(Duration.ofMinutes(-1));
  }

  /// A hundred switches of one process, each of which makes its next call when it has waited for
  /// the last: none gets ahead of another, and together they keep the limit.
  @Test
  void operationsOfOneProcessTakeTurns() throws InterruptedException {
    int operations = 100;
    Duration[] waited = {Duration.ZERO};
    RateLimit shared =
        new RateLimit(
            clock, pause -> waited[0] = waited[0].plus(pause), 60, Duration.ofMinutes(1), 5);
    PriorityQueue<Turn> turns =
        new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparingInt(Turn::came));
    for (int i = 0; i < operations; i++) {
      turns.add(new Turn(clock.elapsed(), i, i));
    }
    int[] calls = new int[operations];

    for (int call = 0; call < operations * 7; call++) {
      Turn turn = turns.remove();
      clock.move(turn.at().minus(clock.elapsed()));
      waited[0] = Duration.ZERO;
      shared.acquire(() -> false);
      calls[turn.operation()]++;
      turns.add(new Turn(turn.at().plus(waited[0]), operations + call, turn.operation()));
      int most = Arrays.stream(calls).max().orElseThrow();
      int least = Arrays.stream(calls).min().orElseThrow();
      assertThat(most - least).as("after %d calls", call + 1).isLessThanOrEqualTo(1);
    }

    assertThat(calls).containsOnly(7);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(operations * 6 - 5));
  }

  /// When an operation makes its next call, and how many asked before.
  private record Turn(Duration at, int came, int operation) {}
}
