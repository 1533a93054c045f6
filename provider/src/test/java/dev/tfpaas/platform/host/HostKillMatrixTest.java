package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills one process at one step of a planned switch, while clients write: nothing that was
/// acknowledged is lost, no two databases accept a write at a time, and the next apply ends the
/// switch once what died runs again.
///
/// A sample; all of it with `-Dhost.matrix=all`, the same again with `-Dhost.matrix.seed=…`.
@Timeout(180)
class HostKillMatrixTest {
  private static final int STEPS = 6;
  private static final int SAMPLE = 4;

  /// The same points in every build, so that a change is not blamed for the draw.
  private static final long USUAL_SEED = 910_268;

  /// A process that dies is not waited for as long as one that is slow.
  private static final Budget IMPATIENT =
      new Budget(
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofMillis(20),
          Duration.ofMillis(200));

  private static @Nullable HostStage shared;

  /// Whose process dies.
  enum Victim {
    OLD_DATABASE("shop postgresql"),
    NEW_DATABASE("shop-dr postgresql"),
    OLD_APP("shop"),
    NEW_APP("shop-dr"),
    NETWORK("network");

    private final String process;

    Victim(String process) {
      this.process = process;
    }
  }

  /// One point of the matrix.
  ///
  /// @param victim whose process dies
  /// @param step at which step, from 0
  /// @param isAfter whether once the step's call was made, or before
  record Blow(Victim victim, int step, boolean isAfter) {}

  static Stream<Blow> blows() {
    List<Blow> all = new ArrayList<>();
    for (Victim victim : Victim.values()) {
      for (int step = 0; step < STEPS; step++) {
        all.add(new Blow(victim, step, false));
        all.add(new Blow(victim, step, true));
      }
    }
    if ("all".equals(System.getProperty("host.matrix"))) {
      return all.stream();
    }
    long seed = Long.getLong("host.matrix.seed", USUAL_SEED);
    System.Logger log = System.getLogger(HostKillMatrixTest.class.getName());
    log.log(System.Logger.Level.INFO, "host.matrix.seed={0}", Long.toString(seed));
    Collections.shuffle(all, new Random(seed));
    return all.stream().limit(SAMPLE);
  }

  @AfterAll
  static void down() {
    if (shared != null) {
      shared.close();
    }
  }

  @ParameterizedTest
  @MethodSource("blows")
  void nothingIsLostAndTheNextApplyEndsTheSwitch(Blow blow) {
    HostStage stage = shared == null ? new HostStage().up() : shared;
    shared = stage;
    stage.formed();
    HostClients clients = new HostClients(stage);
    AtomicInteger at = new AtomicInteger();

    stage.run(
        stage
            .switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED)
            .with(step -> struck(stage, step, at.getAndIncrement() == blow.step() ? blow : null)));
    stage.machines.start();
    HostClients.await(() -> stage.seen("shop").healthy() && stage.seen("shop-dr").healthy());
    stage.done(rest(stage));
    clients.served();
    Set<String> lost = clients.end();

    assertThat(lost).isEmpty();
    assertThat(clients.bothWrote()).isZero();
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.writes("shop", "CREATE TABLE mine (a int)")).isFalse();
    stage.reset();
  }

  private static Runbook rest(HostStage stage) {
    FailoverGroup group = stage.group();
    return ContractStage.switchOver(
        stage.groups(),
        group,
        new SwitchSpec(
            Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, List.of(stage.replication())));
  }

  private static Step struck(HostStage stage, Step step, @Nullable Blow blow) {
    Action act =
        () -> {
          if (blow != null && !blow.isAfter()) {
            kill(stage, blow.victim());
          }
          step.act().run();
          if (blow != null && blow.isAfter()) {
            kill(stage, blow.victim());
          }
        };
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        step.probe(),
        act,
        step.gate(),
        step.undo(),
        IMPATIENT,
        step.mark());
  }

  private static void kill(HostStage stage, Victim victim) {
    Long pid = stage.machines.running().get(victim.process);
    ProcessHandle.of(pid == null ? Long.MAX_VALUE : pid)
        .ifPresent(process -> {
          List<ProcessHandle> below = process.descendants().toList();
          process.destroyForcibly();
          below.forEach(ProcessHandle::destroyForcibly);
        });
  }
}
