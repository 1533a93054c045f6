package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch that is interrupted or killed in the middle is finished by the next apply, and nothing
/// is lost.
@RequiresTerraform
class InterruptionIT {
  private static final String GROUP = "paas_failover_group.shop";

  private Workspace workspace;
  private LocalCloud cloud;
  private int before;

  @BeforeEach
  void formTheGroupAndAskForASwitch(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
    cloud.slowDown("promote", "3s");
    workspace.apply();
    before = cloud.calls().size();
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName(
      "8.5 #71 one interrupt in the middle of a switch: stops at a safe point with all state saved")
  @Test
  void oneInterruptStopsAtASafePointAndSaysWhatServes() {
    Running apply = workspace.applying().start();
    awaitPromotion(apply);

    apply.interrupt();
    Finished stopped = apply.await();

    assertThat(stopped.text()).contains("Interrupt received").contains("serves");
    assertThat(workspace.attributes(GROUP).path("address").asString()).isNotEmpty();
    assertThatTheNextApplyFinishes();
  }

  @Test
  void interruptBeforeTheDataIsHandedOverGivesTheOldSideBack(@TempDir Path temporary) {
    try (Workspace slow = Workspace.ofExample(temporary, "failover, fixed")) {
      LocalCloud there = new LocalCloud(slow);
      there.slowDown("lag", "8s");
      slow.apply();
      slow.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      Running apply = slow.applying().start();
      awaitCall(there, apply, "/read-only {on: true}");

      apply.interrupt();
      Finished stopped = apply.await();

      assertThat(stopped.text()).contains("Interrupt received").contains("serves");
      assertThat(slow.attributes(GROUP).path("active_app_id").asString()).isEqualTo("shop");
      assertThat(there.app("shop").maintenance()).isFalse();
      assertThat(there.violations()).isEmpty();
    }
  }

  @DisplayName("8.1 #15 Ctrl-C, which reaches the provider too, does the same")
  @Test
  void interruptOfTheWholeTerminalIsTheSame() {
    Running apply = workspace.applying().start();
    awaitPromotion(apply);

    apply.interruptAll();
    Finished stopped = apply.await();

    assertThat(stopped.text())
        .contains("Interrupt received")
        .doesNotContain("Plugin did not respond");
    assertThatTheNextApplyFinishes();
  }

  @DisplayName("8.5 #72 two interrupts: the command ends within ten seconds and leaves no process")
  @Test
  void twoInterruptsEndAtOnce() {
    Running apply = workspace.applying().start();
    awaitPromotion(apply);
    List<ProcessHandle> providers = apply.providers();

    apply.interrupt();
    await().until(() -> apply.output().contains("Interrupt received"));
    Instant second = Instant.now();
    apply.interrupt();
    Finished stopped = apply.await();

    assertThat(Duration.between(second, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(stopped.text()).contains("Two interrupts received");
    assertThat(providers).isNotEmpty();
    assertThatAreGone(providers, Duration.ofSeconds(10));
    assertThatTheNextApplyFinishes();
  }

  @Test
  void killedProviderLosesNothing() {
    Running apply = workspace.applying().start();
    awaitPromotion(apply);

    apply.providers().forEach(ProcessHandle::destroyForcibly);
    apply.await().failed();

    assertThatTheNextApplyFinishes();
  }

  @DisplayName(
      "8.1 #16 terraform killed: the provider ends within seconds, and the next apply finishes")
  @Test
  void killedTerraformLeavesNoProviderAndNoSocket() {
    Running apply = workspace.applying().with("TMPDIR", workspace.sockets().toString()).start();
    awaitPromotion(apply);
    List<ProcessHandle> providers = apply.providers();

    apply.killAlone();

    assertThat(providers).isNotEmpty();
    assertThatAreGone(providers, Duration.ofSeconds(15));
    assertThat(workspace.sockets()).isEmptyDirectory();
    assertThatTheNextApplyFinishes();
  }

  private void awaitPromotion(Running apply) {
    awaitCall(cloud, apply, "/promote");
  }

  private static void awaitCall(LocalCloud cloud, Running apply, String end) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            !apply.isAlive() || cloud.attempts().stream().anyMatch(call -> call.endsWith(end)));
    assertThat(apply.isAlive()).as(apply.output() + apply.errors()).isTrue();
  }

  private static void assertThatAreGone(List<ProcessHandle> processes, Duration limit) {
    await().atMost(limit).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private void assertThatTheNextApplyFinishes() {
    workspace.apply("-lock-timeout=10s");

    assertThat(workspace.attributes(GROUP).path("active_app_id").asString())
        .isEqualTo("shop-standby");
    assertThat(workspace.attributes(GROUP).at("/last_switch/lost_writes").asLong(-1)).isZero();
    assertThat(cloud.violations()).isEmpty();
    assertThat(cloud.callsAfter(before)).doesNotHaveDuplicates();
    workspace.assertNothingToDo();
  }
}
