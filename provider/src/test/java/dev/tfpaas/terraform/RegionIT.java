package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Many groups leave a region by one word of `topology.yaml`.
@RequiresTerraform
class RegionIT {
  /// More than Terraform works on by itself.
  private static final int GROUPS = 12;

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void form(@TempDir Path temporary) {
    workspace = Workspace.in(temporary);
    cloud = new LocalCloud(workspace);
    StringBuilder estate = new StringBuilder("regions: {eu-west: {}, eu-central: {}}\napps:\n");
    StringBuilder apps = new StringBuilder("deletion_protection: false\nplatforms:\n");
    apps.append("  local: {estate: estate.yaml}\napps:\n");
    StringBuilder data = new StringBuilder("replication:\n");
    StringBuilder groups = new StringBuilder("failover:\n");
    for (int i = 0; i < GROUPS; i++) {
      estate.append(
          "  a%d: {region: eu-west, databases: {postgresql: {}, redis: {}}}\n".formatted(i));
      apps.append("  a%d: {region: eu-west}\n".formatted(i));
      apps.append("  b%d: {clone_of: a%d, region: eu-central}\n".formatted(i, i));
      for (String engine : List.of("postgresql", "redis")) {
        data.append(
            "  %s%d: {source: a%d, replica: b%d, engine: %s}\n".formatted(engine, i, i, i, engine));
      }
      groups.append("  g%d: {members: [a%d, b%d]}\n".formatted(i, i, i));
    }
    estate.append("timings: {clone: 10ms, seed: 10ms, lag: 10ms, promote: 10ms}\n");
    workspace
        .file("estate.yaml", estate.toString())
        .file("topology.yaml", "" + apps + data + groups);
    workspace.paas("apply", "--yes").run().succeeded();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void refusedGroupStaysAndKeepsNoOtherFromLeaving() {
    workspace.change(
        "topology.yaml", "deletion_protection", "active_region: eu-central\ndeletion_protection");
    workspace.change(
        "topology.yaml", "[a7, b7]}", "[a7, b7], guards: {require_backup_within: 1h}}");

    Finished first = workspace.paas("apply", "--yes").run().exited(3);
    Finished again = workspace.paas("apply", "--yes", "--output", "json").run().exited(3);
    workspace.change("topology.yaml", ", guards: {require_backup_within: 1h}", "");
    Finished rest = workspace.paas("apply", "--yes").run().succeeded();
    workspace.change("topology.yaml", "active_region: eu-central\n", "");
    workspace.paas("plan").run().exited(0);

    assertThat(first.text())
        .contains("g7 stays on primary: the switch to secondary is refused")
        .contains("failover.g3: move traffic a3 to b3: done after ")
        .contains("failover.g7 a7 is active (primary) STAYED")
        .contains("1 of %d groups stayed".formatted(GROUPS));
    JsonNode region = Workspace.json(again.out()).path("active_region");
    assertThat(region.path("stayed").toString()).isEqualTo("[\"failover.g7\"]");
    assertThat(region.path("serving")).hasSize(GROUPS - 1);
    assertThat(rest.text()).contains("failover.g7 b7 is active (secondary)");
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void deadRegionIsLeftByAllAtOnce() {
    cloud.fail("eu-west");
    workspace.change(
        "topology.yaml",
        "deletion_protection",
        "active_region: eu-central\nswitch_mode: emergency\naccept_data_loss: true\n"
            + "deletion_protection");

    workspace.paas("apply", "--yes").run().succeeded();

    List<GroupFact> groups = cloud.world().read(View::groups);
    assertThat(groups)
        .hasSize(GROUPS)
        .extracting(GroupFact::active)
        .containsOnly(GroupFact.Place.SECONDARY);
    assertThat(cloud.violations()).isEmpty();
  }
}
