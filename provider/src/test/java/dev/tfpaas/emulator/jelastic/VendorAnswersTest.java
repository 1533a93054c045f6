package dev.tfpaas.emulator.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What the vendor's documents and clients show of single answers.
class VendorAnswersTest {
  private static final String TOKEN = "a-token-of-the-emulator";
  private static final String CONTROL = "environment/control/rest/";
  private static final String TRACKING = "environment/tracking/rest/";

  private final JelasticEmulator emulator =
      new JelasticEmulator(Clock.systemUTC(), Duration.ZERO, TOKEN);

  private JsonNode call(String method, Map<String, String> parameters) {
    StringBuilder form = new StringBuilder("session=" + TOKEN);
    parameters.forEach(
        (name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
    Reply reply =
        emulator.handle(
            new Request(
                "POST",
                "/1.0/" + method,
                Map.of(),
                Map.of("content-type", "application/x-www-form-urlencoded"),
                form.toString()));
    return new ObjectMapper().readTree(reply.body());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Test
  void propertiesStandUnderTheirNameAndInTheEnvironment() {
    call(
        CONTROL + "applyenvproperty", Map.of("envName", "shop", "properties", "{\"note\": \"x\"}"));

    JsonNode answer = call(CONTROL + "getenvproperty", Map.of("envName", "shop"));
    JsonNode shown = call(CONTROL + "getenvinfo", Map.of("envName", "shop"));
    JsonNode listed = call(CONTROL + "getenvs", Map.of()).path("infos").path(0);

    assertThat(answer.path("properties").path("note").asString("")).isEqualTo("x");
    assertThat(shown.path("env").path("properties").path("note").asString("")).isEqualTo("x");
    assertThat(listed.path("env").path("properties").path("note").asString("")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUBLIC", "SYSTEM,PUBLIC", "[\"PUBLIC\"]", "['PUBLIC']"})
  void actionTypesSayWhoMaySeeAnAction(String types) {
    call(CONTROL + "cloneenv", Map.of("srcEnvName", "shop", "dstEnvName", "shop-copy"));

    JsonNode text =
        call(TRACKING + "getuidactions", Map.of("actionTypes", types))
            .path("array")
            .path(0)
            .path("text");

    assertThat(text.path("srcenv").asString("")).isEqualTo("shop");
    assertThat(text.path("targetenv").asString("")).isEqualTo("shop-copy");
  }

  @Test
  void numbersOfTasksAreNoActionTypesAndPrivateOnesAreNotPublic() {
    call(CONTROL + "cloneenv", Map.of("srcEnvName", "shop", "dstEnvName", "shop-copy"));

    assertThat(resultOf("20")).isEqualTo(3);
    assertThat(call(TRACKING + "getuidactions", Map.of("actionTypes", "SYSTEM")).path("array"))
        .isEmpty();
  }

  private int resultOf(String types) {
    return call(TRACKING + "getuidactions", Map.of("actionTypes", types)).path("result").asInt(0);
  }

  @Test
  void serversTimeIsAnObject() {
    assertThat(call(TRACKING + "getserverutctime", Map.of()).path("object").asString(""))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a\",\"b\"]", "['a', 'b']", "a,b", "a;b"})
  void groupsOfAnEnvironmentAreTakenAsAListInEverySpelling(String groups) {
    call(CONTROL + "setenvgroup", Map.of("envName", "shop", "envGroups", groups));

    JsonNode shown = call(CONTROL + "getenvinfo", Map.of("envName", "shop")).path("envGroups");

    assertThat(shown.valueStream().map(it -> it.asString(""))).isEqualTo(List.of("a", "b"));
  }

  @Test
  void groupKeepsItsColour() {
    call(
        "environment/group/rest/creategroup",
        Map.of("envGroup", "dr", "data", "{\"color\": \"#ff0000\"}"));

    JsonNode groups = call("environment/group/rest/getgroups", Map.of()).path("array");

    assertThat(groups.valueStream().map(it -> it.path("color").asString("")))
        .contains("#ff0000", "#123456");
  }

  @Test
  void commandsOfAPythonClientAreUnderstood() {
    JsonNode answer =
        call(
            CONTROL + "execcmdbyid",
            Map.of(
                "envName", "shop", "nodeId", "1001", "commandList", "[{'command': 'hostname'}]"));

    assertThat(answer.path("responses").path(0).path("out").asString(""))
        .isEqualTo("node1001-shop.eu1.paas.example");
  }

  @Test
  void domainIsUnboundByEitherMethod() {
    Map<String, String> bound = Map.of("envName", "shop", "extdomain", "www.example.com");
    assertThat(call("environment/binder/rest/RemoveExtDomains", bound).path("result").asInt(9))
        .isZero();
    assertThat(call("environment/binder/rest/removeextdomain", bound).path("result").asInt(9))
        .isEqualTo(1101);
  }
}
