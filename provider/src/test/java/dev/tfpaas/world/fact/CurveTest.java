package dev.tfpaas.world.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How many writes a database holds.
class CurveTest {
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void everyWriteIsCountedHoweverOftenTheRateChanges() {
    Random random = new Random(3);
    Curve curve = Curve.flat(START, 0).continued(START, 7, MEMORY);
    Instant now = START;
    long nanos = 0;
    long extra = 0;
    for (int i = 0; i < 5_000; i++) {
      long step = 1_000 * random.nextLong(1, 900_000);
      nanos += step;
      now = now.plusNanos(step);
      extra += i % 2;
      curve = curve.added(now, i % 2, 7, MEMORY);
    }

    assertThat(curve.at(now)).isEqualTo(extra + 7 * nanos / 1_000_000_000);
    assertThat(Curve.read(curve.write())).isEqualTo(curve);
  }
}
