package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// One region of a vendor lets every call hang, or answers with an error of the web server.
@RequiresTerraform
class DeadSideIT {
  private static final String TOKEN = "tk-us-dead-side";
  private static final String GROUP = "paas_failover_group.shop";
  private static final Duration FOREVER = Duration.ofMinutes(5);

  /// Fifteen seconds are promised; a loaded machine may take longer.
  private static final Duration PROMISED = Duration.ofSeconds(15);

  private static final String CONFIGURATION =
      """
      provider "paas" {
        scalingo = {
          region = "osc-fr1"
        }
      }

      resource "paas_failover_group" "shop" {
        primary_app_id      = "shop-front"
        secondary_app_id    = "osc-secnum-fr1/shop-second"
        active              = "primary"
        deletion_protection = false
      }
      """;

  private EmulatorServer server;
  private Workspace workspace;

  @BeforeEach
  void form(@TempDir Path temporary) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    server =
        EmulatorServer.start(
            new ScalingoEmulator(clock, Duration.ofMillis(100), TOKEN), clock, 0, 0);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> made =
          client.send(
              HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard/apps"))
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-second\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(made.statusCode()).isEqualTo(200);
    }
    workspace = Workspace.in(temporary).main(CONFIGURATION).initialised();
    told(workspace.applying()).run().succeeded();
  }

  @AfterEach
  void close() {
    workspace.close();
    server.close();
  }

  private Command told(Command command) {
    return command
        .with("SCALINGO_API_TOKEN", TOKEN)
        .with("SCALINGO_AUTH_URL", server.address().toString());
  }

  private void breakDown(String side, Fault.Kind kind) {
    server.faults().add(new Fault("*", side, "", 0, Integer.MAX_VALUE / 2, kind, 503, FOREVER));
  }

  private void emergency() {
    workspace.change(
        "main.tf",
        "active              = \"primary\"",
        """
        active              = "secondary"
          switch_mode         = "emergency"
          accept_data_loss    = true\
        """);
  }

  @Test
  void deadSideDelaysNothingAndIsLeft(TestReporter reporter) {
    for (Fault.Kind kind : List.of(Fault.Kind.DELAY, Fault.Kind.HTML)) {
      server.faults().clear();
      breakDown("/osc-fr1/", kind);
      reporter.publishEntry(kind.name(), planWithLastKnownValues() + " ms");
    }
    server.faults().clear();
    breakDown("/osc-fr1/", Fault.Kind.DELAY);
    emergency();
    breakDown("/osc-secnum-fr1/", Fault.Kind.STATUS);
    refuseBothDead();

    server.faults().clear();
    breakDown("/osc-fr1/", Fault.Kind.DELAY);
    Finished apply = told(workspace.applying()).run().succeeded();

    reporter.publishEntry("emergency", apply.took().toMillis() + " ms");
    assertThat(workspace.attributes(GROUP).path("active_app_id").asString())
        .isEqualTo("osc-secnum-fr1/shop-second");
    assertThat(apply.text()).contains("Warning").contains("shop-front");
  }

  private long planWithLastKnownValues() {
    Finished plan = told(workspace.planning()).run().exited(0);

    assertThat(plan.text()).contains("No changes").contains("Warning");
    assertThat(plan.took()).isLessThan(PROMISED.multipliedBy(8));
    assertThat(workspace.attributes(GROUP).path("active_app_id").asString())
        .isEqualTo("shop-front");
    return plan.took().toMillis();
  }

  private void refuseBothDead() {
    Finished plan = told(workspace.planning()).run().exited(1);

    assertThat(plan.text()).contains("Error").contains("shop-second");
    assertThat(workspace.attributes(GROUP).path("active").asString()).isEqualTo("primary");
  }
}
