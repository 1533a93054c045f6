package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example `jelastic-migration` against the emulator of Virtuozzo Application Platform: live
/// and offline migration, a copy, a failover by a swap of domains, and the end of it all; then the
/// same with answers that are lost.
@RequiresTerraform
class JelasticStoryIT {
  private static final String TOKEN = "7e1a571c00story00token00never00shown0001";

  /// Two environments in different data centres, so that a switch gives the group another address.
  static final String PAIR =
      """
      provider "paas" {
        jelastic = {}
      }

      variable "active" {
        default = "primary"
      }

      variable "mode" {
        default = "planned"
      }

      variable "accept_data_loss" {
        default = false
      }

      resource "paas_app_clone" "standby" {
        source_app_id       = "shop"
        name                = "shop-dr"
        region              = "us1"
        deletion_protection = false
      }

      resource "paas_failover_group" "shop" {
        primary_app_id      = "shop"
        secondary_app_id    = paas_app_clone.standby.app_id
        domains             = ["www.example.com"]
        active              = var.active
        switch_mode         = var.mode
        accept_data_loss    = var.accept_data_loss
        deletion_protection = false
      }

      output "address" {
        value = paas_failover_group.shop.address
      }
      """;

  private static final String MOVE =
      """
      provider "paas" {
        jelastic = {}
      }

      resource "paas_region_migration" "blog" {
        app_id    = "blog"
        to_region = "us1"
        mode      = "offline"
      }
      """;

  @TempDir Path temporary;
  private JelasticEmulator emulator;
  private EmulatorServer server;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    emulator = new JelasticEmulator(clock, Duration.ofMillis(150), TOKEN);
    server = EmulatorServer.start(emulator, clock, 0, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Command told(Command command) {
    return command
        .with("JELASTIC_URL", server.address().toString())
        .with("JELASTIC_TOKEN", TOKEN)
        .within(Duration.ofMinutes(6));
  }

  /// Does something that only people do.
  private void operate(String path, String body) {
    Reply reply =
        emulator.operate(new Request("POST", "/dashboard" + path, Map.of(), Map.of(), body));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private void fault(Fault.Kind kind, String method) {
    server.faults().add(new Fault("*", "/" + method, "", 0, 1, kind, 504, Duration.ZERO));
  }

  private List<String> calls(String method) {
    return server.log().entries().stream()
        .filter(entry -> entry.path().endsWith("/" + method))
        .map(RequestLog.Entry::what)
        .toList();
  }

  @Test
  void environmentsMoveAreCopiedAndFailOver() {
    try (Workspace workspace = Workspace.ofExample(temporary, "jelastic-migration")) {
      Finished refused = told(workspace.planning("-var", "blog_mode=live")).run().exited(1);
      assertThat(refused.text()).contains("cannot migrate live", "one data centre");
      assertThat(calls("migrate")).isEmpty();

      Finished first = told(workspace.applying()).run().succeeded();
      assertThat(first.text()).contains("blog.us1.paas.example");
      assertThat(calls("migrate"))
          .containsExactlyInAnyOrder(
              "envName: shop, hardwareNodeGroup: eu1_ssd, isOnline: true",
              "envName: blog, hardwareNodeGroup: us1, isOnline: false");
      assertThat(calls("cloneenv")).hasSize(1);

      Command over = told(workspace.applying("-var", "active=secondary"));
      Finished switched = over.with("TF_LOG", "TRACE").run().succeeded();
      assertThat(switched.text()).contains("swap domains").doesNotContain(TOKEN);
      assertThat(calls("swapextdomains")).hasSize(1);
      Finished same = told(workspace.planning("-var", "active=secondary")).run().exited(0);
      assertThat(same.text()).contains("No changes");

      told(workspace.applying("-var", "deletion_protection=false")).run().succeeded();
      told(workspace.terraform(
              "destroy",
              "-auto-approve",
              "-input=false",
              "-no-color",
              "-var",
              "deletion_protection=false"))
          .run()
          .succeeded();
      assertThat(calls("deleteenv")).containsExactly("envName: shop-standby");
      assertThat(calls("swapextdomains")).hasSize(2);
    }
  }

  @Test
  void lostAnswersLeaveOneOfEverythingBetweenDataCentres() {
    try (Workspace workspace = Workspace.in(temporary)) {
      workspace.main(PAIR).initialised();
      // Longer than a copy takes, and shorter than a migration.
      operate("/gateway", "{\"limit_ms\": 400}");
      fault(Fault.Kind.DROP_AFTER, "cloneenv");
      fault(Fault.Kind.DROP_AFTER, "applyenvproperty");
      fault(Fault.Kind.THROTTLE, "getenvinfo");

      Finished first = told(workspace.applying()).run().succeeded();
      assertThat(first.text()).contains("address = \"shop.eu1.paas.example\"");
      assertThat(calls("cloneenv")).hasSize(1);
      assertThat(calls("migrate"))
          .containsExactly("envName: shop-dr, hardwareNodeGroup: us1, isOnline: false");

      fault(Fault.Kind.DROP_AFTER, "swapextdomains");
      Finished over = told(workspace.applying("-var", "active=secondary")).run().succeeded();
      assertThat(over.text()).contains("address = \"shop-dr.us1.paas.example\"");
      assertThat(calls("swapextdomains")).hasSize(1);

      fault(Fault.Kind.DROP_BEFORE, "swapextdomains");
      Finished lost = told(workspace.applying("-var", "active=primary")).run().exited(1);
      assertThat(lost.text()).contains("never made twice");
      assertThat(calls("swapextdomains")).hasSize(2);
      told(workspace.applying("-var", "active=primary")).run().succeeded();
      assertThat(calls("swapextdomains")).hasSize(3);
      assertThat(told(workspace.planning("-var", "active=primary")).run().exited(0).text())
          .contains("No changes");
    }
  }

  @Test
  void brokenSideIsLeftInAnEmergencyAndReadinessSaysWhetherThatWouldWork() {
    try (Workspace workspace = Workspace.in(temporary)) {
      workspace.main(PAIR + ReadinessIT.CHECK).initialised();
      Finished formed = told(workspace.applying()).run().succeeded();
      assertThat(formed.text())
          .contains("emergency = true")
          .doesNotContain("Check block assertion failed");

      operate("/environments/shop-dr", "{\"status\": \"broken\"}");
      Finished unready = told(workspace.planning()).run();
      assertThat(unready.text())
          .contains("Check block assertion failed")
          .contains("target healthy: shop-dr (secondary) is not healthy.")
          .containsPattern("emergency += +true -> false");

      operate("/environments/shop-dr", "{\"status\": \"down\"}");
      operate("/environments/shop", "{\"status\": \"broken\"}");
      Command emergency =
          told(workspace.applying("-var", "active=secondary", "-var", "mode=emergency"));
      assertThat(emergency.run().exited(1).text()).contains("An emergency switch may lose data");
      assertThat(calls("swapextdomains")).isEmpty();

      String[] accepted = {
        "-var", "active=secondary", "-var", "mode=emergency", "-var", "accept_data_loss=true"
      };
      Finished left = told(workspace.applying(accepted)).run().succeeded();

      assertThat(left.text()).contains("stop shop was not possible", "shop is broken");
      assertThat(calls("swapextdomains")).containsExactly("envName: shop-dr, targetappid: shop");
      assertThat(calls("stopenv")).containsOnly("envName: shop-dr");
      Finished after = told(workspace.planning(accepted)).run();
      assertThat(after.text())
          .contains("target healthy: shop (primary) is not healthy.")
          .doesNotContain("will be updated");
    }
  }

  @Test
  void migrationIsNotCancelledAndForgottenWhenItHasEnded() {
    try (Workspace workspace = Workspace.in(temporary)) {
      workspace.main(MOVE).initialised();
      fault(Fault.Kind.HTML_AFTER, "migrate");
      told(workspace.applying()).run().succeeded();
      assertThat(calls("migrate"))
          .containsExactly("envName: blog, hardwareNodeGroup: us1, isOnline: false");
      Command destroy = told(workspace.terraform("destroy", "-auto-approve", "-no-color"));

      operate("/environments/blog", "{\"host_group\": \"eu1_ssd\", \"status\": \"migrating\"}");
      assertThat(destroy.run().exited(1).text().replaceAll("[│\\s]+", " "))
          .contains("no call that cancels a migration");

      operate("/environments/blog", "{\"status\": \"running\"}");
      destroy.run().succeeded();
      assertThat(calls("migrate")).hasSize(1);
      assertThat(workspace.state().path("values").isMissingNode()).isTrue();
    }
  }
}
