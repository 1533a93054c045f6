package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A world whose machine's clock is set: its time goes on with the time that passes.
class SetClockTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path parent;

  /// What the machine says; a test lets time pass by [#pass].
  private Uptime up = new Uptime("a-start", Duration.ofHours(1));

  private World open() {
    return World.open(parent.resolve(".paas"), Estate.builtIn(), clock, () -> Optional.of(up));
  }

  private void pass(Duration time) {
    clock.move(time);
    up = new Uptime(up.boot(), up.length().plus(time));
  }

  private static void write(World world) {
    world.call(Caller.API, "write", draft -> AppOperations.write(draft, "blog", 1));
  }

  private static Duration ahead(World world) {
    return world.read(view -> view.settings().ahead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "-P1D", "PT10S", "-PT10S", "-PT30M"})
  void timeGoesOnByWhatPassed(String setBy) {
    write(open());
    Instant before = open().read(View::now);

    clock.move(Duration.parse(setBy));
    pass(Duration.ofMinutes(40));

    Instant seen = open().read(View::now);
    write(open());
    assertThat(Duration.between(before, seen)).isEqualTo(Duration.ofMinutes(40));
    assertThat(Duration.between(before, open().read(View::now))).isEqualTo(Duration.ofMinutes(40));
    assertThat(ahead(open())).isEqualTo(Duration.parse(setBy).negated());
    pass(Duration.ofSeconds(5));
    assertThat(Duration.between(seen, open().read(View::now))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void clockThatWasSetForwardAndBackLeavesNothing() {
    World world = open();
    write(world);
    clock.move(Duration.ofDays(1));
    write(world);
    clock.move(Duration.ofDays(-1));
    write(world);

    assertThat(ahead(open())).isEqualTo(Duration.ZERO);
  }

  @Test
  void correctedClockIsNotSet() {
    write(open());
    pass(Duration.ofDays(10));
    clock.move(Duration.ofMinutes(7));
    write(open());

    assertThat(ahead(open())).isEqualTo(Duration.ZERO);
  }

  @Test
  void otherStartOfTheMachineSaysNothing() {
    write(open());
    up = new Uptime("another-start", Duration.ofSeconds(9));
    clock.move(Duration.ofDays(3));
    Instant before = clock.instant();
    write(open());

    assertThat(open().read(View::now)).isEqualTo(before);
  }

  @Test
  void linuxSaysHowLongItIsUp() {
    Optional<Uptime> said = Uptime.beside(Clock.systemUTC()).get();

    assertThat(said.isPresent()).isEqualTo(System.getProperty("os.name").equals("Linux"));
    assertThat(said.map(Uptime::print).map(Uptime::parse)).isEqualTo(said);
    assertThat(Uptime.beside(clock).get()).isEmpty();
  }
}
