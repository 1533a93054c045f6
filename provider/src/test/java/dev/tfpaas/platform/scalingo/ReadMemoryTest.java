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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    return answer(200, text);
  }

  private static HttpAnswer answer(int status, String text) {
    return new HttpAnswer(
        status,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Redaction.NONE,
        Optional.empty(),
        HttpHeaders.of(Map.of(), (_, _) -> true));
  }

  private String read(String now) {
    return read(APP, answer(now));
  }

  private String read(String path, HttpAnswer now) {
    Look look = memory.look(HOME, path, () -> now);
    memory.keep(HOME, path, look);
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

  @ParameterizedTest
  @CsvSource({
    "/v1/apps/shop-copy/addons, old, old",
    "/v1/apps/shop-copy/deployments, old, old",
    "/v1/apps/shop-copy, old, old",
    "/v1/apps, old, old",
    "/v1/apps/shop-front/addons, new, new",
    "/v1/apps/shop-front/deployments, new, old",
    "/v1/apps/shop-front/restart, new, old",
    "/v1/apps/shop-front, new, new",
    "/v1/apps/shop-copy/region_migrations, new, new",
    "/v1/apps/shop-copy/rename, new, new",
    "/v1/apps/shop-copy?current_name=shop-copy, new, new"
  })
  void changeForgetsOnlyWhatItMayReach(String changed, String app, String addons) {
    read(APP, answer("old"));
    read(APP + "/addons", answer("old"));

    memory.changed(HOME, changed);

    assertThat(read(APP, answer("new"))).isEqualTo(app);
    assertThat(read(APP + "/addons", answer("new"))).isEqualTo(addons);
  }

  @Test
  void newAppIsInTheListAndWhereNoneWasFound() {
    read("/v1/apps", answer("one"));
    read("/v1/apps/shop-copy", answer(404, "none"));

    memory.changed(HOME, "/v1/apps");

    assertThat(read("/v1/apps", answer("two"))).isEqualTo("two");
    assertThat(read("/v1/apps/shop-copy", answer("there"))).isEqualTo("there");
  }

  private static ToldAnswer told(String path) {
    return new ToldAnswer(path, answer("told"), Optional.empty());
  }

  @Test
  void whatAChangeToldIsTheNextLookAndNoFurtherOne() {
    memory.tell(HOME, told(APP), memory.changed(HOME, APP));

    assertThat(memory.lookingAgain().look(HOME, APP, () -> answer("asked")).answer().text())
        .isEqualTo("told");
    assertThat(memory.lookingAgain().look(HOME, APP, () -> answer("asked")).answer().text())
        .isEqualTo("asked");
  }

  @Test
  void whatAChangeToldIsForgottenByTheNextChangeAndInTime() {
    memory.tell(HOME, told(APP), memory.changed(HOME, APP));
    memory.changed(HOME, "/v1/apps/shop-copy/scale");
    assertThat(read("asked")).isEqualTo("asked");

    memory.tell(HOME, told(APP + "/variables"), memory.changed(HOME, APP + "/variables"));
    clock.move(MOST.plusSeconds(1));
    assertThat(read(APP + "/variables", answer("asked"))).isEqualTo("asked");
  }

  @Test
  void whatAChangeToldIsOvertakenByAnotherChange() {
    long first = memory.changed(HOME, APP + "/variables");
    memory.changed(HOME, APP + "/variables");
    memory.tell(HOME, told(APP + "/variables"), first);

    assertThat(read(APP + "/variables", answer("asked"))).isEqualTo("asked");
  }

  @Test
  void whatIsAddedToDoesNotGetYoungerByTheAddition() {
    Instant read = clock.instant();
    clock.move(MOST.minusSeconds(1));
    ToldAnswer sum = new ToldAnswer(APP, answer("sum"), Optional.of(read));
    memory.tell(HOME, sum, memory.changed(HOME, APP));
    assertThat(read("asked")).isEqualTo("sum");
    clock.move(Duration.ofSeconds(2));

    assertThat(read("asked")).isEqualTo("asked");
  }

  @Test
  void knownListIsNotAddedToWhenItHasChangedMeanwhile() {
    read("old");
    ReadMemory.Before before = memory.before(HOME, APP);
    memory.changed(HOME, "/v1/apps/shop-copy/variables");

    assertThat(before.known()).isPresent();
    assertThat(memory.changed(HOME, APP)).isNotEqualTo(before.changes() + 1);
  }
}
