package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The switches of an apply while they are made.
class SwitchBoardTest {
  private static final String PLAN =
      """
      {"resource_changes": [
        {"address": "paas_failover_group.shop", "change": {"actions": ["update"],
          "before": {"active": "primary"},
          "after": {"active": "secondary", "switch_mode": "planned", "runbook": [
            "1   maintenance on    shop                  PUT /apps/shop/maintenance  undo: none  ~1s",
            "2a  replication off   shop:dr:postgresql    PUT /r/postgresql           undo: none  ~1s",
            "2b  replication off   shop:dr:redis         PUT /r/redis                undo: none  ~1s",
            "3   move traffic      shop to dr            PUT /g/shop                 undo: none  ~1s",
            "4   backup            dr                    POST /b                     undo: none  ~1s"]}}},
        {"address": "paas_failover_group.blog", "change": {"actions": ["update"],
          "before": {"active": "primary"},
          "after": {"active": "secondary", "switch_mode": "emergency", "runbook": [
            "1   move traffic      blog to blog-dr       PUT /g/blog                 undo: none  ~1s"]}}},
        {"address": "paas_failover_group.wiki", "change": {"actions": ["no-op"],
          "before": {"active": "primary"}, "after": {"active": "primary"}}}]}
      """;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T12:00:00Z"));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SwitchTable table =
      SwitchTable.of(
          JsonMapper.shared().readTree(PLAN),
          Map.of("paas_failover_group.shop", "failover.shop"),
          clock);

  private SwitchBoard board(boolean terminal) {
    return new SwitchBoard(table, new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tableSaysWhichGroupIsWhereSinceWhenAndWhichAreDone() {
    clock.move(Duration.ofSeconds(1));
    table.heard("maintenance on shop: done after 400ms");
    table.heard("replication off shop:dr:redis: already so");
    table.heard("replication off shop:dr:postgresql: done after 1s");
    clock.move(Duration.ofSeconds(2));
    table.heard("move traffic shop to dr: done after 200ms");

    assertThat(table.text(9))
        .isEqualTo(
            """
              group                     step                         down since  done
              failover.shop             4/5 move traffic shop to dr  12:00:00    serves, down for 2.4s
              paas_failover_group.blog  waits for its turn           before
              0 of 2 done
            """);
  }

  @Test
  void doneIsWhoseLastStepIsMadeAndTheTailIsNoDowntime() {
    table.heard("maintenance on shop: done after 0s");
    table.heard("replication off shop:dr:redis: done after 0s");
    table.heard("replication off shop:dr:postgresql: done after 0s");
    table.heard("move traffic shop to dr: done after 0s");
    clock.move(Duration.ofMinutes(9));
    table.heard("backup dr: done after 9m");

    assertThat(table.text(9)).contains("done, down for 0.0s").contains("1 of 2 done");
  }

  @Test
  void failureIsShown() {
    table.heard("maintenance on shop: failed: the platform says no");
    assertThat(table.text(9)).contains("FAILED");
  }

  @Test
  void withoutATerminalThereIsALineAStep() {
    try (SwitchBoard board = board(false)) {
      board.stage().println("Terraform says something");
      board.step("maintenance on shop: done after 400ms");
      board.beat();
      board.step("clone app new: done after 1s");
    }

    assertThat(shown())
        .isEqualTo(
            """
            Terraform says something
              failover.shop: maintenance on shop: done after 400ms
              clone app new: done after 1s
            """);
  }

  @Test
  void complaintsStandAboveTheTableAndAreNeverCleared() {
    PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (SwitchBoard board = board(true)) {
      PrintStream complaints = board.complaints(terminal);
      board.beat();
      complaints.print("Error: no\nat the end");
      table.heard("maintenance on shop: done after 400ms");
      board.beat();
    }

    assertThat(shown())
        .contains("\u001B[4A\u001B[JError: no\n\u001B[?7l  group")
        .endsWith("0 of 2 done\n\u001B[?7hat the end");
    assertThat(board(false).complaints(terminal)).isSameAs(terminal);
  }

  @Test
  void onATerminalTheTableIsDrawnAnewBelowWhatTerraformSays() {
    try (SwitchBoard board = board(true)) {
      board.beat();
      board.beat();
      PrintStream stage = board.stage();
      stage.print("half a ");
      stage.print("line\n");
    }

    assertThat(shown().split("down since", -1)).as("drawn twice").hasSize(3);
    assertThat(shown())
        .contains("\u001B[4A\u001B[Jhalf a line\n")
        .endsWith("0 of 2 done\n\u001B[?7h");
  }
}
