package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The example `cloud66-failover` against the emulator of Cloud 66: the vendor's eleven steps, the
/// disaster, the move for good, and the end.
@RequiresTerraform
class Cloud66StoryIT {
  /// The built-in apps on a platform that takes no time, so that nobody waits for a second look.
  static final String ESTATE =
      """
      regions:
        eu-west: {cloud: cloud-a}
        us-east: {cloud: cloud-b}
      apps:
        shop:
          region: eu-west
          variables: {LOG_LEVEL: info}
          databases: {postgresql: {writes: 1000}, redis: {writes: 200}}
      traffic:
        shoppers: {app: shop, rate: 20}
      timings: {clone: 0s, maintenance: 0s, seed: 0s, lag: 150ms, detach: 0s, promote: 0s, dns: 0s, backup: 0s, configure: 0s}
      """;

  private Workspace workspace;
  private Emulation cloud66;
  private String shop = "";

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "cloud66-failover").file("estate.yaml", ESTATE);
    cloud66 = Emulation.start(workspace, "cloud66");
    shop = uid("shop");
  }

  @AfterEach
  void stop() {
    cloud66.close();
    workspace.close();
  }

  private JsonNode dashboard(String method, String path, String body) {
    return cloud66.dashboard(method, path, body).path("response");
  }

  private String uid(String name) {
    for (JsonNode stack : dashboard("GET", "/stacks", "")) {
      if (stack.path("name").asString().equals(name)) {
        return stack.path("uid").asString();
      }
    }
    throw new AssertionError("there is no stack " + name);
  }

  private Command told(Command command) {
    return cloud66.told(command).with("TF_VAR_source_app_id", shop);
  }

  private void copy() {
    dashboard(
        "POST",
        "/stacks/%s/clone".formatted(shop),
        "{\"name\": \"shop-standby\", \"region\": \"us-east\"}");
  }

  private void replicate() {
    for (String engine : List.of("postgresql", "redis")) {
      dashboard(
          "POST",
          "/stacks/%s/replication".formatted(uid("shop-standby")),
          "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, shop));
    }
  }

  /// Returns the calls that changed something, with names instead of uids.
  private List<String> changes() {
    String standby = uid("shop-standby");
    return cloud66.changes().stream()
        .map(call ->
            call.replace(shop, "SHOP")
                .replace(standby, "STANDBY")
                .replaceAll("fg-[0-9a-f]{32}", "GROUP")
                .replaceAll(", server_uid: [0-9a-f]+", "")
                .replace("/api/3/", ""))
        .toList();
  }

  private void assertNothingLostAndNothingBroken() {
    JsonNode world = dashboard("GET", "/world", "");
    assertThat(world.path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
    assertThat(world.has("violations")).as(world.toString()).isFalse();
  }

  @Test
  void elevenStepsAreOneConfigurationAndThreeVisitsToTheDashboard() {
    Finished first = told(workspace.planning()).run().exited(1);
    assertThat(first.text()).contains("Settings > Actions > Clone", "adopt");

    copy();
    Finished second = told(workspace.applying()).run().exited(1);
    assertThat(second.text()).contains("Configure Replication");

    replicate();
    cloud66.fault("DROP_AFTER", "POST", "/failover_groups", "");
    told(workspace.applying()).run().succeeded();
    assertThat(told(workspace.planning()).run().exited(0).text()).contains("No changes");
    assertThat(changes())
        .filteredOn(
            call -> call.equals("POST failover_groups") || call.startsWith("POST failover_groups "))
        .hasSize(1);

    // The entrance of the emulator is its own address; it tells groups and apps by their names.
    workspace.change(
        "main.tf",
        "  active           = var.active\n",
        """
          active           = var.active
          health           = { interval = "100ms", via = "%s" }
        """
            .formatted(cloud66.variable("CLOUD66_URL")));
    cloud66.fault("DROP_AFTER", "POST", "/actions", "disable_replication_slave_db");
    Command over = told(workspace.applying("-var", "active=secondary"));
    Finished switched = over.with("TF_LOG", "TRACE").run().succeeded();

    assertThat(changes())
        .containsExactly(
            "PUT stacks/SHOP/settings/maintenance-mode",
            "POST stacks/STANDBY/actions command: disable_replication_slave_db, db_type:"
                + " postgresql",
            "POST stacks/STANDBY/actions command: disable_replication_slave_db, db_type: redis",
            "PUT stacks/STANDBY/settings/maintenance-mode",
            "PUT failover_groups/GROUP current_stack: 2");
    assertThat(switched.text()).doesNotContain(cloud66.token()).contains("GET / answers 200");
    JsonNode last = workspace.attributes("paas_failover_group.shop").path("last_switch");
    assertThat(last.path("measured_by").asString("")).as(last.toString()).isEqualTo("probe");
    assertThat(last.path("downtime").asString("")).endsWith("s");
    assertNothingLostAndNothingBroken();
    told(workspace.planning("-var", "active=secondary")).run().exited(0);
  }

  @Test
  void emergencyAsksTheDeadSideForNothing() {
    copy();
    replicate();
    told(workspace.applying()).run().succeeded();
    changes();
    dashboard("POST", "/regions/eu-west", "{\"up\": false}");
    workspace.change(
        "main.tf",
        "  active           = var.active\n",
        """
          active           = "secondary"
          switch_mode      = "emergency"
          accept_data_loss = true
        """);

    Finished switched = told(workspace.applying()).run().succeeded();

    assertThat(changes())
        .startsWith(
            "POST stacks/STANDBY/actions command: promote_slave_db, db_type: postgresql",
            "POST stacks/STANDBY/actions command: promote_slave_db, db_type: redis",
            "PUT stacks/STANDBY/settings/maintenance-mode",
            "PUT failover_groups/GROUP current_stack: 2");
    assertThat(switched.text()).contains("Warning");

    Command end = workspace.terraform("destroy", "-auto-approve", "-no-color");
    Finished refused = told(end).run().exited(1);
    assertThat(refused.text()).contains("deletion_protection");
    assertThat(changes()).isEmpty();
  }

  @Test
  void groupIsNeverReplacedByThePlanThatHasIt() {
    copy();
    replicate();
    told(workspace.applying()).run().succeeded();
    changes();

    Finished replaced =
        told(workspace.planning("-replace=paas_failover_group.shop")).run().exited(1);
    told(workspace.terraform("taint", "paas_failover_group.shop")).run().succeeded();
    Finished tainted = told(workspace.applying()).run().exited(1);
    told(workspace.terraform("untaint", "paas_failover_group.shop")).run().succeeded();

    assertThat(replaced.text()).contains("[refused: serves]", "terraform untaint");
    assertThat(tainted.text()).contains("[refused: serves]");
    assertThat(told(workspace.planning()).run().exited(0).text()).contains("No changes");
    assertThat(changes()).isEmpty();
  }

  @Test
  void moveForGoodIsACopyAndASwitchAndItsEndStopsNoApp() {
    copy();
    replicate();
    String standby = uid("shop-standby");
    workspace.main(
        """
        provider "paas" {}

        resource "paas_failover_group" "shop" {
          primary_app_id      = "%1$s"
          secondary_app_id    = "%2$s"
          deletion_protection = false
        }

        resource "paas_region_migration" "shop" {
          app_id            = "%1$s"
          to_region         = "us-east"
          target_app_id     = "%2$s"
          failover_group_id = paas_failover_group.shop.id
        }
        """
            .formatted(shop, standby));

    told(workspace.applying()).run().succeeded();

    assertThat(workspace.attributes("paas_region_migration.shop").path("status").asString())
        .isEqualTo("finalized");
    assertThat(changes()).endsWith("PUT failover_groups/GROUP current_stack: 2");
    assertNothingLostAndNothingBroken();
    told(workspace.planning()).run().exited(0);

    told(workspace.terraform("destroy", "-auto-approve", "-no-color")).run().succeeded();
    assertThat(changes())
        .containsExactly(
            "PUT failover_groups/GROUP primary_stack_uid: , secondary_stack_uid:",
            "DELETE failover_groups/GROUP");
  }
}
