package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.world.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two people with a state each apply the same switch of the same group at once.
@RequiresTerraform
class TwoOperatorsIT {
  private static final String GROUP = "paas_failover_group.shop";

  @TempDir Path temporary;

  private static Workspace colleague(Path temporary, Workspace of) {
    Workspace other = Workspace.in(temporary);
    AppliedExamples.copy(of.directory(), other.directory());
    String shared = of.directory().resolve(".paas").toString();
    other.change("main.tf", "path   = \".paas\"", "path   = \"%s\"".formatted(shared));
    return other.initialised();
  }

  private static void over(Workspace workspace) {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
  }

  @Test
  void sameSwitchFromTwoStatesAtOnceIsMadeOnce() {
    try (Workspace one = Workspace.ofApplied(temporary, "failover, fixed");
        Workspace other = colleague(temporary, one)) {
      LocalCloud cloud = new LocalCloud(one);
      int before = cloud.calls().size();
      over(one);
      over(other);
      Pause.ask(cloud.directory(), Pause.Moment.EFFECT, "/maintenance {on: true}");
      Running first = one.applying().start();
      awaitPause(cloud, first);

      Finished second = other.applying().run();
      Pause.release(cloud.directory());
      Finished ended = first.await();

      // Who was overtaken either sees that all is done, or is told what changed.
      assertThat(second.exitCode() == 0 || second.text().contains("changed since"))
          .as(second.toString())
          .isTrue();
      assertThatTheSwitchWasMadeOnce(cloud, before, ended);
      agree(one);
      agree(other);
    }
  }

  @Test
  void oppositeWishesNeverLeaveAHalfOfEach() {
    try (Workspace one = Workspace.ofApplied(temporary, "failover, fixed");
        Workspace other = colleague(temporary, one)) {
      LocalCloud cloud = new LocalCloud(one);
      int before = cloud.calls().size();
      over(one);
      Pause.ask(cloud.directory(), Pause.Moment.EFFECT, "/promote");
      Running first = one.applying().start();
      awaitPause(cloud, first);

      Finished kept = other.applying().run();
      Pause.release(cloud.directory());
      Finished ended = first.await();

      assertThat(kept.exitCode()).as(kept.toString()).isZero();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThatTheSwitchWasMadeOnce(cloud, before, ended);
      Finished plan = other.planning().run().exited(0);
      assertThat(plan.text()).contains("No changes").contains("switched");
    }
  }

  private static void awaitPause(LocalCloud cloud, Running run) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Pause.isReached(cloud.directory()) || !run.isAlive());
    assertThat(Pause.isReached(cloud.directory())).as(run.output() + run.errors()).isTrue();
  }

  private static void assertThatTheSwitchWasMadeOnce(LocalCloud cloud, int before, Finished ended) {
    List<String> calls = cloud.callsAfter(before);
    assertThat(calls.stream().filter(call -> call.contains("/promote"))).hasSize(1);
    assertThat(calls.stream().filter(call -> call.contains("/active"))).hasSize(1);
    assertThat(cloud.violations()).as(ended.toString()).isEmpty();
  }

  private static void agree(Workspace workspace) {
    workspace.apply();
    assertThat(workspace.attributes(GROUP).path("active_app_id").asString())
        .isEqualTo("shop-standby");
    workspace.assertNothingToDo();
  }
}
