package dev.tfpaas.emulator.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The wire of Cloud 66 as the vendor's own clients depend on it: statuses, fields, types, quirks.
class Cloud66EmulatorTest {
  private static final String TOKEN = "golden";
  private static final String SHOP = Ids.hex("stack:shop");
  private static final String BLOG = Ids.hex("stack:blog");

  @TempDir Path directory;
  private final MovedClock clock = new MovedClock(Instant.parse("2026-02-01T10:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private EmulatorServer server;

  @BeforeEach
  void start() throws IOException {
    World world = World.open(directory.resolve("world"), Estate.builtIn(), clock);
    server =
        EmulatorServer.start(
            new Cloud66Emulator(world, Estate.builtIn(), clock, Cloud66Options.usual(TOKEN)),
            clock,
            0,
            0);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  /// One answer.
  private record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    JsonNode response() {
      return body.path("response");
    }
  }

  private Answer call(String method, String path, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "bearer " + token);
    }
    try {
      HttpResponse<String> raw = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(raw.statusCode(), mapper.readTree(raw.body()), raw);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private Answer get(String path) {
    return call("GET", "/api/3" + path, "", TOKEN);
  }

  private Answer send(String method, String path, String body) {
    return call(method, "/api/3" + path, body, TOKEN);
  }

  private JsonNode group() {
    return get("/failover_groups.json").response().path(0);
  }

  private String groupPath() {
    return "/failover_groups/" + group().path("uid").asString("");
  }

  private void form() {
    send("POST", "/failover_groups", "{\"primary_stack_uid\":\"%s\"}".formatted(SHOP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stacks/SHOP/jobs.json",
        "/stacks/SHOP/services.json",
        "/stacks/SHOP/formations.json",
        "/stacks/SHOP/servers/S/settings.json",
        "/accounts/139/gateways.json",
        "/configstore/namespaces/n/records.json",
        "/base_templates.json"
      })
  void listOfWhatThereIsNoneOfIsEmptyAndHasPages(String path) {
    Answer answer = get(path.replace("SHOP", SHOP));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response()).isEmpty();
    assertThat(answer.body().path("pagination").path("current").asInt()).isEqualTo(1);
    assertThat(get("/stacks/%s/jobs.json".formatted("0".repeat(32))).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/failover_groups",
        "/failover_groups.json",
        "//failover_groups.json",
        "/elastic_addresses"
      })
  void suffixSlashesAndTheOldNameAreAccepted(String path) {
    assertThat(get(path).status()).isEqualTo(200);
  }

  @Test
  void groupListHasACountAndNoPagination() {
    form();

    JsonNode body = get("/failover_groups.json").body();

    assertThat(body.propertyNames()).containsExactlyInAnyOrder("response", "count");
    assertThat(body.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void createdGroupHasTheTypesThatClientsDecode() {
    Answer created =
        send(
            "POST",
            "/failover_groups",
            "{\"primary_stack_uid\":\"%s\",\"secondary_stack_uid\":null,\"current_stack\":null}"
                .formatted(SHOP));

    assertThat(created.raw().body())
        .isEqualTo("{\"response\":{\"ok\":true,\"message\":\"Failover Group created\"}}");
    JsonNode group = group();
    assertThat(group.path("uid").asString()).matches("fg-[0-9a-f]{32}");
    assertThat(group.path("address").asString()).matches("\\d{3}-\\d{3}-\\d{3}\\.cloud66\\.net");
    assertThat(group.path("current_stack").isIntegralNumber()).isTrue();
    assertThat(group.path("current_stack").asInt()).isEqualTo(1);
    assertThat(group.path("primary_stack_name").asString()).isEqualTo("shop");
    assertThat(group.path("secondary_stack_uid").isNull()).isTrue();
    assertThat(group.path("busy_toggling").isBoolean()).isTrue();
    assertThat(Instant.parse(group.path("created_at").asString())).isNotNull();
  }

  @Test
  void groupIsAttachedSwitchedDetachedAndDeletedAsInTheReference() {
    form();
    String path = groupPath();
    String attach = "{\"secondary_stack_uid\":\"%s\"}".formatted(BLOG);
    String turn = "{\"primary_stack_uid\":null,\"secondary_stack_uid\":null,\"current_stack\":2}";
    String detach =
        "{\"primary_stack_uid\":\"\",\"secondary_stack_uid\":\"\",\"current_stack\":null}";

    assertThat(send("PUT", path, attach).response().path("message").asString())
        .isEqualTo("Failover Group updated");
    assertThat(send("PUT", path, turn).status()).isEqualTo(200);
    assertThat(group().path("busy_toggling").asBoolean()).isTrue();
    assertThat(send("PUT", path, detach).status()).as("while busy").isEqualTo(422);
    clock.move(Duration.ofSeconds(5));
    assertThat(group().path("busy_toggling").asBoolean()).isFalse();
    assertThat(group().path("current_stack").asInt()).isEqualTo(2);
    assertThat(send("DELETE", path, "").status()).as("while attached").isEqualTo(400);
    assertThat(send("PUT", path, detach).status()).isEqualTo(200);
    assertThat(send("DELETE", path, "").raw().body())
        .isEqualTo("{\"response\":{\"ok\":true,\"message\":\"Failover Group deleted\"}}");
    assertThat(get("/failover_groups").body().path("count").asInt()).isZero();
  }

  @Test
  void refusalsOfGroupsAreTheVendors() {
    form();
    String same = "{\"secondary_stack_uid\":\"%s\"}".formatted(SHOP);

    Answer twice = send("PUT", groupPath(), same);

    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.body().path("error").asString()).isEqualTo("bad_request");
    assertThat(twice.body().path("details").asString())
        .isEqualTo("Primary and secondary applications must be different");
    assertThat(send("PUT", groupPath(), "{\"current_stack\":2}").status()).isEqualTo(400);
    assertThat(send("PUT", "/failover_groups/fg-none", "{}").status()).isEqualTo(404);
  }

  @Test
  void formBodiesAreAccepted() {
    assertThat(send("POST", "/failover_groups", "primary_stack_uid=" + SHOP).status())
        .isEqualTo(200);
    assertThat(group().path("primary_stack_uid").asString()).isEqualTo(SHOP);
  }

  @Test
  void failoverStatusIsInTheVariables() {
    form();

    assertThat(variable(SHOP, "FAILOVER_STATUS")).isEqualTo("online");
    assertThat(variable(BLOG, "FAILOVER_STATUS")).isEqualTo("none");
  }

  private String variable(String stack, String key) {
    for (JsonNode variable : get("/stacks/%s/environments.json".formatted(stack)).response()) {
      if (variable.path("key").asString().equals(key)) {
        return variable.path("value").asString();
      }
    }
    return "";
  }

  @Test
  void listsHaveThePaginationThatClientsNeed() {
    JsonNode pagination = get("/stacks.json?page=1").body().path("pagination");

    assertThat(pagination.propertyNames())
        .containsExactlyInAnyOrder("previous", "next", "current", "per_page", "count", "pages");
    assertThat(pagination.path("previous").isNull()).isTrue();
    assertThat(pagination.path("per_page").asInt()).isEqualTo(30);
    assertThat(get("/stacks.json?page=9").response().size()).isZero();
  }

  @Test
  void stackHasTheFieldsAndTypesOfTheReference() {
    JsonNode stack = get("/stacks/%s.json".formatted(SHOP)).response();

    assertThat(stack.path("framework").asString()).isEqualTo("rails");
    assertThat(stack.path("status").asInt()).isEqualTo(1);
    assertThat(stack.path("health").asInt()).isEqualTo(3);
    assertThat(stack.path("created_at").asString()).matches(".* UTC");
    assertThat(Instant.parse(stack.path("created_at_iso").asString())).isNotNull();
    assertThat(stack.path("redeploy_hook").isNull()).isTrue();
    assertThat(stack.path("account_id").isIntegralNumber()).isTrue();
    assertThat(get("/stacks/" + "0".repeat(32)).status()).isEqualTo(404);
  }

  @Test
  void maintenanceIsAnActionThatIsPolled() {
    Answer started =
        send(
            "PUT",
            "/stacks/%s/settings/maintenance-mode.json".formatted(SHOP),
            "{\"value\":\"1\"}");
    JsonNode action = started.response();

    assertThat(started.status()).isEqualTo(200);
    assertThat(action.path("id").isIntegralNumber()).isTrue();
    assertThat(action.path("resource_id").isString()).isTrue();
    assertThat(action.path("action").asString()).isEqualTo("stack-set: maintenance.mode");
    assertThat(action.path("finished_at").isNull()).isTrue();
    assertThat(action.path("finished_success").isNull()).isTrue();
    clock.move(Duration.ofSeconds(2));
    JsonNode done =
        get("/stacks/%s/actions/%d.json".formatted(SHOP, action.path("id").asLong())).response();
    assertThat(done.path("finished_success").isBoolean()).isTrue();
    assertThat(done.path("finished_message").asString()).isEqualTo("Completed successfully");
    assertThat(get("/stacks/" + SHOP).response().path("maintenance_mode").asBoolean()).isTrue();
    assertThat(get("/stacks/%s/actions/%d".formatted(BLOG, action.path("id").asLong())).status())
        .as("under another stack")
        .isEqualTo(404);
  }

  @Test
  void containersHaveNoMaintenanceSetting() {
    Answer refused =
        send("PUT", "/stacks/%s/settings/maintenance-mode".formatted(BLOG), "{\"value\":\"1\"}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(get("/stacks/%s/settings".formatted(BLOG)).raw().body())
        .doesNotContain("maintenance.mode");
    assertThat(get("/stacks/%s/settings".formatted(SHOP)).raw().body())
        .contains("\"id\":\"maintenance-mode\"");
  }

  @Test
  void actionOnWhatIsNoReplicaIsAcceptedAndFails() {
    JsonNode server = get("/stacks/%s/servers".formatted(SHOP)).response().path(1);
    String body =
        "{\"command\":\"promote_slave_db\",\"server_uid\":\"%s\",\"db_type\":\"\"}"
            .formatted(server.path("uid").asString());

    Answer started = send("POST", "/stacks/%s/actions.json".formatted(SHOP), body);
    clock.move(Duration.ofSeconds(5));
    JsonNode action =
        get("/stacks/%s/actions/%d".formatted(SHOP, started.response().path("id").asLong()))
            .response();

    assertThat(started.status()).isEqualTo(200);
    assertThat(action.path("finished_success").asBoolean(true)).isFalse();
    assertThat(action.path("finished_message").asString()).isEqualTo("Server is not a replica");
  }

  @Test
  void stackThatIsBeingBuiltIsListedLate() {
    String body =
        """
        {"name":"blog-dr","environment":"production","service_yaml":"services: {}",
         "manifest_yaml":"","cloud":"cloud-b","key_name":"","region":"us-east","size":"M",
         "build_type":"multi"}
        """;

    Answer created = send("POST", "/stacks", body);

    assertThat(created.response().path("action").asString()).isEqualTo("stack_create");
    assertThat(created.raw().body()).doesNotContain(Ids.hex("stack:blog-dr"));
    assertThat(get("/stacks.json?filter_name=blog-dr").response().size()).isZero();
    clock.move(Duration.ofSeconds(10));
    assertThat(get("/stacks.json?filter_name=blog-dr").response().size()).isEqualTo(1);
    assertThat(send("POST", "/stacks", "{\"name\":\"x\",\"environment\":\"y\"}").status())
        .isEqualTo(400);
  }

  @Test
  void backupTaskAnswersNoIdAndShowsLater() {
    String path = "/stacks/%s/backups.json".formatted(SHOP);

    Answer queued = send("POST", path, "{\"db_type\":\"postgresql\",\"keep_count\":3}");

    assertThat(queued.raw().body())
        .isEqualTo("{\"response\":{\"ok\":true,\"message\":\"queued for creation\"}}");
    clock.move(Duration.ofSeconds(5));
    JsonNode backup = get(path + "?db_type=postgresql").response().path(0);
    assertThat(backup.path("backup_status").asInt(9)).isZero();
    String files =
        "/stacks/%s/backups/%d/files//tar.json".formatted(SHOP, backup.path("id").asInt());
    assertThat(get(files).response().path("public_url").isString()).isTrue();
  }

  @Test
  void variablesAreKeptWithTheirHistory() {
    String path = "/stacks/%s/environments".formatted(SHOP);

    assertThat(send("POST", path, "{\"key\":\"A\",\"value\":\"1\"}").response().path("action"))
        .hasToString("\"env-var-new\"");
    assertThat(send("POST", path, "{\"key\":\"A\",\"value\":\"2\"}").status()).isEqualTo(400);
    send("PUT", path + "/A.json", "{\"value\":\"2\"}");
    send(
        "PATCH",
        path + "/bulk.json",
        "{\"environments_format\":\"dotenv\",\"contents\":\"B=3\\n\"}");
    assertThat(
            get(path + ".json?environments_format=dotenv&requested_types=user")
                .response()
                .path("contents")
                .asString())
        .contains("A=2\n", "B=3\n", "LOG_LEVEL=info\n")
        .doesNotContain("FAILOVER_STATUS");
    assertThat(send("DELETE", path + "/FAILOVER_STATUS", "").status()).isEqualTo(400);
    assertThat(send("DELETE", path + "/A", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /failover_groups, 200",
    "POST, /failover_groups, 403",
    "GET, /clouds, 403",
    "GET, /accounts, 403"
  })
  void scopesAreChecked(String method, String path, int status) {
    operate("/dashboard/tokens", "{\"token\":\"reader\",\"scopes\":\"public\"}");

    assertThat(call(method, "/api/3" + path, "{}", "reader").status()).isEqualTo(status);
  }

  private void operate(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void wrongTokenUnknownRouteAndPingAnswerAsTheVendor() {
    assertThat(call("GET", "/api/3/stacks", "", "wrong").status()).isEqualTo(401);
    assertThat(call("GET", "/api/3/stacks", "", "wrong").body().path("error").asString())
        .isEqualTo("unauthenticated");
    assertThat(get("/stacks/%s/clone".formatted(SHOP)).status()).isEqualTo(404);
    assertThat(call("GET", "/api/3/ping", "", "").response().path("ok").asBoolean()).isTrue();
    assertThat(get("/ping/auth").response().path("account_id").asInt()).isEqualTo(139);
  }

  @Test
  void rateLimitIsInEveryAnswerAndIs503() {
    HttpResponse<String> answer = get("/stacks").raw();

    assertThat(answer.headers().firstValue("X-RateLimit-Limit")).contains("3600");
    assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("3599");
  }

  @Test
  void noEndpointClonesDeletesOrReplicates() {
    assertThat(send("DELETE", "/stacks/" + SHOP, "").status()).isEqualTo(404);
    assertThat(send("POST", "/stacks/%s/clone".formatted(SHOP), "{}").status()).isEqualTo(404);
    assertThat(
            send(
                    "POST",
                    "/stacks/%s/actions".formatted(SHOP),
                    "{\"command\":\"enable_replication\"}")
                .status())
        .isEqualTo(400);
  }
}
