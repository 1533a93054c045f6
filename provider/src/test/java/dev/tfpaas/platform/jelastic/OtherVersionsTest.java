package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What several sources spell in several ways is read in each of them.
class OtherVersionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NO_METHOD = 6;

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  /// Where the properties of an environment stand.
  enum Properties {
    UNDER_PROPERTIES,
    UNDER_OBJECT,
    ONLY_IN_THE_ENVIRONMENT;

    void spell(ObjectNode body) {
      switch (this) {
        case UNDER_PROPERTIES -> assertThat(body.has("properties")).isTrue();
        case UNDER_OBJECT -> rename(body, "properties", "object");
        case ONLY_IN_THE_ENVIRONMENT -> body.remove("properties");
      }
    }
  }

  private static void rename(ObjectNode object, String from, String to) {
    Optional.ofNullable(object.remove(from)).ifPresent(value -> object.set(to, value));
  }

  private void answers(String method, Consumer<ObjectNode> change) {
    stage.watched.answer(
        (request, reply) -> request.path().endsWith("/" + method) ? changed(reply, change) : reply);
  }

  private static Reply changed(Reply reply, Consumer<ObjectNode> change) {
    ObjectNode body = (ObjectNode) JSON.readTree(reply.body());
    change.accept(body);
    return Reply.text(200, body.toString());
  }

  @ParameterizedTest
  @EnumSource
  void notesAreReadWhereverPropertiesStand(Properties where) {
    boolean inside = where == Properties.ONLY_IN_THE_ENVIRONMENT;
    stage.watched.answer((request, reply) -> {
      if (request.path().endsWith("/getenvproperty")) {
        return changed(reply, where::spell);
      }
      boolean shows = request.path().contains("getenv") && !inside;
      return shows ? changed(reply, OtherVersionsTest::withoutProperties) : reply;
    });

    stage.formed();
    stage.done(
        stage
            .migrations()
            .advance(
                Optional.empty(),
                Stage.move("shop-standby", "us1", Mode.OFFLINE),
                Phase.FINALIZED));

    App copy = stage.open(Stage.TOKEN).apps().find("shop-standby").orElseThrow();
    assertThat(copy.clonedFrom()).contains("shop");
    assertThat(copy.failoverGroupId()).contains("shop+shop-standby");
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.migrations().find("shop-standby:us1").orElseThrow().fromRegion())
        .isEqualTo("default_hn_group");
  }

  private static void withoutProperties(ObjectNode body) {
    if (body.path("env") instanceof ObjectNode env) {
      env.remove("properties");
    }
    body.path("infos").forEach(one -> withoutProperties((ObjectNode) one));
  }

  /// Where notes are seen in environments, nobody asks for them apart.
  @Test
  void propertiesThatStandInTheEnvironmentAreNotAskedForAgain() {
    stage.formed();

    stage.platform.apps().list();

    assertThat(stage.calls("getenvproperty")).isLessThan(2);
  }

  /// What came and went since a copy was begun is read from what the platform tracked.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "srcenv",
        "srcEnvName",
        "env",
        "text",
        "sentence",
        "twice",
        "number as text",
        "action as object"
      })
  void copyIsKnownByWhatWasTrackedInEverySpelling(String spelling) {
    CloneSpec spec = Stage.copy("shop", "shop-dr", Optional.empty(), false);
    stage.done(Stage.untilCopied(stage.clones().create(spec)));
    answers(
        "getuidactions",
        body -> {
          body.path("array").forEach(one -> spell(one, spelling));
          if (spelling.equals("twice")) {
            ArrayNode all = (ArrayNode) body.path("array");
            all.addAll(all.deepCopy());
          }
        });

    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(stage.clones().begun(copy, spec)).isPresent();
  }

  private static void spell(JsonNode one, String spelling) {
    ObjectNode action = (ObjectNode) one;
    ObjectNode text = (ObjectNode) one.path("text");
    switch (spelling) {
      case "env" -> rename(text, "srcenv", "env");
      case "text" -> action.put("text", text.toString());
      case "number as text" -> action.put("action", action.path("action").asString());
      case "action as object" -> {
        int number = action.path("action").asInt(0);
        action.putObject("action").put("id", number).put("name", "clone");
      }
      case "srcEnvName" -> rename(text, "srcenv", "srcEnvName");
      case "sentence" -> action.put("text", "Environment shop was cloned to shop-dr");
      default -> assertThat(spelling).isIn("srcenv", "twice");
    }
  }

  /// What was done is only asked for to tell more.
  @Test
  void trackingThatIsRefusedIsNotOffered() {
    answers(
        "getuidactions",
        body -> {
          body.removeAll();
          body.put("result", 3).put("error", "invalid parameter [count]");
        });

    assertThat(stage.platform.apps().find("shop")).isPresent();
    assertThat(stage.formed().group().lastSwitch()).isEmpty();
  }

  @Test
  void domainIsUnboundByTheNewerMethodWhereTheOlderIsMissing() {
    stage.formed();
    stage.dashboard("POST", "/environments/blog", "{\"domains\": []}");
    stage
        .server
        .faults()
        .add(
            new Fault(
                "*", "/removeextdomain", "", 0, 1, Fault.Kind.STATUS, NO_METHOD, Duration.ZERO));

    stage.done(
        stage
            .groups()
            .update(
                stage.group(),
                new GroupSpec(
                    Optional.empty(),
                    "shop",
                    Optional.of("shop-standby"),
                    Set.of("blog.example.com"))));

    assertThat(stage.domains("shop")).containsExactly("blog.example.com");
    assertThat(stage.calls("removeextdomains")).isOne();
  }

  @Test
  void passwordThatIsAskedForToDeleteIsNamedWithTheWayOut() {
    Dialect asking = Dialect.usual("jelastic").with("delete-password", "required");
    try (Stage strict = new Stage(Duration.ofMinutes(1), asking)) {
      strict.done(strict.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));
      App copy = strict.platform.apps().find("shop-dr").orElseThrow();

      Outcome outcome = strict.run(strict.clones().delete(copy));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.cause())
                      .hasMessageContaining("nothing was deleted")
                      .hasMessageContaining("in the dashboard"));
      assertThat(strict.platform.apps().find("shop-dr")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "name", "required"})
  void quotaThatMayForbidADeletionIsSaidBeforeItIsTried(String position) {
    Dialect dialect = Dialect.usual("jelastic").with("delete-password", position);
    try (Stage other = new Stage(Duration.ofMinutes(1), dialect)) {
      Optional<String> doubt = other.clones().deletionDoubt();

      assertThat(doubt.isPresent()).isEqualTo(position.equals("required"));
      assertThat(doubt.orElse("environment.delete.confirm.type is \"PASSWORD\""))
          .contains("environment.delete.confirm.type", "PASSWORD");
    }
  }

  @Test
  void numbersMayBeTexts() {
    stage.watched.answer(OtherVersionsTest::inTexts);

    assertThat(stage.platform.apps().find("shop").orElseThrow().healthy()).isTrue();
    assertThat(stage.platform.apps().find("nope")).isEmpty();
  }

  private static Reply inTexts(Request request, Reply reply) {
    String body = reply.body();
    for (Map.Entry<String, String> one :
        Map.of("\"result\":(\\d+)", "\"result\":\"$1\"", "\"status\":(\\d+)", "\"status\":\"$1\"")
            .entrySet()) {
      body = body.replaceAll(one.getKey(), one.getValue());
    }
    return Reply.text(200, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"domain\": \"\"}", "7", "\"\"", "null"})
  void customDomainWithoutANameMakesTheAnswerUnreadable(String domain) {
    stage.watched.answer((request, reply) ->
        request.path().contains("/getenv") ? changed(reply, body -> bind(body, domain)) : reply);

    assertThatThrownBy(() -> stage.platform.apps().find("shop"))
        .isInstanceOf(PlatformException.class);
  }

  @Test
  void customDomainMayStandInAnObject() {
    stage.watched.answer((request, reply) ->
        request.path().contains("/getenv")
            ? changed(reply, body -> bind(body, "{\"domain\": \"www.example.org\"}"))
            : reply);

    assertThat(stage.platform.apps().find("shop")).isPresent();
  }

  private static void bind(ObjectNode body, String domain) {
    if (body.path("env") instanceof ObjectNode env) {
      env.putArray("extdomains").add(JSON.readTree(domain));
    }
    body.path("infos").forEach(one -> bind((ObjectNode) one, domain));
  }
}
