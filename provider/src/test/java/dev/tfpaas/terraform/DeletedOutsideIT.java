package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A copy that somebody deleted: plain commands make it anew, or destroy the rest.
@RequiresTerraform
class DeletedOutsideIT {
  private static final String COPY =
      """
      provider "paas" {}

      resource "paas_app_clone" "standby" {
        source_app_id       = "shop"
        name                = "shop-standby"
        region              = "eu-central"
        deletion_protection = false
      }

      resource "paas_db_replication" "orders" {
        source_app_id  = "shop"
        replica_app_id = paas_app_clone.standby.app_id
        engine         = "postgresql"
      }
      """;

  @TempDir Path temporary;

  private Workspace local() {
    Workspace workspace = Workspace.in(temporary).main(COPY).initialised();
    workspace.applying().run().succeeded();
    new LocalCloud(workspace).paas("delete", "app", "shop-standby");
    return workspace;
  }

  @Test
  void applyMakesTheCopyAndItsReplicationAnew() {
    try (Workspace workspace = local()) {
      Finished apply = workspace.applying().run().succeeded();

      assertThat(apply.text()).contains("The app shop-standby was deleted outside");
      assertThat(workspace.attributes("paas_db_replication.orders").path("status").asString())
          .isEqualTo("replicating");
      workspace.assertNothingToDo();
    }
  }

  @Test
  void destroyNeedsNothingElse() {
    try (Workspace workspace = local()) {
      workspace.terraform("destroy", "-auto-approve", "-no-color").run().succeeded();

      assertThat(workspace.terraform("state", "list").run().succeeded().text()).isBlank();
    }
  }

  @Test
  void destroyIsNotKeptByACopyThatOnlyTheDashboardMakes() {
    try (Workspace workspace = Workspace.in(temporary);
        Emulation cloud66 = Emulation.start(workspace, "cloud66")) {
      String shop = "";
      for (JsonNode stack : cloud66.dashboard("GET", "/stacks", "").path("response")) {
        shop = stack.path("name").asString().equals("shop") ? stack.path("uid").asString() : shop;
      }
      workspace
          .main(
              """
              provider "paas" {}

              resource "paas_app_clone" "standby" {
                source_app_id       = "%s"
                name                = "shop-standby"
                adopt               = true
                deletion_protection = false
              }

              resource "paas_failover_group" "shop" {
                primary_app_id      = "%s"
                deletion_protection = false
              }
              """
                  .formatted(shop, shop))
          .initialised();
      cloud66.dashboard("POST", "/stacks/%s/clone".formatted(shop), "{\"name\": \"shop-standby\"}");
      cloud66.told(workspace.applying()).run().succeeded();
      String copy = workspace.attributes("paas_app_clone.standby").path("app_id").asString();
      cloud66.dashboard("DELETE", "/stacks/" + copy, "");

      Finished plan = cloud66.told(workspace.planning()).run().exited(2);
      cloud66.told(workspace.terraform("destroy", "-auto-approve", "-no-color")).run().succeeded();

      assertThat(plan.text()).contains("There is no app shop-standby", "terraform apply` refuses");
      assertThat(workspace.terraform("state", "list").run().succeeded().text()).isBlank();
    }
  }
}
