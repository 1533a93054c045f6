package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which environment without a mark is the copy that was begun here, and which one somebody made of
/// the same source and under the same name.
class BegunCopiesTest {
  private static final CloneSpec COPY = Stage.copy("shop", "shop-dr", Optional.of("us1"), true);

  /// What the platform shows, and whether a copy gets the properties of its source.
  private static Stage stage(String tracking, String properties) {
    return stage(Map.of("tracking", tracking, "copied-properties", properties));
  }

  private static Stage stage(Map<String, String> positions) {
    Dialect dialect = Dialect.usual("jelastic");
    for (Map.Entry<String, String> one : positions.entrySet()) {
      dialect = dialect.with(one.getKey(), one.getValue());
    }
    return new Stage(Duration.ZERO, dialect);
  }

  private static void untilNoted(Stage stage) {
    List<Step> steps = stage.clones().create(COPY).steps();
    int copying = steps.stream().map(Step::title).toList().indexOf("clone environment");
    stage.done(Runbook.of("noted", steps.subList(0, copying)));
  }

  private static void untilCopied(Stage stage) {
    stage.done(Stage.untilCopied(stage.clones().create(COPY)));
  }

  private static void copyByHand(Stage stage) {
    call(stage, "cloneenv", "srcEnvName=shop&dstEnvName=shop-dr");
  }

  private static void delete(Stage stage) {
    call(stage, "deleteenv", "envName=shop-dr");
  }

  private static void noteByHand(Stage stage, String name, String value) {
    String appid = stage.environment("shop").path("env").path("appid").asString("");
    call(
        stage,
        "applyenvproperty",
        "envName=shop&properties={\"%s\":\"%s@%s\"}".formatted(name, value, appid));
  }

  private static void call(Stage stage, String method, String form) {
    assertThat(
            stage
                .call(
                    "environment/control/rest/" + method,
                    "session=%s&%s".formatted(Stage.TOKEN, form))
                .path("result")
                .asInt(-1))
        .isZero();
  }

  private static boolean isOurs(Stage stage) {
    Platform another = stage.open(Stage.TOKEN);
    App found = another.apps().find("shop-dr").orElseThrow();
    assertThat(found.clonedFrom()).isEmpty();
    return another.appClones().get().orElseThrow().begun(found, COPY).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "offered, copied",
    "offered, fresh",
    "missing, copied",
    "refused, fresh",
    "past-only, fresh"
  })
  void copyThatWasCutShortIsOurs(String tracking, String properties) {
    try (Stage stage = stage(tracking, properties)) {
      untilCopied(stage);

      assertThat(isOurs(stage)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offered, copied",
    "offered, fresh",
    "missing, copied",
    "refused, fresh",
    "past-only, fresh"
  })
  void copyThatSomebodyMadeIsNotOurs(String tracking, String properties) {
    try (Stage stage = stage(tracking, properties)) {
      copyByHand(stage);

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offered, copied",
    "offered, fresh",
    "missing, copied",
    "refused, fresh",
    "past-only, fresh"
  })
  void copyThatSomebodyMakesOfWhatIsCompleteAndDeletedIsNotOurs(
      String tracking, String properties) {
    try (Stage stage = stage(tracking, properties)) {
      stage.done(stage.clones().create(COPY));
      delete(stage);
      copyByHand(stage);

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"copied", "fresh"})
  void copyThatSomebodyMadeAfterOursWasCutShortAndDeletedIsNotOurs(String properties) {
    try (Stage stage = stage("offered", properties)) {
      untilCopied(stage);
      delete(stage);
      copyByHand(stage);

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"copied", "fresh"})
  void copyThatSomebodyMadeLongAfterOursWasNotedAndNeverBegunIsNotOurs(String properties) {
    try (Stage stage = stage("offered", properties)) {
      untilNoted(stage);
      stage.clock.move(Duration.ofMinutes(20));
      copyByHand(stage);

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @Test
  void copyThatWasCutShortTheDayBeforeIsOursWhereThePlatformShowsWhenItCame() {
    try (Stage stage = stage("offered", "fresh")) {
      untilCopied(stage);
      stage.clock.move(Duration.ofHours(20));

      assertThat(isOurs(stage)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"env, offered", "env-name, offered", "sentence, offered", "env, missing"})
  void copyThatIsMadeAnewAtOnceAndCutShortIsOurs(String text, String tracking) {
    try (Stage stage = stage(Map.of("create-delete-text", text, "tracking", tracking))) {
      stage.done(stage.clones().create(COPY));
      delete(stage);
      untilCopied(stage);

      assertThat(isOurs(stage)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"env", "env-name", "sentence"})
  void environmentThatSomebodyCreatedUnderTheNameIsNotOurs(String text) {
    try (Stage stage = stage(Map.of("create-delete-text", text, "copied-properties", "fresh"))) {
      untilCopied(stage);
      delete(stage);
      call(
          stage,
          "createenvironment",
          "env={\"shortdomain\":\"shop-dr\"}&nodes=[{\"nodeType\":\"docker\",\"nodeGroup\":\"cp\"}]");

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"offered", "missing"})
  void noteOfAnOlderVersionIsUnderstood(String tracking) {
    try (Stage stage = stage(tracking, "copied")) {
      noteByHand(stage, "paas_copying_shop_dr", stage.clock.instant().toString());
      copyByHand(stage);

      assertThat(isOurs(stage)).isTrue();
    }
  }

  @Test
  void copyWithoutTheNoteThatItsSourceHasWasMadeBefore() {
    try (Stage stage = stage("missing", "copied")) {
      noteByHand(stage, "paas_group", "shop+other");
      copyByHand(stage);
      noteByHand(stage, "paas_copying_shop_dr", stage.clock.instant().toString());

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @Test
  void noteOfAnotherEnvironmentThatHadTheSourcesNameCountsForNothing() {
    try (Stage stage = stage("missing", "fresh")) {
      untilCopied(stage);
      stage.dashboard("POST", "/environments/shop", "{\"name\": \"old-shop\"}");
      call(
          stage,
          "createenvironment",
          "env={\"shortdomain\":\"shop\"}&nodes=[{\"nodeType\":\"docker\",\"nodeGroup\":\"cp\"}]");

      assertThat(isOurs(stage)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"offered, copied", "missing, fresh"})
  void environmentThatComesWhileACopyIsBeingMadeIsLeftAsItIs(String tracking, String properties) {
    try (Stage stage = stage(tracking, properties)) {
      copyByHand(stage);
      int before = stage.changes().size();

      Outcome outcome = stage.run(stage.clones().create(COPY));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.cause()).hasMessageContainingAll("shop-dr", "adopt = true"));
      assertThat(stage.changes()).hasSize(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"offered, copied", "offered, fresh", "missing, copied", "missing, fresh"})
  void copyThatSomebodyMakesRightBeforeTheCallIsLeftAsItIs(String tracking, String properties) {
    try (Stage stage = stage(tracking, properties)) {
      List<Step> steps = stage.clones().create(COPY).steps();
      stage.done(Runbook.of("noted", steps.subList(0, 1)));
      copyByHand(stage);
      int before = stage.changes().size();

      Outcome outcome = stage.run(Runbook.of("rest", steps.subList(1, steps.size())));

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(stage.changes().subList(before, stage.changes().size()))
          .noneMatch(call -> call.contains("shop-dr:") || call.startsWith("cloneenv"));
      Platform another = stage.open(Stage.TOKEN);
      App found = another.apps().find("shop-dr").orElseThrow();
      assertThat(another.appClones().get().orElseThrow().begun(found, COPY)).isEmpty();
    }
  }

  @Test
  void copyThatWasBegunRightAfterAnOlderOneWentIsOurs() {
    try (Stage stage = stage("offered", "fresh")) {
      copyByHand(stage);
      stage.clock.move(Duration.ofMinutes(15));
      noteByHand(stage, "paas_copying_shop_dr", stage.clock.instant().toString());
      delete(stage);
      copyByHand(stage);

      assertThat(isOurs(stage)).isTrue();
    }
  }

  @Test
  void noteOfAnotherRunOutlivesARefusal() {
    try (Stage stage = stage("offered", "fresh")) {
      String noted = stage.clock.instant().toString();
      noteByHand(stage, "paas_copying_shop_dr", noted);
      stage.dashboard("POST", "/environments/shop", "{\"veto\": \"Not now.\"}");

      Outcome outcome = stage.run(stage.clones().create(COPY));

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(stage.environment("shop").toString()).contains(noted);
    }
  }

  @ParameterizedTest
  @CsvSource({"environment", "nested", "bare"})
  void copyIsKnownByWhateverTheCallAnswers(String answer) {
    try (Stage stage = stage(Map.of("clone-answer", answer))) {
      stage.done(stage.clones().create(COPY));

      assertThat(stage.platform.apps().find("shop-dr").orElseThrow().clonedFrom()).contains("shop");
    }
  }

  @Test
  void copyThatIsNotListedYetIsNotMadeTwice() {
    Dialect late = Dialect.usual("jelastic").with("clone-listed", "at-end");
    try (Stage stage = new Stage(Duration.ofMinutes(1), late)) {
      untilNoted(stage);
      List<Step> steps = stage.clones().create(COPY).steps();
      Step copy = steps.get(1);
      copy.probe().read();
      copy.act().run();

      Platform next = stage.open(Stage.TOKEN);
      Outcome outcome = stage.run(next.appClones().get().orElseThrow().create(COPY));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(stage.begun()).filteredOn(call -> call.startsWith("cloneenv")).hasSize(1);
    }
  }

  @Test
  void noteTellsWhatWasTrackedLast() {
    CopyNote note =
        CopyNote.parse("2026-02-01T10:00:08Z after 2026-02-01T09:58:12.004Z 903").orElseThrow();
    Instant last = Instant.parse("2026-02-01T09:58:12.004Z");

    assertThat(note).hasToString("2026-02-01T10:00:08Z after 2026-02-01T09:58:12.004Z 903");
    assertThat(note.isBefore(action(903, last), Duration.ZERO)).isFalse();
    assertThat(note.isBefore(action(904, last), Duration.ZERO)).isTrue();
    assertThat(note.isBefore(action(1, last.plusMillis(1)), Duration.ZERO)).isTrue();
    for (String none :
        Set.of("", "soon", "2026-02-01T10:00:08Z after", "2026-02-01T10:00:08Z after 1 2")) {
      assertThat(CopyNote.parse(none)).as(none).isEmpty();
    }
  }

  private static TrackedAction action(int id, Instant began) {
    return new TrackedAction(
        id, TrackedAction.CLONE, began, Optional.of(began), Optional.empty(), Map.of());
  }
}
