package dev.tfpaas.emulator.scalingo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the vendor's command line asks beside apps and their parts: projects, tokens, one-off
/// containers.
class GoScalingoAccountTest {
  private static final String PARIS = "osc-fr1";
  private static final String APP = "/apps/shop-front";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private EmulatorServer server;
  private GoScalingo cli;

  @BeforeEach
  void start() throws IOException {
    ScalingoEmulator emulator = new ScalingoEmulator(clock, Duration.ofSeconds(4), "tk-us-demo");
    server = EmulatorServer.start(emulator, clock, 0, 0);
    cli = new GoScalingo(server.address(), "tk-us-demo");
  }

  @AfterEach
  void stop() {
    cli.close();
    server.close();
  }

  private JsonNode call(String method, String target, String body, int status) {
    return cli.apps(PARIS, method, target, body, Set.of(status)).json();
  }

  @Test
  void projectIsAddedChangedAndRemoved() {
    String wanted = "{\"project\":{\"name\":\"second\",\"default\":false}}";
    JsonNode made = call("POST", "/projects", wanted, 201).path("project");
    cli.decode("WholeProject", made);
    String one = "/projects/" + made.path("id").asString();

    call("POST", "/projects", wanted, 422);
    call("PATCH", one, "{\"project\":{\"name\":\"third\",\"default\":true}}", 200);

    JsonNode all = call("GET", "/projects?", "", 200).path("projects");
    assertThat(cli.decode("[WholeProject]", all))
        .extracting(it -> it.path("name").asString(), it -> it.path("default").asBoolean())
        .containsExactly(tuple("default", false), tuple("third", true));
    call("GET", one + "/private_network?", "", 404);
    call("DELETE", one + "?", "", 204);
    call("GET", one + "?", "", 404);
    String own = all.path(0).path("id").asString();
    call("DELETE", "/projects/%s?".formatted(own), "", 409);
  }

  @Test
  void tokenThatIsMadeIsShownOnceAndAccepted() {
    JsonNode made =
        cli.auth("POST", "/v1/tokens", "{\"token\":{\"name\":\"ci\"}}", 201).path("token");

    JsonNode listed = cli.auth("GET", "/v1/tokens?", "", 200).path("tokens").path(0);

    assertThat(listed.path("name").asString()).isEqualTo("ci");
    assertThat(listed.has("token")).isFalse();
    try (GoScalingo other = new GoScalingo(server.address(), made.path("token").asString())) {
      other.exchange();
    }
  }

  @Test
  void oneOffContainerIsStartedAndFollowed() {
    String wanted =
        "{\"command\":\"ls\",\"env\":{},\"size\":\"\",\"detached\":true,\"has_uploads\":false}";

    JsonNode run = call("POST", APP + "/run", wanted, 200);

    cli.decode("Container", run.path("container"));
    JsonNode followed = cli.follow(PARIS, run.path("operation_url").asString());
    assertThat(cli.decode("Operation", followed.path("operation")).path("status").asString())
        .isEqualTo("done");
    call("POST", APP + "/run", "{\"command\":\"\"}", 422);
  }

  @Test
  void signalReachesOnlyAContainerThatRuns() {
    JsonNode runs = call("GET", APP + "/ps?", "", 200).path("containers").path(0);
    String one = APP + "/containers/" + runs.path("id").asString();

    call("POST", one + "/kill", "{\"signal\":\"SIGTERM\"}", 204);
    call("POST", one + "/stop", "{}", 202);
    call("POST", APP + "/containers/one-off-1/stop", "{}", 404);
  }

  @Test
  void whatTheAccountHasNoneOfIsAnEmptyList() {
    for (String list : new String[] {"/account/invoices", "/scm_repo_links"}) {
      JsonNode answer = call("GET", list + "?page=1", "", 200);
      cli.decode("Page", answer.path("meta").path("pagination"));
    }
    JsonNode names = call("GET", APP + "/private_network_domain_names?", "", 200);
    assertThat(names.path("domain_names").path("data")).isEmpty();
  }

  @Test
  void whatTheAccountHasNotIsNotFoundByItsName() {
    for (String one :
        List.of(
            "invoice: /account/invoices/in-1?",
            "database: /databases/ad-1/endpoints?",
            "database: /databases/ad-1/net_peerings?",
            "database: /databases/ad-1/net_peerings/1?",
            "database: /databases/ad-1/network_configuration?")) {
      String[] parts = one.split(": ", 2);
      assertThat(call("GET", parts[1], "", 404).path("resource").asString())
          .as(one)
          .isEqualTo(parts[0]);
    }
    cli.auth("POST", "/v1/scm_integrations/github/import_keys", "{}", 404);
    cli.auth("POST", "/v1/users/stop_free_trial", "{}", 200);
    cli.decode(
        "Self",
        cli.auth("PATCH", "/v1/account/profile", "{\"user\":{\"email\":\"a@b.org\"}}", 200)
            .path("user"));
  }

  @Test
  void userOfADatabaseGetsAnotherPassword() {
    String addon = call("GET", APP + "/addons?", "", 200).at("/addons/0/id").asString();
    String users = "/databases/" + addon + "/users";
    String wanted = "{\"database_user\":{\"name\":\"reporting\"}}";
    cli.database("shop-front", addon, "POST", users, wanted, 201);

    JsonNode reset =
        cli.database("shop-front", addon, "POST", users + "/reporting/reset_password", "{}", 200);

    assertThat(reset.at("/database_user/name").asString()).isEqualTo("reporting");
    assertThat(reset.at("/database_user/password").asString()).isNotEmpty();
    cli.database("shop-front", addon, "POST", users + "/nobody/reset_password", "{}", 404);
    JsonNode ranges =
        cli.database("shop-front", addon, "GET", "/firewall/managed_ranges?", "", 200);
    assertThat(ranges.path("ranges").isArray()).isTrue();
    cli.database("shop-front", addon, "GET", "/database_type_versions/1?", "", 404);
    cli.database("shop-front", addon, "GET", "/databases/" + addon + "/maintenance/1?", "", 404);
  }
}
