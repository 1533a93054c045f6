package dev.tfpaas.emulator.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The golden requests and answers of the reference, as any client sends them.
class JelasticWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "tok";
  private static final String CONTROL = "environment/control/rest/";
  private static final String BINDER = "environment/binder/rest/";

  private final HttpClient client = HttpClient.newHttpClient();
  private EmulatorServer server;

  @BeforeEach
  void start() throws IOException {
    server = serve(Duration.ofMillis(1));
  }

  private static EmulatorServer serve(Duration pace) throws IOException {
    Clock clock = Clock.systemUTC();
    return EmulatorServer.start(new JelasticEmulator(clock, pace, TOKEN), clock, 0, 0);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.header("Content-Type", "application/x-www-form-urlencoded").build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private HttpRequest.Builder request(String method) {
    return HttpRequest.newBuilder(URI.create(server.address() + "/1.0/" + method));
  }

  private JsonNode bare(String method, String form) {
    HttpResponse<String> answer =
        send(request(method).POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json;charset=UTF-8");
    return JSON.readTree(answer.body());
  }

  private JsonNode call(String method, String form) {
    return bare(method, form.isEmpty() ? "session=" + TOKEN : form + "&session=" + TOKEN);
  }

  private void operate(String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard" + path));
    assertThat(send(request.POST(HttpRequest.BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users/authentication/rest/signin | login=dev%40example.com&password=x | 701 |"
            + " authentication failed | hx-core",
        "environment/control/rest/getregions | appid=cluster | 3 | invalid parameter [session] |"
            + " hx-core",
        "environment/control/rest/getregions | session=null | 3 | invalid parameter [session] |"
            + " hx-core",
        "environment/control/rest/getregions | session=old | 702 | user not authenticated: session"
            + " [xxx] is not valid | hx-core",
        "environment/control/rest/getenvinfo | session=tok | 3 | invalid parameter [envName] |"
            + " hx-core",
        "environment/control/rest/getenvinfo | session=tok&envName=nope | 11 | application"
            + " [nope,nope] not exist | hx-core",
        "environment/control/rest/cloneenv | session=tok&srcEnvName=shop | 3 | invalid parameter"
            + " [dstEnvName] | hx-core",
        "environment/control/rest/cloneenv | session=tok&srcEnvName=nope&dstEnvName=x | 11 |"
            + " application [nope,nope] not exist | hx-core",
        "environment/control/rest/cloneenv | session=tok&srcEnvName=shop&dstEnvName=blog | 2314 |"
            + " environment with name [blog] already exists | JEL",
        "environment/control/rest/migrate |"
            + " session=tok&envName=shop&hardwareNodeGroup=mars&isOnline=false | 5003 | environment"
            + " migration is not possible | JEL",
        "environment/control/rest/migrate |"
            + " session=tok&envName=shop&hardwareNodeGroup=us1&isOnline=True | 5003 | environment"
            + " migration is not possible | JEL",
        "environment/control/rest/checkmigrationpossibility |"
            + " session=tok&envName=shop&hardwareNodeGroup=default_hn_group | 5003 | environment"
            + " migration is not possible | JEL",
        "environment/binder/rest/bindextdomain | session=tok&envName=blog&extdomain=www.example.com"
            + " | 2330 | external domain [www.example.com] is busy | JEL",
        "environment/binder/rest/swapextdomains | session=tok&envName=blog&targetappid=nope | 901 |"
            + " target application [nope,nope] not exist | hx-core",
        "environment/control/rest/execcmdbyid |"
            + " session=tok&envName=shop&nodeId=1001&commandList=%5B%7B%22command%22%3A%22nosuch%22%7D%5D"
            + " | 4109 | command exited with status 127 | JEL",
        "environment/nothing/rest/getenvinfo | session=tok | 5 | service not found | hx-core",
        "environment/control/rest/nothing | session=tok | 6 | method not found | hx-core"
      })
  void refusalsComeWithStatus200(
      String method, String form, int result, String error, String source) {
    JsonNode answer = bare(method, form);

    assertThat(answer.path("result").isIntegralNumber()).isTrue();
    assertThat(answer.path("result").asInt(0)).isEqualTo(result);
    assertThat(answer.path("error").asString("")).isEqualTo(error);
    assertThat(answer.path("source").asString("")).isEqualTo(source);
  }

  @Test
  void sessionIsSignedInAndOut() {
    JsonNode in =
        bare("users/authentication/rest/signin", "login=dev%40example.com&password=" + TOKEN);
    String session = in.path("session").asString("");

    assertThat(session).matches("[0-9a-f]{3}x[0-9a-f]{32}");
    assertThat(in.path("uid").asInt(0)).isEqualTo(42);
    assertThat(
            bare("users/account/rest/getuserinfo", "session=" + session).path("email").asString(""))
        .isEqualTo("dev@example.com");
    bare("users/authentication/rest/signout", "session=" + session);
    assertThat(bare(CONTROL + "getenvs", "session=" + session).path("result").asInt(0))
        .isEqualTo(702);
  }

  @Test
  void regionsHaveTwoLevelsAndTheirClassName() {
    JsonNode answer = call(CONTROL + "getregions", "appid=1dd8d191d38fff45e62564fcf67fdcd6");

    assertThat(answer.path("className").asString(""))
        .isEqualTo("com.hivext.api.server.system.persistence.Region");
    JsonNode first = answer.path("array").path(0);
    assertThat(first.path("domain").asString("")).isEqualTo("eu1.paas.example");
    assertThat(first.path("isMigrationAllowed").isBoolean()).isTrue();
    assertThat(first.path("hardNodeGroups").valueStream())
        .extracting(group -> group.path("uniqueName").asString(""))
        .containsExactly("default_hn_group", "eu1_ssd");
  }

  @Test
  void environmentHasEveryFieldThatClientsLookFor() {
    JsonNode answer =
        call(CONTROL + "GetEnvInfo".toLowerCase(java.util.Locale.ROOT), "envname=shop");
    JsonNode env = answer.path("env");
    JsonNode node = answer.path("nodes").path(0);

    assertThat(answer.propertyNames())
        .containsExactlyInAnyOrder(
            "result",
            "right",
            "envGroups",
            "nodesData",
            "nodesInternalDomains",
            "env",
            "nodeGroups",
            "nodes");
    assertThat(env.propertyNames())
        .containsExactlyInAnyOrder(
            "appid",
            "contexts",
            "createdOn",
            "creatorUid",
            "uid",
            "ownerUid",
            "domain",
            "envName",
            "shortdomain",
            "displayName",
            "extdomains",
            "hardwareNodeGroup",
            "hostGroup",
            "properties",
            "isFirewallEnabled",
            "isTransferring",
            "ishaenabled",
            "sslstate",
            "status");
    assertThat(env.path("appid").asString("")).matches("[0-9a-f]{32}");
    assertThat(env.path("createdOn").asString(""))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    assertThat(env.path("extdomains").path(0).isString()).isTrue();
    assertThat(node.path("url").asString("")).isEqualTo("http://node1001-shop.eu1.paas.example");
    assertThat(node.path("address")).isEqualTo(node.path("intIP"));
    assertThat(node.propertyNames())
        .contains(
            "id",
            "ctid",
            "intIP",
            "extIPs",
            "nodeType",
            "nodeGroup",
            "nodemission",
            "ismaster",
            "status",
            "maxchanks",
            "customitem",
            "endpoints",
            "singleContext");
  }

  @Test
  void environmentIsFoundByNameAppidAndDomainAndByGet() {
    String appid =
        call(CONTROL + "getenvinfo", "envName=shop").path("env").path("appid").asString("");

    for (String target : List.of(appid, "shop.eu1.paas.example")) {
      assertThat(call(CONTROL + "getenvinfo", "envName=" + target).path("result").asInt(-1))
          .isZero();
    }
    HttpResponse<String> got =
        send(request(CONTROL + "getenvinfo?appid=shop&session=" + TOKEN).GET());
    assertThat(JSON.readTree(got.body()).path("env").path("envName").asString(""))
        .isEqualTo("shop");
  }

  @Test
  void creationAnswersInANestedEnvelopeAlsoWhenItRefuses() {
    String form =
        "env=%7B%22shortdomain%22%3A%22new%22%2C%22region%22%3A%22us1%22%7D"
            + "&nodes=%5B%7B%22nodeType%22%3A%22mysql%22%2C%22nodeGroup%22%3A%22sqldb%22%7D%5D";

    JsonNode made = call(CONTROL + "createenvironment", form);
    JsonNode refused = call(CONTROL + "createenvironment", form);

    assertThat(made.path("response").path("name").asString("")).isEqualTo("new");
    assertThat(made.path("response").path("env").path("domain").asString(""))
        .isEqualTo("new.us1.paas.example");
    assertThat(refused.path("result").asInt(-1)).isZero();
    assertThat(refused.path("response").path("result").asInt(0)).isEqualTo(2314);
  }

  @Test
  void cloneIsNewInEverythingButWhatItHolds() {
    JsonNode source = call(CONTROL + "getenvinfo", "envName=shop");

    JsonNode copy = call(CONTROL + "cloneenv", "appid=shop&domain=shop-copy");

    assertThat(copy.path("env").path("status").asInt(0)).isEqualTo(1);
    assertThat(copy.path("env").path("extdomains")).isEmpty();
    assertThat(copy.path("env").path("hardwareNodeGroup").asString(""))
        .isEqualTo("default_hn_group");
    assertThat(copy.path("env").path("appid")).isNotEqualTo(source.path("env").path("appid"));
    assertThat(copy.path("nodes").path(0).path("id"))
        .isNotEqualTo(source.path("nodes").path(0).path("id"));
    JsonNode variables =
        call(CONTROL + "getcontainerenvvarsbygroup", "envName=shop-copy&nodeGroup=cp");
    assertThat(variables.path("object").path("CURRENCY").asString("")).isEqualTo("EUR");
  }

  @Test
  void migrationIsSeenFromAnotherConnectionAndGoesOnWhenTheClientLeaves() throws IOException {
    server.close();
    server = serve(Duration.ofMillis(400));
    operate("/gateway", "{\"limit_ms\": 50}");
    HttpResponse<String> given =
        send(
            request(CONTROL + "migrate")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "envName=shop&hardwareNodeGroup=us1&isOnLine=false&session=" + TOKEN)));
    assertThat(given.statusCode()).isEqualTo(504);
    assertThat(given.body()).startsWith("<html>");

    Awaitility.await()
        .until(() ->
            call(CONTROL + "getenvinfo", "envName=shop")
                .path("env")
                .path("hardwareNodeGroup")
                .asString("")
                .equals("us1"));

    JsonNode node = call(CONTROL + "getenvinfo", "envName=shop").path("nodes").path(0);
    assertThat(node.path("id").asInt(0)).isEqualTo(1001);
    assertThat(node.path("intIP").asString("")).startsWith("10.110.");
    JsonNode action =
        call("environment/tracking/rest/getuidactions", "count=20&actionTypes=PUBLIC")
            .path("array")
            .path(0);
    assertThat(action.path("text").path("hngroupname").asString("")).isEqualTo("us1");
    assertThat(action.path("result").asInt(-1)).isZero();
    assertThat(action.path("duration").asLong(0)).isPositive();
  }

  @Test
  void environmentThatIsBusyRefusesWithItsStatus() throws Exception {
    server.close();
    server = serve(Duration.ofHours(1));
    FutureTask<JsonNode> cloning =
        new FutureTask<>(() -> call(CONTROL + "cloneenv", "srcEnvName=shop&dstEnvName=copy"));
    Thread.ofVirtual().start(cloning);
    Awaitility.await()
        .until(() ->
            call(CONTROL + "getenvinfo", "envName=copy").path("env").path("status").asInt(0) == 7);

    JsonNode refused = call(CONTROL + "stopenv", "envName=shop");
    JsonNode running =
        call("environment/tracking/rest/getcurrentactions", "").path("array").path(0);

    assertThat(refused.path("result").asInt(0)).isEqualTo(2212);
    assertThat(refused.path("error").asString(""))
        .contains("[ENV_STATUS_TYPE_CLONING]", "[ENV_STATUS_TYPE_RUNNING]");
    assertThat(running.path("action").asInt(0)).isEqualTo(20);
    assertThat(running.has("result")).isFalse();
    assertThat(call(CONTROL + "deleteenv", "envName=copy").path("result").asInt(0)).isEqualTo(2212);
  }

  @Test
  void swapIsItsOwnInverse() {
    call(BINDER + "bindextdomain", "envName=shop&extdomain=b.example.com");
    call(BINDER + "swapextdomains", "envName=shop&targetappid=blog");
    assertThat(call(BINDER + "getextdomains", "envName=blog").path("extDomains")).hasSize(2);

    call(BINDER + "swapextdomains", "envName=shop&targetAppid=blog");

    assertThat(
            call(BINDER + "getextdomains", "envName=blog")
                .path("extDomains")
                .path(0)
                .path("domain")
                .asString(""))
        .isEqualTo("blog.example.com");
    assertThat(
            call(BINDER + "checkextdomain", "extdomain=free.example.com").path("result").asInt(-1))
        .isZero();
  }

  @Test
  void variablesAreMergedReplacedAndRemoved() {
    call(CONTROL + "addcontainerenvvars", "envName=shop&nodeGroup=cp&vars=%7B%22B%22%3A%222%22%7D");
    call(CONTROL + "removecontainerenvvars", "envName=shop&nodeId=1001&vars=%5B%22CURRENCY%22%5D");
    assertThat(
            call(CONTROL + "getcontainerenvvars", "envName=shop&nodeId=1001")
                .path("object")
                .propertyNames())
        .containsExactlyInAnyOrder("B", "LOG_LEVEL");

    call(
        CONTROL + "setcontainerenvvarsbygroup",
        "envName=shop&nodeGroup=cp&data=%7B%22A%22%3A%221%22%7D");

    assertThat(
            call(CONTROL + "getcontainerenvvarsbygroup", "envName=shop&nodeGroup=cp")
                .path("object")
                .toString())
        .isEqualTo("{\"A\":\"1\"}");
  }

  @Test
  void packagesAndCommandsAnswerAsClientsExpect() {
    JsonNode installed =
        call(
            "marketplace/jps/rest/install",
            "jps=https%3A%2F%2Fexample.com%2Fm.jps&envName=db&region=us1&settings=null");
    assertThat(installed.path("successText").asString("")).isEqualTo("ok");
    String name = installed.path("uniqueName").asString("");
    assertThat(name).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(
            call("marketplace/jps/rest/uninstall", "appUniqueName=" + name)
                .path("result")
                .asInt(-1))
        .isZero();

    JsonNode ran =
        call(
            CONTROL + "execcmdbyid",
            "envName=shop&nodeId=1001&sayYes=true&userName=root&commandList=%5B%7B%22command%22%3A%22echo%20hi%22%7D%5D");
    assertThat(ran.path("responses").path(0).path("out").asString("")).isEqualTo("hi");
    assertThat(ran.path("responses").path(0).path("nodeid").asInt(0)).isEqualTo(1001);
  }

  @Test
  void tokenForSomeMethodsIsRefusedForOthers() {
    operate("/tokens", "{\"token\": \"few\", \"methods\": [\"getenvs\"]}");

    assertThat(bare(CONTROL + "getenvs", "session=few").path("result").asInt(-1)).isZero();
    assertThat(bare(CONTROL + "getregions", "session=few").path("result").asInt(0)).isEqualTo(8202);
  }
}
