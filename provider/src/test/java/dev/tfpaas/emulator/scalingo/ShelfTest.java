package dev.tfpaas.emulator.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the vendor's client adds, changes and removes, and nothing else depends on.
class ShelfTest {
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

  private JsonNode get(String target) {
    return cli.apps(PARIS, "GET", target, "", Set.of(200)).json();
  }

  private JsonNode post(String target, String body) {
    return cli.apps(PARIS, "POST", target, body, Set.of(201)).json();
  }

  private void list(String target, String key, String type) {
    JsonNode body = get(target);
    assertThat(body.path(key)).as(target).isNotEmpty();
    cli.decode("[" + type + "]", body.path(key));
  }

  /// Adds something that has an identifier, changes it and removes it.
  private void keeps(String kind, String one, String type, String sent) {
    String path = APP + "/" + kind;
    String body = "{\"%s\":%s}".formatted(one, sent);
    JsonNode made = cli.decode(type, post(path, body).path(one));
    String id = made.path("id").asString();
    list(path + "?", kind, type);

    JsonNode changed =
        cli.apps(PARIS, "PATCH", path + "/" + id, sent, Set.of(200)).json().path(one);
    cli.apps(PARIS, "DELETE", path + "/" + id, "", Set.of(204));

    assertThat(cli.decode(type, changed).path("id")).isEqualTo(made.path("id"));
    cli.apps(PARIS, "GET", path + "/" + id + "?", "", Set.of(404));
  }

  @Test
  void whatNothingElseDependsOnIsKept() {
    keeps(
        "alerts",
        "alert",
        "Alert",
        "{\"container_type\":\"web\",\"metric\":\"cpu\",\"limit\":0.8,\"disabled\":false}");
    keeps(
        "autoscalers",
        "autoscaler",
        "Autoscaler",
        "{\"id\":\"\",\"container_type\":\"web\",\"metric\":\"cpu\",\"min_containers\":1}");
    keeps(
        "notifiers",
        "notifier",
        "Notifier",
        "{\"name\":\"n\",\"platform_id\":\"p\",\"type_data\":{\"emails\":[]}}");
    String drain = "{\"drain\":{\"type\":\"syslog\",\"url\":\"tcp://logs.example.org\"}}";
    cli.decode("Drain", post(APP + "/log_drains", drain).path("drain"));
    String address = "{\"url\":\"tcp://logs.example.org\"}";
    cli.apps(PARIS, "DELETE", APP + "/log_drains", address, Set.of(204));
    assertThat(get(APP + "/log_drains?").path("drains")).isEmpty();
    String key = "{\"key\":{\"name\":\"laptop\",\"content\":\"ssh-ed25519 AAAA\"}}";
    JsonNode made = cli.decode("Key", cli.auth("POST", "/v1/keys", key, 201).path("key"));
    cli.auth("DELETE", "/v1/keys/" + made.path("id").asString(), "", 204);
    assertThat(cli.auth("GET", "/v1/keys?", "", 200).path("keys")).isEmpty();
  }

  @Test
  void usersAndRulesOfADatabaseAreKept() {
    String addon = get(APP + "/addons?").path("addons").path(0).path("id").asString();
    String database = "/databases/" + addon;
    String user = "{\"database_user\":{\"name\":\"reader\",\"read_only\":true,\"password\":\"p\"}}";
    JsonNode made =
        cli.database("shop-front", addon, "POST", database + "/users", user, 201)
            .path("database_user");
    cli.decode("DatabaseUser", made);
    assertThat(made.has("password")).isFalse();
    JsonNode all = cli.database("shop-front", addon, "GET", database + "/users?", "", 200);
    assertThat(all.path("database-users")).hasSize(1);
    cli.database("shop-front", addon, "DELETE", database + "/users/reader", "", 204);

    String rule = "{\"type\":\"custom_range\",\"cidr\":\"10.0.0.0/8\"}";
    JsonNode kept =
        cli.database("shop-front", addon, "POST", database + "/firewall_rules", rule, 201);
    cli.decode("Rule", kept.path("rule"));
  }
}
