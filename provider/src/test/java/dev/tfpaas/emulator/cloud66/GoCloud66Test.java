package dev.tfpaas.emulator.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.GoWire;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The vendor's toolbelt against the emulator, command by command: the same requests in the same
/// order, and every field that it decodes. Two items a page, so that pages are turned.
class GoCloud66Test {
  private static final String SHOP = Ids.hex("stack:shop");
  private static final String BLOG = Ids.hex("stack:blog");
  private static final String GROUPS = "/failover_groups.json";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-02-01T10:00:00Z"));
  private EmulatorServer server;
  private GoCloud66 cx;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    World world = World.open(directory.resolve("world"), Estate.builtIn(), clock);
    Cloud66Options options = Cloud66Options.usual("token").limited(2, 3600);
    server =
        EmulatorServer.start(
            new Cloud66Emulator(world, Estate.builtIn(), clock, options), clock, 0, 0);
    cx = new GoCloud66(server.address(), "token");
  }

  @AfterEach
  void stop() {
    cx.close();
    server.close();
  }

  private static String stack(String uid, String more) {
    return "/stacks/%s/%s".formatted(uid, more);
  }

  /// Waits for an action as the toolbelt does: an end without a verdict would make it panic.
  private JsonNode finished(String uid, JsonNode started) {
    cx.decode("Running", started);
    assertThat(started.path("finished_at").isNull()).isTrue();
    String path = stack(uid, "actions/%d.json".formatted(started.path("id").asInt()));
    for (int look = 0; look < 240; look++) {
      JsonNode now = cx.call("GET", path, "", "Running");
      if (!now.path("finished_at").isNull()) {
        return cx.decode("Finished", now);
      }
      clock.move(Duration.ofSeconds(5));
    }
    throw new AssertionError("the toolbelt would give up after 20 minutes");
  }

  private void succeeds(String uid, JsonNode started) {
    JsonNode end = finished(uid, started);
    assertThat(end.path("finished_success").asBoolean()).as("%s", end).isTrue();
  }

  @Test
  void failoverGroupIsAddedUpdatedSwitchedAndDeleted() {
    cx.call("GET", GROUPS, "", "[Group]");
    cx.call("POST", "/failover_groups", body("\"" + SHOP + "\"", "null", "null"), "Done");
    JsonNode group = cx.call("GET", GROUPS, "", "[Group]").path(0);
    String path = "/failover_groups/" + group.path("uid").asString();
    assertThat(group.path("secondary_stack_uid").isNull()).isTrue();

    update(path, "null", "\"" + BLOG + "\"", "null");
    update(path, "null", "null", "2");
    String early = body("\"\"", "\"\"", "null");
    assertThat(cx.refused("PUT", path, early, 422)).isNotEmpty();
    clock.move(Duration.ofMinutes(5));
    JsonNode after = cx.call("GET", GROUPS, "", "[Group]").path(0);
    assertThat(after.path("current_stack").asInt()).isEqualTo(2);
    assertThat(after.path("busy_toggling").asBoolean()).isFalse();
    assertThat(cx.refused("DELETE", path, "", 400)).contains("attached");
    update(path, "\"\"", "\"\"", "null");
    cx.call("DELETE", path, "", "Done");
    assertThat(cx.call("GET", GROUPS, "", "[Group]")).isEmpty();
  }

  private void update(String path, String primary, String secondary, String current) {
    cx.call("PUT", path, body(primary, secondary, current), "Done");
  }

  private static String body(String primary, String secondary, String current) {
    return "{\"primary_stack_uid\":%s,\"secondary_stack_uid\":%s,\"current_stack\":%s}"
        .formatted(primary, secondary, current);
  }

  @Test
  void loginLeadsBackWithACodeThatIsExchangedForTheToken() {
    try (GoWire browser = new GoWire(server.address())) {
      String ask = "response_type=code&client_id=any&scope=public+redeploy&state=s+1&redirect_uri=";
      GoWire.Answer back =
          browser.send(
              "GET", "/oauth/authorize?" + ask + "http%3A%2F%2F127.0.0.1%3A34543%2F", Map.of(), "");
      GoWire.Answer shown =
          browser.send(
              "GET",
              "/oauth/authorize?" + ask + "urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob",
              Map.of(),
              "");
      GoWire.Answer token =
          browser.send(
              "POST",
              "/oauth/token",
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              "client_id=any&code=emulated-code&grant_type=authorization_code");

      assertThat(back.header("Location"))
          .contains("http://127.0.0.1:34543/?code=emulated-code&state=s+1");
      assertThat(shown.body()).contains("emulated-code");
      assertThat(token.body()).isEqualTo("{\"access_token\":\"token\",\"token_type\":\"bearer\"}");
    }
  }

  @Test
  void refusalsHaveTheTextThatTheToolbeltShows() {
    String same = body("\"" + SHOP + "\"", "\"" + SHOP + "\"", "null");
    assertThat(cx.refused("POST", "/failover_groups", same, 400)).contains("different");
    assertThat(cx.refused("GET", "/stacks/none.json", "", 404)).isNotEmpty();
    String busy = "{\"command\":\"clone\"}";
    assertThat(cx.refused("POST", stack(SHOP, "actions.json"), busy, 400)).contains("clone");
  }

  @Test
  void listsAreTurnedPageByPage() {
    List<JsonNode> stacks = cx.pages("/stacks.json", "", "Stack");
    assertThat(stacks).extracting(one -> one.path("uid").asString()).contains(SHOP, BLOG);
    assertThat(stacks).hasSizeGreaterThanOrEqualTo(2);
    cx.pages("/stacks.json", "filter_name=shop&filter_environment=&filter_git_repo=&", "Stack");
    assertThat(cx.pages(stack(SHOP, "settings.json"), "", "Setting"))
        .hasSizeGreaterThan(2)
        .extracting(one -> one.path("key").asString())
        .contains("maintenance.mode");
    assertThat(cx.pages(stack(SHOP, "environments.json"), "", "Variable")).hasSizeGreaterThan(2);
    assertThat(cx.pages(stack(SHOP, "servers.json"), "", "Server")).hasSizeGreaterThan(1);
    cx.pages(stack(SHOP, "actions.json"), "", "Running");
    cx.pages(stack(BLOG, "service_yaml.json"), "include_body=true&", "File");
    cx.pages(stack(BLOG, "manifest_yaml.json"), "include_body=false&", "File");
    cx.pages("/accounts.json", "", "Account");
  }

  @Test
  void singleObjectsAreEnveloped() {
    cx.call("GET", "/ping.json", "", "Done");
    cx.call("GET", "/ping/auth.json", "", "Done");
    cx.call("GET", "/stacks/" + SHOP + ".json", "", "Stack");
    // The client sends a body with these two reads.
    cx.call("GET", "/accounts/139.json", "{\"include_servers\":false}", "Account");
    String server =
        cx.pages(stack(SHOP, "servers.json"), "", "Server").getFirst().path("uid").asString();
    cx.call(
        "GET", stack(SHOP, "servers/" + server + ".json"), "{\"include_private_key\":0}", "Server");
    JsonNode clouds = cx.call("GET", "/clouds.json", "", "[Cloud]");
    cx.call("GET", "/clouds/" + clouds.path(0).path("name").asString() + ".json", "", "Cloud");
  }

  @Test
  void maintenanceModeIsASettingThatIsPolled() {
    cx.sent();
    JsonNode on =
        cx.call(
            "PUT", stack(SHOP, "settings/maintenance-mode.json"), "{\"value\":\"1\"}", "Running");
    assertThat(on.path("action").asString()).isEqualTo("stack-set: maintenance.mode");
    succeeds(SHOP, on);
    assertThat(cx.sent().get(1))
        .isEqualTo("GET " + stack(SHOP, "actions/%d.json".formatted(on.path("id").asInt())));

    assertThat(closed()).isTrue();
    succeeds(
        SHOP,
        cx.call(
            "PUT", stack(SHOP, "settings/maintenance-mode.json"), "{\"value\":\"0\"}", "Running"));
    assertThat(closed()).isFalse();
  }

  private boolean closed() {
    return cx.call("GET", "/stacks/" + SHOP + ".json", "", "Stack")
        .path("maintenance_mode")
        .asBoolean();
  }

  @Test
  void variablesAreSetChangedDownloadedAndUploaded() {
    String path = stack(SHOP, "environments");
    succeeds(
        SHOP,
        cx.call(
            "POST",
            path + ".json",
            "{\"key\":\"A\",\"value\":\"1\",\"apply_strategy\":\"immediately\"}",
            "Running"));
    succeeds(
        SHOP,
        cx.call(
            "PUT",
            path + "/A.json",
            "{\"value\":\"2\",\"apply_strategy\":\"deployment\"}",
            "Running"));
    JsonNode changed =
        cx.pages(path + ".json", "", "Variable").stream()
            .filter(one -> one.path("key").asString().equals("A"))
            .findFirst()
            .orElseThrow();
    assertThat(changed.at("/history/0/value").asString()).isEqualTo("1");

    String upload =
        "{\"environments_format\":\"dotenv\",\"contents\":\"B=3\\n\",\"apply_strategy\":\"deployment\"}";
    succeeds(SHOP, cx.call("PATCH", path + "/bulk.json", upload, "Running"));
    assertThat(download(path)).contains("A=2\n", "B=3\n").doesNotContain("FAILOVER_STATUS");
    succeeds(SHOP, cx.call("POST", path + "/bulk.json", upload, "Running"));
    assertThat(download(path)).contains("B=3\n").doesNotContain("A=2\n");
    assertThat(
            cx.refused(
                "POST",
                path + ".json",
                "{\"key\":\"B\",\"value\":\"4\",\"apply_strategy\":\"deployment\"}",
                400))
        .contains("B");
  }

  /// The parameters come in an order that changes from run to run.
  private String download(String path) {
    String one = "?requested_types=user&page=1&environments_format=dotenv";
    String other = "?environments_format=dotenv&requested_types=user&page=1";
    String contents =
        cx.call("GET", path + ".json" + one, "", "Contents").path("contents").asString();
    assertThat(cx.call("GET", path + ".json" + other, "", "Contents").path("contents").asString())
        .isEqualTo(contents);
    return contents;
  }

  @Test
  void backupTaskIsMadeAndItsFilesAreDownloaded() {
    String path = stack(SHOP, "backups");
    cx.call(
        "POST",
        path + ".json",
        "{\"db_type\":\"all\",\"frequency\":\"0 */1 * * *\",\"keep_count\":100,\"gzip\":true,"
            + "\"excluded_tables\":null,\"run_on_replica_server\":true,\"logical_backup\":true}",
        "Done");
    clock.move(Duration.ofMinutes(5));
    List<JsonNode> backups = cx.pages(path + ".json", "", "Backup");
    assertThat(backups).isNotEmpty();
    int id = backups.getFirst().path("id").asInt();

    for (JsonNode segment : cx.pages("%s/%d/files.json".formatted(path, id), "", "Segment")) {
      String file = "%s/%d/files//%s.json".formatted(path, id, segment.path("id").asString());
      cx.call("GET", file, "", "Link");
    }
  }

  @Test
  void databaseCommandsAreActionsWithAnEmptyTypeAsGiven() {
    String server =
        cx.pages(stack(SHOP, "servers.json"), "", "Server").stream()
            .filter(one -> one.path("server_roles").toString().contains("\"db\""))
            .findFirst()
            .orElseThrow()
            .path("uid")
            .asString();
    for (String command :
        List.of("promote_slave_db", "resync_slave_db", "disable_replication_slave_db")) {
      String body =
          "{\"command\":\"%s\",\"server_uid\":\"%s\",\"db_type\":\"\"}".formatted(command, server);

      JsonNode end = finished(SHOP, cx.call("POST", stack(SHOP, "actions.json"), body, "Running"));

      assertThat(end.path("action").asString()).isEqualTo(command);
      assertThat(end.path("finished_success").asBoolean()).isFalse();
      assertThat(end.path("finished_message").asString()).isEqualTo("Server is not a replica");
    }
    for (String command : List.of("restart", "clear_caches")) {
      succeeds(
          SHOP,
          cx.call(
              "POST", stack(SHOP, "actions.json"), "{\"command\":\"" + command + "\"}", "Running"));
    }
  }

  @Test
  void stackIsRedeployedAndRebooted() {
    JsonNode queued =
        cx.call(
            "POST",
            stack(BLOG, "deployments.json"),
            "{\"git_ref\":\"main\",\"deploy_strategy\":\"\",\"rollout_strategy\":null,"
                + "\"canary_percentage\":null,\"deployment_profile\":\"\",\"services\":null}",
            "Redeployed");
    String action =
        stack(BLOG, "actions/%d.json".formatted(queued.path("async_action_id").asInt()));
    succeeds(BLOG, cx.call("GET", action, "", "Running"));

    succeeds(
        SHOP,
        cx.call(
            "POST",
            stack(SHOP, "reboot_servers.json"),
            "{\"strategy\":\"serial\",\"group\":\"web\"}",
            "Running"));
  }

  /// Adds something, changes and removes it.
  ///
  /// @param type as the client decodes it
  private void keeps(String list, String type, String added, String changed) {
    String path = list + ".json";
    JsonNode made = cx.call("POST", path, added, type);
    String id =
        List.of("uuid", "uid", "id", "key").stream()
            .map(field -> made.path(field).asString(""))
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(cx.pages(path, "", type)).hasSize(1);

    cx.call("PUT", "%s/%s.json".formatted(list, id), changed, type);
    cx.call("DELETE", "%s/%s.json".formatted(list, id), "", type);

    assertThat(cx.pages(path, "", type)).isEmpty();
    cx.refused("DELETE", "%s/%s.json".formatted(list, id), "", 404);
  }

  @Test
  void whatNothingElseDependsOnIsKept() {
    String certificate =
        "{\"ssl_certificate\":{\"uuid\":\"\",\"name\":\"\",\"type\":\"manual\","
            + "\"server_names\":\"www.example.org\",\"key\":\"private\"}}";
    keeps(stack(SHOP, "ssl_certificates"), "Certificate", certificate, certificate);
    keeps(
        "/accounts/139/gateways",
        "Gateway",
        "{\"name\":\"g\",\"address\":\"1.2.3.4\",\"private_ip\":\"\",\"username\":\"ada\"}",
        "{\"content\":\"private\",\"ttl\":60}");
    String template = "{\"base_template\":{\"git_repo\":\"r\",\"git_branch\":\"%s\"}}";
    keeps("/base_templates", "Template", template.formatted("a"), template.formatted("b"));
    String record = "{\"record\":{\"key\":\"k\",\"raw_value\":\"%s\",\"metadata\":{},\"ttl\":0}}";
    keeps(
        "/configstore/namespaces/n/records",
        "Record",
        record.formatted("a"),
        record.formatted("b"));

    JsonNode again =
        cx.call("POST", stack(SHOP, "ssl_certificates.json"), certificate, "Certificate");
    assertThat(again.has("key")).isFalse();
    cx.refused("POST", stack("0".repeat(32), "ssl_certificates.json"), certificate, 404);
  }

  @Test
  void leaseAndScalingAreActions() {
    String lease = "{\"ip_address\":\"\",\"time_to_open\":20,\"port\":22,\"server_uid\":\"\"}";
    succeeds(SHOP, cx.call("POST", stack(SHOP, "firewalls.json"), lease, "Running"));
    String scaling = "{\"service_name\":\"web\",\"server_count\":{\"a\":2}}";
    succeeds(BLOG, cx.call("POST", stack(BLOG, "services.json"), scaling, "Running"));
    succeeds(SHOP, cx.call("POST", stack(SHOP, "configuration/nginx/apply.json"), "", "Running"));
  }

  @Test
  void stackIsCreatedFromFilesAndFoundByItsName() {
    JsonNode made =
        cx.call(
            "POST",
            "/stacks",
            "{\"name\":\"blog-dr\",\"environment\":\"production\",\"service_yaml\":\"services:"
                + " {}\","
                + "\"manifest_yaml\":\"\",\"cloud\":\"cloud-b\",\"key_name\":\"\",\"region\":\"us-east\","
                + "\"size\":\"M\",\"build_type\":\"multi\"}",
            "Running");
    clock.move(Duration.ofSeconds(5));
    String uid =
        cx.pages("/stacks.json", "", "Stack").stream()
            .filter(one -> one.path("name").asString().equals("blog-dr"))
            .findFirst()
            .orElseThrow()
            .path("uid")
            .asString();

    String action = stack(uid, "actions/%d.json".formatted(made.path("id").asInt()));
    clock.move(Duration.ofMinutes(10));
    JsonNode end = cx.call("GET", action, "", "Finished");
    assertThat(end.path("finished_success").asBoolean()).isTrue();
    String file = "{\"service_yaml\":\"services: {web: {}}\",\"comments\":\"again\"}";
    JsonNode version = cx.call("POST", stack(uid, "service_yaml"), file, "File");
    cx.call(
        "GET",
        stack(uid, "service_yaml/%s.json".formatted(version.path("uid").asString())),
        "",
        "File");
    assertThat(version.path("comments").asString()).isEqualTo("again");
  }
}
