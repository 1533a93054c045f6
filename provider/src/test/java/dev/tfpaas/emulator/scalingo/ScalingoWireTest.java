package dev.tfpaas.emulator.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The answers that the vendor's clients depend on: exact status, root keys, null or not.
class ScalingoWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APP = "/osc-fr1/v1/apps/shop-front";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final ScalingoEmulator emulator =
      new ScalingoEmulator(clock, Duration.ofSeconds(4), "tk-us-demo");
  private final String bearer = "Bearer " + exchange();

  private String exchange() {
    Reply reply = call("POST", "/v1/tokens/exchange", "{}", "Basic OnRrLXVzLWRlbW8=");
    return JSON.readTree(reply.body()).path("token").asString("");
  }

  private Reply call(String method, String path, String body, String authorization) {
    return emulator.handle(
        new Request(
            method,
            path,
            Map.of(),
            Map.of("authorization", authorization, "host", "127.0.0.1:1"),
            body));
  }

  private Reply call(String method, String path, String body) {
    return call(method, path, body, bearer);
  }

  private JsonNode read(String path) {
    Reply reply = call("GET", path, "");
    assertThat(reply.status()).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  @Test
  void bearerHasThreePartsAndAnExpiry() {
    String[] parts = bearer.substring("Bearer ".length()).split("\\.", -1);

    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    assertThat(parts).hasSize(3);
    assertThat(JSON.readTree(claims).path("exp").isNumber()).isTrue();
  }

  @Test
  void wrongAndExpiredTokensAreUnauthorized() {
    assertThat(call("POST", "/v1/tokens/exchange", "{}", "Basic OnRr").status()).isEqualTo(401);
    assertThat(call("GET", "/osc-fr1/v1/apps", "", "Bearer x").status()).isEqualTo(401);
    clock.move(Duration.ofMinutes(61));
    assertThat(call("GET", "/osc-fr1/v1/apps", "").status()).isEqualTo(401);
  }

  @Test
  void regionsLeadBackToTheEmulator() {
    JsonNode regions = read("/v1/regions").path("regions");

    assertThat(regions).hasSize(2);
    assertThat(regions.path(0).path("api").asString("")).isEqualTo("http://127.0.0.1:1/osc-fr1");
    assertThat(regions.path(0).path("default").isBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /osc-fr1/v1/apps | {\"app\":{\"name\":\"shop-other\"}} | 201",
        "POST   | /osc-fr1/v1/apps | {\"app\":{\"name\":\"Bad_Name\"}} | 422",
        "POST   | /osc-fr1/v1/apps | {\"app\":{\"name\":\"shop-front\"}} | 422",
        "GET    | /osc-fr1/v1/apps/shop-none | '' | 404",
        "PUT    | /osc-fr1/v1/apps/shop-front | {\"force_https\":true} | 200",
        "DELETE | /osc-fr1/v1/apps/shop-front | '' | 422",
        "POST   | /osc-fr1/v1/apps/shop-front/restart | {\"scope\":null} | 202",
        "PUT    | /osc-fr1/v1/apps/shop-front/variables | {\"variables\":[]} | 200",
        "POST   | /osc-fr1/v1/apps/shop-front/domains |"
            + " {\"domain\":{\"name\":\"b.example.org\"}} | 201",
        "POST   | /osc-fr1/v1/apps/shop-front/domains |"
            + " {\"domain\":{\"name\":\"www.example.org\"}} | 422",
        "POST   | /osc-fr1/v1/apps/shop-front/collaborators |"
            + " {\"collaborator\":{\"email\":\"x@y.z\"}} | 201",
        "POST   | /osc-fr1/v1/apps/shop-front/deployments |"
            + " {\"deployment\":{\"source_url\":\"u\"}} | 201",
        "POST   | /osc-fr1/v1/apps/shop-front/region_migrations |"
            + " {\"migration\":{\"destination\":\"x\"}} | 422",
        "GET    | /osc-fr1/v1/apps/shop-front/region_migrations/none | '' | 404",
        "POST   | /osc-fr1/v1/apps | {\"app\":{\"name\":\"shop-other\",\"stack_id\":\"no\"}} | 422",
        "PATCH  | /osc-fr1/v1/apps/shop-front | {\"app\":{\"stack_id\":\"no\"}} | 422",
        "POST   | /osc-fr1/v1/apps/shop-front/restart | {\"scope\":[\"none\"]} | 422",
        "POST   | /osc-fr1/v1/apps/shop-front/restart | {\"scope\":[\"web\"]} | 202",
        "POST   | /osc-fr1/v1/apps/shop-front/addons |"
            + " {\"addon\":{\"addon_provider_id\":\"postgresql\"}} | 400",
        "POST   | /osc-fr1/v1/apps/shop-front/variables |"
            + " {\"variable\":{\"name\":\"EMPTY\",\"value\":\"\"}} | 422"
      })
  void statusIsTheOneThatClientsMatch(String method, String path, String body, int status) {
    assertThat(call(method, path, body).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/event_types",
        "/event_categories",
        "/notification_platforms",
        "/addon_providers"
      })
  void catalogueNeedsNoToken(String path) {
    assertThat(call("GET", "/osc-fr1/v1" + path, "", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/osc-fr1/v1/apps/shop-front/logs_archives, archives",
    "/osc-fr1/v1/apps/shop-front/autoscalers, autoscalers",
    "/v1/keys, keys",
    "/v1/scm_integrations, scm_integrations",
    "/v1/tokens, tokens"
  })
  void whatThisAccountHasNoneOfIsAnEmptyList(String path, String key) {
    assertThat(read(path).path(key).isArray()).isTrue();
    assertThat(read(path).path(key)).isEmpty();
  }

  @Test
  void addressThatIsGivenAwayNeedsNoToken() {
    Reply made = call("POST", "/osc-fr1/v1/sources", "{}");

    String address = JSON.readTree(made.body()).at("/source/download_url").asString("");

    assertThat(call("GET", address.substring(address.indexOf("/osc-")), "", "").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/apps/shop-front, /app, parent_app_name git_source new_region new_dashboard_url",
    "/apps/shop-front/domains, /domains/0, created_at acme_challenge_error",
    "/apps/shop-front/variables, /variables/0, app_id",
    "/addon_providers/postgresql/plans, /plans/0, price"
  })
  void fieldsThatClientsReadAreThere(String path, String place, String fields) {
    JsonNode object = read("/osc-fr1/v1" + path).at(place);

    assertThat(fields.split(" ")).allMatch(object::has);
  }

  @Test
  void dryRunShowsTheAppThatWouldBe() {
    Reply reply =
        emulator.handle(
            new Request(
                "POST",
                "/osc-fr1/v1/apps",
                Map.of(),
                Map.of("authorization", bearer, "x-dry-run", "true", "host", "127.0.0.1:1"),
                "{\"app\":{\"name\":\"shop-dry\"}}"));

    assertThat(JSON.readTree(reply.body()).at("/app/base_url").asString(""))
        .contains("shop-dry.osc-fr1");
    assertThat(call("GET", "/osc-fr1/v1/apps/shop-dry", "").status()).isEqualTo(404);
  }

  @Test
  void scalingAnswersWithItsOperationAndRefusesAnother() {
    String body = "{\"containers\":[{\"name\":\"web\",\"amount\":0,\"size\":\"\"}]}";

    Reply reply = call("POST", APP + "/scale", body);

    assertThat(reply.status()).isEqualTo(202);
    String location = reply.headers().getOrDefault("Location", "");
    assertThat(location).startsWith("http://127.0.0.1:1" + APP + "/operations/");
    assertThat(call("POST", APP + "/scale", body).status()).isEqualTo(400);
    String operation = location.substring("http://127.0.0.1:1".length());
    assertThat(read(operation).at("/operation/status").asString("")).isEqualTo("running");
    clock.move(Duration.ofSeconds(5));
    assertThat(read(operation).at("/operation/status").asString("")).isEqualTo("done");
    assertThat(read(APP).at("/app/status").asString("")).isEqualTo("running");
  }

  @Test
  void migrationsAreBareAndFlipTheirStatusBeforeTheAnswer() {
    assertThat(read(APP + "/region_migrations").isArray()).isTrue();
    String wanted = "{\"migration\":{\"destination\":\"osc-secnum-fr1\",\"dst_app_name\":\"\"}}";

    Reply made = call("POST", APP + "/region_migrations", wanted);

    JsonNode migration = JSON.readTree(made.body());
    assertThat(made.status()).isEqualTo(201);
    assertThat(migration.path("status").asString("")).isEqualTo("created");
    assertThat(migration.path("dst_app_name").asString("")).isEqualTo("shop-front");
    assertThat(migration.path("new_app_id").isNull()).isTrue();
    assertThat(migration.path("finished_at").isNull()).isTrue();
    assertThat(call("POST", APP + "/region_migrations", wanted).status()).isEqualTo(409);
    String one = APP + "/region_migrations/" + migration.path("id").asString("");
    assertThat(call("POST", one + "/run", "{\"step\":\"data\"}").status()).isEqualTo(400);
    Reply run = call("POST", one + "/run", "{\"step\":\"preflight\"}");
    assertThat(run.status()).isEqualTo(204);
    assertThat(run.body()).isEmpty();
    assertThat(read(one).path("status").asString("")).isEqualTo("running");
    clock.move(Duration.ofMinutes(1));
    assertThat(read(one).path("status").asString("")).isEqualTo("preflight-success");
    assertThat(read(one).path("steps")).hasSize(5);
    assertThat(read(one).at("/steps/0/logs").isNull()).isTrue();
  }

  @Test
  void databaseApiTakesTheTokenOfItsAddonOnly() {
    String addon = read(APP + "/addons").at("/addons/0/id").asString("");
    String database = "/osc-fr1/api/databases/" + addon;

    Reply token = call("POST", APP + "/addons/" + addon + "/token", "{}");

    assertThat(token.status()).isEqualTo(200);
    String own = "Bearer " + JSON.readTree(token.body()).at("/addon/token").asString("");
    assertThat(call("GET", database, "", own).status()).isEqualTo(200);
    assertThat(call("GET", database, "").status()).isEqualTo(401);
    assertThat(call("POST", database + "/backups", "{}", own).status()).isEqualTo(201);
    assertThat(call("GET", database + "/instances_status", "", own).body()).startsWith("[");
  }

  @Test
  void callsOverTheLimitOfAMinuteAreThrottledAndDoNotCount() {
    ScalingoEmulator limited =
        new ScalingoEmulator(clock, ScalingoOptions.usual(Duration.ofSeconds(4), "t").limited(60));
    Request regions = new Request("GET", "/v1/regions", Map.of(), Map.of(), "");
    for (int i = 0; i < 60; i++) {
      assertThat(limited.handle(regions).status()).isEqualTo(200);
    }

    Reply over = limited.handle(regions);
    clock.move(Duration.ofSeconds(61));

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.body()).isEqualTo("Retry later\n");
    assertThat(limited.handle(regions).status()).isEqualTo(200);
  }

  @Test
  void deploymentsComeInPagesWithNullAtTheEnds() {
    for (int i = 0; i < 2; i++) {
      call("POST", APP + "/deployments", "{\"deployment\":{\"source_url\":\"u\"}}");
      clock.move(Duration.ofMinutes(10));
    }

    JsonNode first = page("1");
    JsonNode last = page("2");
    JsonNode beyond = page("3");

    assertThat(first.path("deployments")).hasSize(2);
    assertThat(first.at("/meta/pagination").toString())
        .isEqualTo(
            "{\"current_page\":1,\"per_page\":2,\"prev_page\":null,\"next_page\":2,"
                + "\"total_pages\":2,\"total_count\":3}");
    assertThat(last.path("deployments")).hasSize(1);
    assertThat(last.at("/meta/pagination/next_page").isNull()).isTrue();
    assertThat(beyond.path("deployments")).isEmpty();
    assertThat(read(APP + "/deployments").at("/meta/pagination/per_page").asInt(0)).isEqualTo(20);
  }

  private JsonNode page(String number) {
    Reply reply =
        emulator.handle(
            new Request(
                "GET",
                APP + "/deployments",
                Map.of("page", number, "per_page", "2"),
                Map.of("authorization", bearer, "host", "127.0.0.1:1"),
                ""));
    return JSON.readTree(reply.body());
  }

  @Test
  void clientsMayLookAtTheCatalogueWithoutAToken() {
    for (String path : List.of("/addon_providers", "/addon_categories")) {
      assertThat(call("GET", "/osc-fr1/v1" + path, "", "").status()).isEqualTo(200);
    }
    assertThat(call("GET", "/osc-fr1/v1/apps", "", "").status()).isEqualTo(401);
    assertThat(call("GET", "/osc-fr1/v1/features/unheard-of", "").status()).isEqualTo(404);
  }

  @Test
  void goClientsQuestionMarkAndDoubleSlashesAreHarmlessOnTheWire() throws Exception {
    try (EmulatorServer server = EmulatorServer.start(emulator, clock, 0, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("/v1/regions?", "//v1//regions?")) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(JSON.readTree(answer.body()).at("/regions/0/api").asString(""))
            .isEqualTo(server.address() + "/osc-fr1");
      }
    }
  }

  @Test
  void throttlingIsPlainText() {
    assertThat(emulator.throttled().status()).isEqualTo(429);
    assertThat(emulator.throttled().headers()).containsEntry("Content-Type", "text/plain");
  }
}
