package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A group that is formed anew, with a word from after a failover: nobody is led to a side that
/// does not serve.
@RequiresTerraform
class FormingIT {
  private static final String JELASTIC =
      """
      provider "paas" {
        jelastic = {}
      }

      resource "paas_app_clone" "standby" {
        source_app_id       = "shop"
        name                = "shop-standby"
        deletion_protection = false
      }

      resource "paas_failover_group" "shop" {
        primary_app_id      = "shop"
        secondary_app_id    = paas_app_clone.standby.app_id
        domains             = ["www.example.com"]
        active              = "secondary"
        deletion_protection = false
      }
      """;

  private static final String CLOUD66 =
      """
      regions:
        eu-west: {cloud: cloud-a}
        us-east: {cloud: cloud-b}
      apps:
        shop: {region: eu-west, databases: {postgresql: {writes: 1000}, redis: {writes: 100}}}
      traffic:
        shoppers: {app: shop, rate: 20}
      timings: {clone: 0s, maintenance: 0s, seed: 0s, lag: 150ms, detach: 0s, promote: 0s, dns: 0s, backup: 0s, configure: 0s}
      """;

  @TempDir Path temporary;

  @Test
  void aNewEstateWithTheWordOfAFailedOverOneIsRefusedBeforeAnyCall() {
    try (Workspace workspace = Workspace.ofExample(temporary, "failover, fixed")) {
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

      Finished refused = workspace.applying().run().exited(1);

      assertThat(refused.text())
          .contains("A new group must lead to the side that serves: shop")
          .contains("active = \"primary\"");
      assertThat(new LocalCloud(workspace).calls()).isEmpty();
      workspace.change("main.tf", "active = \"secondary\"", "active = \"primary\"");
      workspace.apply();
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      workspace.apply();
      assertThat(new LocalCloud(workspace).violations()).isEmpty();
    }
  }

  @Test
  void aGroupThatWasDeletedAfterAFailoverIsFormedOnTheSideThatServes() {
    try (Workspace workspace = Workspace.ofApplied(temporary, "failover, fixed")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace.change("main.tf", "active = \"primary\"\n", "\n");
      cloud.switchTo("shop", "secondary");
      cloud.paas("delete", "group", "shop");

      workspace.apply();

      GroupFact.Place active =
          cloud.world().read(view -> view.group("shop").orElseThrow().active());
      assertThat(active).isEqualTo(GroupFact.Place.SECONDARY);
      assertThat(cloud.app("shop-standby").maintenance()).isFalse();
      workspace.assertNothingToDo();
    }
  }

  @Test
  void whenTheGroupEndsAfterAFailoverWhoServesIsNotClosed() {
    try (Workspace workspace = Workspace.ofApplied(temporary, "failover, fixed")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      workspace.apply("-var", "deletion_protection=false");
      workspace.file(
          "main.tf",
          workspace
              .read("main.tf")
              .replaceFirst("(?s)resource \"paas_failover_group\".*?\n}\n", "")
              .replaceFirst("(?s)output \"address\".*", ""));

      workspace.apply("-var", "deletion_protection=false");

      workspace.planning("-var", "deletion_protection=false").run().exited(0);
      assertThat(cloud.app("shop-standby").maintenance()).isFalse();
    }
  }

  @Test
  void onJelasticTheFirstApplyIsRefusedBeforeAnyCall() {
    try (Workspace workspace = Workspace.in(temporary).main(JELASTIC).initialised();
        Emulation jelastic = Emulation.start(workspace, "jelastic", "--pace", "0s")) {
      Finished refused = jelastic.told(workspace.applying()).run().exited(1);

      assertThat(refused.text())
          .contains("A new group must lead to the side that serves: shop")
          .doesNotContain("busy");
      assertThat(jelastic.changes()).noneSatisfy(call -> assertThat(call).contains("cloneenv"));
    }
  }

  @Test
  void onCloud66TheGroupIsNotFormedOnACopyInMaintenance() {
    try (Workspace workspace =
            Workspace.ofExample(temporary, "cloud66-failover").file("estate.yaml", CLOUD66);
        Emulation cloud66 = Emulation.start(workspace, "cloud66")) {
      String shop = uid(cloud66, "shop");
      cloud66.dashboard(
          "POST",
          "/stacks/%s/clone".formatted(shop),
          "{\"name\": \"shop-standby\", \"region\": \"us-east\"}");
      for (String engine : List.of("postgresql", "redis")) {
        cloud66.dashboard(
            "POST",
            "/stacks/%s/replication".formatted(uid(cloud66, "shop-standby")),
            "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, shop));
      }

      Finished refused =
          cloud66
              .told(workspace.applying("-var", "active=secondary"))
              .with("TF_VAR_source_app_id", shop)
              .run()
              .exited(1);

      assertThat(refused.text()).contains("A new group must lead to the side that serves");
      assertThat(List.copyOf(cloud66.changes())).isEmpty();
    }
  }

  private static String uid(Emulation cloud66, String name) {
    for (JsonNode stack : cloud66.dashboard("GET", "/stacks", "").path("response")) {
      if (stack.path("name").asString().equals(name)) {
        return stack.path("uid").asString();
      }
    }
    throw new AssertionError("there is no stack " + name);
  }
}
