package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.Redaction;
import dev.tfpaas.platform.scalingo.ReadMemory.Look;
import dev.tfpaas.runbook.MovedClock;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one operation has read is true for the next until something is changed, and no longer than
/// the time that is given.
class ReadMemoryTest {
  private static final String HOME = "osc-fr1";
  private static final String APP = "/v1/apps/shop-front";
  private static final Duration MOST = Duration.ofSeconds(20);

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final ReadMemory memory = ReadMemory.empty(clock, MOST);
  private final EmulatedScalingo scalingo = EmulatedScalingo.start();

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private static HttpAnswer answer(String text) {
    return new HttpAnswer(
        200,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Redaction.NONE,
        Optional.empty(),
        HttpHeaders.of(Map.of(), (_, _) -> true));
  }

  private String read(String now) {
    Look look = memory.look(HOME, APP, () -> answer(now));
    memory.keep(HOME, APP, look);
    return look.answer().text();
  }

  @Test
  void answerThatWasAskedForBeforeAChangeIsNotKept() {
    Look early = memory.look(HOME, APP, () -> answer("old"));
    memory.changed(HOME, APP + "/scale");
    memory.keep(HOME, APP, early);

    assertThat(read("new")).isEqualTo("new");
  }

  @Test
  void rememberedAnswerIsNotPutBackAfterAChange() {
    read("old");
    Look remembered = memory.look(HOME, APP, () -> answer("new"));
    memory.changed(HOME, APP + "/scale");
    memory.keep(HOME, APP, remembered);

    assertThat(read("new")).isEqualTo("new");
  }

  @Test
  void answerDoesNotGetYoungerByBeingUsed() {
    read("old");
    clock.move(MOST.minusSeconds(1));
    assertThat(read("new")).isEqualTo("old");
    clock.move(Duration.ofSeconds(2));

    assertThat(read("new")).isEqualTo("new");
  }

  @Test
  void changeOutsideOfAnOperationIsForgottenByTheNext() {
    ScalingoApi api = scalingo.api(MOST);
    String path = APP + "/variables";
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("variables").addObject().put("name", "COLOUR").put("value", "blue");
    assertThat(api.during(() -> api.list(HOME, path, "variables", "name")))
        .noneMatch(it -> it.path("name").asString().equals("COLOUR"));

    api.change(HOME, ScalingoApi.Change.repeatable("PUT", path, body));

    assertThat(api.during(() -> api.list(HOME, path, "variables", "name")))
        .anyMatch(it -> it.path("name").asString().equals("COLOUR"));
  }
}
