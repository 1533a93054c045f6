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
  @ValueSource(strings = {"-P400D", "-P3D", "-P1D", "-PT10S", "-PT30M"})
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

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT3H"})
  void clockThatWasSetBackAndForwardLeavesNothing(String forward) {
    World world = open();
    write(world);
    clock.move(Duration.ofHours(-1));
    write(world);
    assertThat(ahead(world)).isEqualTo(Duration.ofHours(1));
    clock.move(Duration.parse(forward));

    Instant seen = open().read(View::now);
    write(world);

    assertThat(ahead(open())).isEqualTo(Duration.ZERO);
    assertThat(open().read(View::now)).isEqualTo(clock.instant()).isEqualTo(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10S", "P1D", "P90D"})
  void pauseOfTheMachineLeavesNothing(String paused) {
    write(open());
    clock.move(Duration.parse(paused));

    assertThat(open().read(View::now)).isEqualTo(clock.instant());
    write(open());
    assertThat(open().read(View::now)).isEqualTo(clock.instant());
    assertThat(ahead(open())).isEqualTo(Duration.ZERO);
  }

  @Test
  void timeFromOpeningToTheFirstCallCounts() {
    World world = open();
    pass(Duration.ofMinutes(2));
    write(world);
    pass(Duration.ofMinutes(1));
    write(world);

    assertThat(ahead(world)).isEqualTo(Duration.ZERO);
    assertThat(world.read(View::now)).isEqualTo(clock.instant());
  }

  @Test
  void clockThatWasSetBackAfterALongCallIsCorrectedByWhatPassed() {
    World world = open();
    write(world);
    Instant before = world.read(View::now);
    world.call(Caller.API, "stops", _ -> pass(Duration.ofMinutes(3)));
    pass(Duration.ofMinutes(1));
    clock.move(Duration.ofMinutes(-30));

    write(world);

    assertThat(ahead(world)).isEqualTo(Duration.ofMinutes(30));
    assertThat(world.read(View::now)).isEqualTo(before.plus(Duration.ofMinutes(4)));
  }

  @Test
  void whoIsHeldUpBetweenClockAndUptimeKnowsTheClockAlone() {
    MachineTime held =
        MachineTime.read(
            clock,
            () -> {
              pass(Duration.ofSeconds(6));
              return Optional.of(up);
            });

    assertThat(held).isEqualTo(new MachineTime(clock.instant().minusSeconds(6), Optional.empty()));
    assertThat(MachineTime.read(clock, () -> Optional.of(up)).up()).contains(up);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT0S"})
  void uptimeOfAnotherMachineIsNotBelieved(String passed) {
    write(open());
    up = new Uptime(up.boot(), up.length().plusDays(40));
    clock.move(Duration.parse(passed));

    assertThat(open().read(View::now)).isEqualTo(clock.instant());
    write(open());
    assertThat(ahead(open())).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "up 3 days", "-3.00 1.00", "1e999999999 1.00", "NaN 1"})
  void oddUptimeSaysNothing(String text) {
    assertThat(Uptime.seconds(text)).isEmpty();
    assertThat(Uptime.seconds("350735.47 234388.90")).contains(Duration.ofMillis(350_735_470));
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
