package dev.tfpaas.emulator.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.GoWire;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The vendor's command line against the emulator, command by command: the same requests in the
/// same order, and every field that it decodes.
class GoScalingoTest {
  private static final String PARIS = "osc-fr1";
  private static final String SECNUM = "osc-secnum-fr1";
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

  @Test
  void loginIsAnExchangeAndTheUser() {
    cli.sent();

    JsonNode user = cli.auth("GET", "/v1/users/self?", "", 200).path("user");

    cli.decode("Self", user);
    assertThat(user.path("flags").path("admin").asBoolean(false)).isFalse();
  }

  @Test
  void fixedAddressesLeadToTheDefaultRegion() {
    // With SCALINGO_API_URL and SCALINGO_DB_URL the list of regions is not asked for.
    String bearer = "Bearer " + cli.exchange();
    try (GoWire wire = new GoWire(server.address())) {
      Map<String, String> headers = Map.of("Authorization", bearer);
      GoWire.Answer app = wire.send("GET", "/v1/apps/shop-front?", headers, "");
      GoWire.Answer restart = wire.send("POST", "/v1" + APP + "/restart", headers, "{}");
      GoWire.Answer token = wire.send("GET", "/api/databases/ad-none?", headers, "");

      assertThat(app.status()).isEqualTo(200);
      assertThat(restart.header("Location").orElseThrow())
          .startsWith(server.address() + "/v1" + APP + "/operations/");
      assertThat(token.status()).isEqualTo(401);
    }
  }

  @Test
  void everyListOfAnAppHasWhatTheCommandsDecode() {
    list("/apps?", "apps", "App");
    cli.decode("App", get(APP + "?").path("app"));
    list(APP + "/containers?", "containers", "ContainerType");
    list(APP + "/ps?", "containers", "Container");
    list(APP + "/variables?aliases=true", "variables", "Variable");
    list(APP + "/variables?aliases=false", "variables", "Variable");
    list(APP + "/domains?", "domains", "Domain");
    list(APP + "/collaborators?", "collaborators", "Collaborator");
    list(APP + "/addons?", "addons", "Addon");
    list(APP + "/deployments?page=1&per_page=20", "deployments", "Deployment");
    cli.decode("Page", get(APP + "/deployments?page=1&per_page=20").at("/meta/pagination"));
    list("/features/stacks?", "stacks", "Stack");
    list("/features/container_sizes?", "container_sizes", "ContainerSize");
    list("/projects?", "projects", "WholeProject");
    for (String none : List.of("autoscalers", "alerts", "notifiers", "stats")) {
      assertThat(get(APP + "/" + none + "?").path(none).isArray()).as(none).isTrue();
    }
    assertThat(get(APP + "/log_drains?").path("drains").isArray()).isTrue();
  }

  @Test
  void catalogueIsAskedWithoutAToken() {
    cli.decode("[ListedProvider]", cli.open(PARIS, "/addon_providers?").path("addon_providers"));
    JsonNode plans = cli.open(PARIS, "/addon_providers/postgresql/plans?").path("plans");

    assertThat(plans).isNotEmpty();
    cli.decode("[Plan]", plans);
  }

  @Test
  void migrationIsCreatedFollowedAndFinished() {
    cli.decode("[Migration]", get(APP + "/region_migrations?"));
    cli.sent();
    JsonNode made =
        post(
            APP + "/region_migrations",
            "{\"migration\":{\"destination\":\"osc-secnum-fr1\",\"dst_app_name\":\"\"}}");
    String path = APP + "/region_migrations/" + made.path("id").asString();
    cli.decode("Migration", made);
    assertThat(made.path("status").asString()).isEqualTo("created");
    assertThat(made.path("finished_at").isNull()).isTrue();
    assertThat(made.path("steps")).isEmpty();

    assertThat(phase(path, "preflight")).isEqualTo("preflight-success");
    assertThat(cli.sent().subList(0, 3))
        .containsExactly(
            "POST /osc-fr1/v1/apps/shop-front/region_migrations"
                + " {\"migration\":{\"destination\":\"osc-secnum-fr1\",\"dst_app_name\":\"\"}}",
            "POST /osc-fr1/v1" + path + "/run {\"step\":\"preflight\"}",
            "GET /osc-fr1/v1" + path + "?");
    assertThat(phase(path, "prepare")).isEqualTo("prepared");
    assertThat(get(APP + "?").at("/app/status").asString()).isEqualTo("migrating");
    assertThat(phase(path, "data")).isEqualTo("data-migrated");
    assertThat(phase(path, "finalize")).isEqualTo("done");

    // What the command prints at the end comes from the other region, under the old name.
    JsonNode there = cli.apps(SECNUM, "GET", APP + "?", "", Set.of(200)).json().path("app");
    cli.decode("App", there);
    assertThat(there.path("base_url").asString())
        .isEqualTo("https://shop-front.osc-secnum-fr1.scalingo.io");
    JsonNode domains = cli.apps(SECNUM, "GET", APP + "/domains?", "", Set.of(200)).json();
    cli.decode("[Domain]", domains.path("domains"));
    cli.decode("[MigrationEvent]", get(APP + "/events?page=1&per_page=20").path("events"));
    cli.decode("[Migration]", get(APP + "/region_migrations?"));
  }

  /// Runs a phase and looks every second, as the command line does, until it stops looking. Every
  /// look is decoded; a step keeps its identifier from look to look.
  private String phase(String path, String step) {
    String body = "{\"step\":\"%s\"}".formatted(step);
    assertThat(cli.apps(PARIS, "POST", path + "/run", body, Set.of(204)).raw().body()).isEmpty();
    List<String> before = List.of();
    for (int look = 0; look < 200; look++) {
      JsonNode now = cli.decode("Migration", get(path + "?"));
      List<String> ids =
          now.path("steps").valueStream().map(one -> one.path("id").asString()).toList();
      assertThat(ids).doesNotHaveDuplicates().containsAll(before);
      before = ids;
      String status = now.path("status").asString();
      if (!Set.of("running", "aborting").contains(status)) {
        assertThat(now.path("finished_at").isNull()).isFalse();
        return status;
      }
      assertThat(now.path("finished_at").isNull()).isTrue();
      clock.move(Duration.ofSeconds(1));
    }
    throw new AssertionError("the command line would wait for ever");
  }

  @Test
  void abortUndoesEverythingFromEachPhase() {
    for (List<String> phases :
        List.of(
            List.<String>of(),
            List.of("preflight"),
            List.of("preflight", "prepare"),
            List.of("preflight", "prepare", "data"))) {
      JsonNode made =
          post(
              APP + "/region_migrations",
              "{\"migration\":{\"destination\":\"osc-secnum-fr1\",\"dst_app_name\":\"moved-shop\"}}");
      String path = APP + "/region_migrations/" + made.path("id").asString();
      phases.forEach(step -> phase(path, step));

      assertThat(phase(path, "abort")).as("%s", phases).isEqualTo("aborted");
      JsonNode after = get(path + "?");
      assertThat(after.path("new_app_id").isNull()).isTrue();
      assertThat(after.path("steps").valueStream().map(one -> one.path("name").asString()))
          .contains("Abort: Start the old app", "Abort: Delete new app", "Restore app status");
      assertThat(get(APP + "?").at("/app/status").asString()).isEqualTo("running");
      cli.apps(SECNUM, "GET", "/apps/moved-shop?", "", Set.of(404));
    }
  }

  @Test
  void refusedStepSaysWhyInAFormThatTheOldCommandLineShows() {
    JsonNode made =
        post(
            APP + "/region_migrations",
            "{\"migration\":{\"destination\":\"osc-secnum-fr1\",\"dst_app_name\":\"\"}}");
    String run = APP + "/region_migrations/" + made.path("id").asString() + "/run";

    GoScalingo.Answer early = cli.apps(PARIS, "POST", run, "{\"step\":\"data\"}", Set.of(400));
    GoScalingo.Answer second =
        cli.apps(
            PARIS,
            "POST",
            APP + "/region_migrations",
            "{\"migration\":{\"destination\":\"mars\",\"dst_app_name\":\"\"}}",
            Set.of(422));
    GoScalingo.Answer gone = cli.apps(PARIS, "GET", "/apps/shop-none?", "", Set.of(404));

    assertThat(early.json().path("error").asString()).contains("data", "created");
    assertThat(second.json().at("/errors/destination/0").isString()).isTrue();
    assertThat(gone.json().path("resource").asString()).isEqualTo("app");
  }

  @Test
  void environmentIsSetReadAndUnset() {
    JsonNode set =
        cli.apps(
                PARIS,
                "PUT",
                APP + "/variables",
                "{\"variables\":[{\"id\":\"\",\"name\":\"A\",\"value\":\"1\"}]}",
                Set.of(200, 201))
            .json();

    cli.decode("[Variable]", set.path("variables"));
    String id = set.at("/variables/0/id").asString();
    cli.apps(PARIS, "DELETE", APP + "/variables/" + id + "?", "", Set.of(204));
    assertThat(get(APP + "/variables?aliases=true").toString()).doesNotContain("\"A\"");
  }

  @Test
  void scaleAndRestartAreFollowedByTheirLocation() {
    get(APP + "/autoscalers?");
    GoScalingo.Answer scaled =
        cli.apps(
            PARIS,
            "POST",
            APP + "/scale",
            "{\"containers\":[{\"app_id\":\"\",\"name\":\"web\",\"amount\":0,\"command\":\"\",\"size\":\"\"}]}",
            Set.of(200, 202));
    cli.decode("[ContainerType]", scaled.json().path("containers"));
    operationOf(scaled);

    for (String scope : List.of("[\"web\"]", "null")) {
      GoScalingo.Answer restarted =
          cli.apps(PARIS, "POST", APP + "/restart", "{\"scope\":" + scope + "}", Set.of(202));
      operationOf(restarted);
    }
  }

  private void operationOf(GoScalingo.Answer answer) {
    String location = answer.raw().header("Location").orElseThrow();
    JsonNode running = cli.follow(PARIS, location).path("operation");
    cli.decode("Operation", running);
    assertThat(running.path("status").asString()).isEqualTo("running");
    clock.move(Duration.ofSeconds(5));
    JsonNode done = cli.follow(PARIS, location).path("operation");
    cli.decode("Operation", done);
    assertThat(done.path("status").asString()).isEqualTo("done");
    assertThat(done.path("finished_at").isNull()).isFalse();
  }

  @Test
  void appIsCreatedConfiguredRenamedAndDestroyed() {
    JsonNode made = post("/apps", "{\"app\":{\"name\":\"shop-other\"}}").path("app");
    cli.decode("App", made);
    for (String field : List.of("force_https", "sticky_session", "router_logs")) {
      JsonNode changed =
          cli.apps(PARIS, "PUT", "/apps/shop-other", "{\"" + field + "\":true}", Set.of(200))
              .json()
              .path("app");
      cli.decode("App", changed);
      assertThat(changed.path(field).asBoolean()).as(field).isTrue();
    }
    JsonNode renamed =
        cli.apps(
                PARIS,
                "POST",
                "/apps/shop-other/rename",
                "{\"current_name\":\"shop-other\",\"new_name\":\"shop-later\"}",
                Set.of(200))
            .json()
            .path("app");
    assertThat(cli.decode("App", renamed).path("name").asString()).isEqualTo("shop-later");

    cli.apps(PARIS, "DELETE", "/apps/shop-later?current_name=shop-later", "", Set.of(204));
    cli.apps(PARIS, "GET", "/apps/shop-later?", "", Set.of(404));
  }

  @Test
  void domainsAreAddedMadeCanonicalAndRemoved() {
    JsonNode added =
        post(APP + "/domains", "{\"domain\":{\"name\":\"b.example.org\"}}").path("domain");
    String path = APP + "/domains/" + cli.decode("Domain", added).path("id").asString();

    JsonNode canonical =
        cli.apps(PARIS, "PATCH", path, "{\"domain\":{\"canonical\":true}}", Set.of(200))
            .json()
            .path("domain");

    assertThat(cli.decode("Domain", canonical).path("canonical").asBoolean()).isTrue();
    assertThat(get(APP + "?").at("/app/url").asString()).isEqualTo("https://b.example.org");
    cli.apps(PARIS, "DELETE", path + "?", "", Set.of(204));
  }

  @Test
  void collaboratorIsInvitedWithTheWholeStructAndRemoved() {
    JsonNode added =
        post(
                APP + "/collaborators",
                "{\"collaborator\":{\"id\":\"\",\"app_id\":\"\",\"username\":\"\",\"email\":\"x@y.org\","
                    + "\"status\":\"\",\"user_id\":\"\",\"is_limited\":false}}")
            .path("collaborator");

    cli.decode("Collaborator", added);
    assertThat(added.path("is_limited").asBoolean(true)).isFalse();
    String path = APP + "/collaborators/" + added.path("id").asString();
    cli.apps(PARIS, "DELETE", path + "?", "", Set.of(204));
  }

  @Test
  void addonIsProvisionedUpgradedAndRemoved() {
    String plan = cli.open(PARIS, "/addon_providers/redis/plans?").at("/plans/0/id").asString();
    JsonNode made =
        post(
            APP + "/addons",
            "{\"addon\":{\"addon_provider_id\":\"redis\",\"plan_id\":\"%s\",\"options\":null}}"
                .formatted(plan));
    cli.decode("AddonMade", made);
    String path = APP + "/addons/" + made.at("/addon/id").asString();

    JsonNode shown = get(path + "?").path("addon");
    String body = "{\"addon\":{\"plan_id\":\"%s\"}}".formatted(plan);
    JsonNode upgraded = cli.apps(PARIS, "PATCH", path, body, Set.of(200)).json().path("addon");

    cli.decode("Addon", shown);
    cli.decode("Addon", upgraded);
    cli.apps(PARIS, "DELETE", path + "?", "", Set.of(204));
  }

  @Test
  void backupIsMadeFollowedAtTheTopLevelAndDownloaded() {
    String addon = get(APP + "/addons?").at("/addons/0/id").asString();
    String database = "/databases/" + addon;
    cli.sent();
    JsonNode made = database(addon, "POST", database + "/backups", "{}", 201);
    cli.decode("Backup", made.path("database_backup"));
    assertThat(cli.sent())
        .containsExactly(
            "POST /osc-fr1/v1/apps/shop-front/addons/" + addon + "/token {}",
            "POST /osc-fr1/api/databases/" + addon + "/backups {}");
    String id = made.at("/database_backup/id").asString();

    clock.move(Duration.ofSeconds(9));
    JsonNode done = database(addon, "GET", "/backups/" + id + "?", "", 200);
    JsonNode all = database(addon, "GET", database + "/backups?", "", 200);
    JsonNode link =
        database(addon, "GET", "%s/backups/%s/archive?".formatted(database, id), "", 200);

    cli.decode("Backup", done.path("database_backup"));
    assertThat(done.at("/database_backup/status").asString()).isEqualTo("done");
    cli.decode("[Backup]", all.path("database_backups"));
    cli.decode("Download", link);
  }

  private JsonNode database(String addon, String method, String target, String body, int expected) {
    return cli.database("shop-front", addon, method, target, body, expected);
  }

  @Test
  void databaseIsShownConfiguredAndRestored() {
    String addon = get(APP + "/addons?").at("/addons/0/id").asString();
    String path = "/databases/" + addon;
    cli.decode("Database", database(addon, "GET", path + "?", "", 200).path("database"));
    String hour =
        "{\"database\":{\"periodic_backups_scheduled_at\":5,\"periodic_backups_enabled\":true}}";
    JsonNode changed = database(addon, "PATCH", path, hour, 200).path("database");
    assertThat(cli.decode("Database", changed).at("/periodic_backups_scheduled_at/0").asInt())
        .isEqualTo(5);
    String feature = "{\"feature\":{\"name\":\"force-ssl\",\"status\":\"\"}}";
    cli.decode("EnabledFeature", database(addon, "POST", path + "/features", feature, 200));
    cli.decode("Message", database(addon, "DELETE", path + "/features?feature=force-ssl", "", 200));
    cli.decode("[InstanceStatus]", database(addon, "GET", path + "/instances_status?", "", 200));
    JsonNode maintenance =
        database(addon, "GET", path + "/maintenance?page=1&per_page=20", "", 200);
    cli.decode("Page", maintenance.at("/meta/pagination"));
    String when = "{\"restore_time\":\"2026-03-01T00:00:00Z\"}";
    cli.decode("Restore", database(addon, "POST", path + "/pitr/restore", when, 201));
  }

  @Test
  void deploymentIsMadeFollowedAndItsOutputRead() {
    JsonNode made =
        post(
                APP + "/deployments",
                "{\"deployment\":{\"git_ref\":\"v42\",\"source_url\":\"https://code.example.org/v42.tar.gz\"}}")
            .path("deployment");
    cli.decode("Deployment", made);
    String path = APP + "/deployments/" + made.path("id").asString();

    clock.move(Duration.ofMinutes(2));
    JsonNode done = get(path + "?").path("deployment");

    cli.decode("Deployment", done);
    assertThat(done.path("status").asString()).isEqualTo("success");
    // The command line takes the link apart into scheme, host and path.
    cli.follow(PARIS, done.at("/links/output").asString());
    cli.apps(PARIS, "DELETE", APP + "/caches/deployment?", "", Set.of(204));
  }
}
