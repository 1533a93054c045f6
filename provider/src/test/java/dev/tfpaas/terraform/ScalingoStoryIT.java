package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The example `scalingo-migration` against the emulator of Scalingo, as its command line would do
/// it: create, prepare, data, finalize, and abort at each phase before the last.
@RequiresTerraform
class ScalingoStoryIT {
  private static final String MIGRATION = "paas_region_migration.shop";
  private static final String RUN =
      "POST /osc-fr1/v1/apps/shop-front/region_migrations/ID/run step: ";
  private static final String CREATE =
      "POST /osc-fr1/v1/apps/shop-front/region_migrations destination: osc-secnum-fr1,"
          + " dst_app_name:";

  private Workspace workspace;
  private Emulation scalingo;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "scalingo-migration");
    scalingo = Emulation.start(workspace, "scalingo", "--pace", "0s");
  }

  @AfterEach
  void stop() {
    scalingo.close();
    workspace.close();
  }

  private Finished reach(String phase) {
    return scalingo.told(workspace.applying("-var", "phase=" + phase)).run().succeeded();
  }

  private List<String> changes() {
    return scalingo.changes().stream()
        .filter(call -> !call.contains("/exchange"))
        .map(call -> call.replaceFirst("region_migrations/[^/]+/", "region_migrations/ID/"))
        .toList();
  }

  private String status(String region, String app) {
    for (JsonNode one : scalingo.dashboard("GET", "/state", "").path(region)) {
      if (one.path("name").asString().equals(app)) {
        return one.path("status").asString();
      }
    }
    return "none";
  }

  /// Has the next start of a phase happen without an answer that says so.
  private void lost(String kind, String word) {
    scalingo.fault(kind, "POST", "/region_migrations", word);
  }

  @Test
  void phasesAreReachedOneAfterTheOtherAlthoughEveryAnswerIsLost() {
    lost("DROP_AFTER", "destination");
    lost("HTML_AFTER", "preflight");
    reach("checked");
    assertThat(changes()).containsExactly(CREATE, RUN + "preflight");

    lost("HTML_AFTER", "prepare");
    reach("prepared");
    assertThat(changes()).containsExactly(RUN + "prepare");
    assertThat(status("osc-fr1", "shop-front")).isEqualTo("migrating");

    lost("DROP_AFTER", "data");
    reach("data_migrated");
    assertThat(changes()).containsExactly(RUN + "data");
    Finished same = scalingo.told(workspace.planning("-var", "phase=data_migrated")).run();
    assertThat(same.exited(0).text()).contains("No changes");

    lost("DROP_AFTER", "finalize");
    Command last = scalingo.told(workspace.applying("-var", "phase=finalized"));
    Finished moved = last.with("TF_LOG", "TRACE").run().succeeded();
    assertThat(changes()).containsExactly(RUN + "finalize");
    assertThat(moved.text()).doesNotContain(scalingo.token());
    assertThat(status("osc-secnum-fr1", "shop-front")).isEqualTo("running");
    JsonNode migration = workspace.attributes(MIGRATION);
    assertThat(migration.path("new_app_id").asString()).isEqualTo("osc-secnum-fr1/shop-front");
    assertThat(migration.path("dns_changes")).hasSize(1);
  }

  @Test
  void destroyBeforeTheLastPhaseAbortsAndPutsEverythingBack() {
    for (String phase : List.of("checked", "prepared", "data_migrated")) {
      reach(phase);
      changes();

      lost("DROP_AFTER", "abort");
      Command destroy = workspace.terraform("destroy", "-auto-approve", "-var", "phase=" + phase);
      scalingo.told(destroy).run().succeeded();

      assertThat(changes()).as(phase).containsExactly(RUN + "abort");
      assertThat(status("osc-fr1", "shop-front")).as(phase).isEqualTo("running");
      assertThat(status("osc-secnum-fr1", "shop-front")).as(phase).isEqualTo("none");
    }
  }

  @Test
  void withdrawnToolIsOneErrorInThePlan() {
    scalingo.dashboard("POST", "/migrations", "{\"withdrawn\": 410}");

    Finished plan = scalingo.told(workspace.planning("-var", "phase=finalized")).run().exited(1);

    assertThat(plan.text()).contains("withdr", "paas_app_clone");
    assertThat(plan.err().split("Error: ", -1)).as(plan.err()).hasSize(2);
    assertThat(changes()).isEmpty();
  }
}
