package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Calls that stand still until they are let go.
class PauseTest {
  private static final String CALL = "PUT /apps/shop/maintenance {on: true}";

  @TempDir Path parent;

  private Path directory() {
    return parent.resolve("paas");
  }

  private World world() {
    return World.open(directory(), Estate.builtIn(), Clock.systemUTC());
  }

  private static void close(World world, Caller by) {
    world.call(by, CALL, draft -> AppOperations.maintenance(draft, "shop", true));
    world.read(View::now);
  }

  private static List<String> calls(World world) {
    return world.calls().stream().map(CallEntry::call).toList();
  }

  @ParameterizedTest
  @EnumSource
  void callStandsStillAtTheMomentUntilItIsLetGo(Pause.Moment moment) throws InterruptedException {
    Pause.ask(directory(), moment, "/maintenance");
    World world = world();
    Thread caller = Thread.ofVirtual().start(() -> close(world, Caller.API));

    await().until(() -> Pause.isReached(directory()));

    assertThat(calls(world())).hasSize(moment == Pause.Moment.BEFORE ? 0 : 1);
    assertThat(caller.isAlive()).isTrue();
    Pause.release(directory());
    caller.join();
    assertThat(calls(world)).containsExactly(CALL);
  }

  @Test
  void onlyTheFirstCallOfTheProviderThatMatchesIsMeant() throws InterruptedException {
    Pause.ask(directory(), Pause.Moment.BEFORE, "/maintenance");
    close(world(), Caller.DASHBOARD);
    world().call(Caller.API, "PUT /apps/shop/size", _ -> {});
    Thread caller = Thread.ofVirtual().start(() -> close(world(), Caller.API));
    await().until(() -> Pause.isReached(directory()));

    close(world(), Caller.API);

    assertThat(calls(world())).hasSize(3);
    Pause.release(directory());
    caller.join();
    assertThat(calls(world())).hasSize(4);
  }

  @Test
  void unknownMomentIsNamed() {
    assertThatThrownBy(() -> Pause.Moment.parse("never"))
        .hasMessage("\"never\" is no moment; known are before, effect, answer");
  }
}
