package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clones of Cloud 66: composed from files, or adopted.
class ClonesTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private CloneSpec composed() {
    return Stage.clone(stage.uid("blog"), "blog-dr", false, false);
  }

  @Test
  void containersAreComposedInTheOtherRegionWithTheirVariables() {
    assertThat(stage.clones().check(composed()))
        .as("without a manifest the cloud is told from the source")
        .isEmpty();

    stage.done(stage.clones().create(composed()));

    App clone = stage.app("blog-dr");
    assertThat(clone.id()).isEqualTo(stage.clones().idOf(composed()));
    assertThat(clone.region()).isEqualTo("us-east");
    assertThat(clone.healthy()).isTrue();
    assertThat(clone.clonedFrom()).contains(stage.uid("blog"));
    assertThat(clone.database("mysql")).isPresent();
    assertThat(stage.clones().differences(clone, Set.of("LOG_LEVEL"))).isEmpty();
    assertThat(stage.clones().differences(clone, Set.of()))
        .containsExactly("variable LOG_LEVEL differs");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"HTML_AFTER", "DROP_AFTER", "TRUNCATE", "THROTTLE", "DELAY"})
  void faultsOfTheCreationMakeOneStack(Fault.Kind kind) {
    stage.fault(kind, "POST", "/api/3/stacks", 504);

    stage.done(stage.clones().create(composed()));

    assertThat(stage.dashboard("GET", "/stacks", "").path("count").asInt()).isEqualTo(3);
  }

  /// A stack that came under the copy's name between the plan and the creation.
  @ParameterizedTest
  @ValueSource(strings = {"built", "refused"})
  void stackOfAnotherUnderTheNameIsLeft(String clash) {
    stage.close();
    stage =
        new Stage(
            directory.resolve(clash),
            Cloud66Options.usual(Stage.TOKEN)
                .in(Dialect.usual("cloud66").with("stack-name-clash", clash)));
    Runbook planned = stage.clones().create(composed());
    stage.done(stage.clones().create(Stage.clone(stage.uid("blog"), "blog-x", false, false)));
    stage.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(stage.uid("blog")),
        "{\"name\": \"blog-dr\", \"region\": \"us-east\"}");
    stage.clock.move(Duration.ofMinutes(10));
    int changes = stage.changes().size();

    Outcome outcome = stage.run(planned);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause().getMessage())
                    .contains("blog-dr already", "choose another name", "adopt = true"));
    assertThat(stage.changes()).hasSize(changes);
  }

  /// What cannot be read before the call is told at once, and nothing was asked for.
  @Test
  void readingThatFailsWhileTheCopyIsComposedIsNoCreation() {
    stage.watched.answer((request, own) ->
        request.path().endsWith("/service_yaml") ? new Reply(503, own.headers(), "{}") : own);

    Outcome outcome =
        stage.run(stage.clones().create(Stage.clone(stage.uid("blog"), "blog-dr", false, false)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).hasMessageContaining("503"));
    assertThat(stage.changes()).isEmpty();
  }

  /// A copy is not made of whichever version stands first.
  @Test
  void versionsOfWhichNothingTellsTheNewestAreRefused() {
    stage.watched.answer((request, own) ->
        request.path().endsWith("/service_yaml")
            ? new Reply(
                200,
                own.headers(),
                """
                {"response": [{"uid": "a", "body": "services: {old: {}}"},
                  {"uid": "b", "body": "services: {new: {}}"}], "count": 2}
                """)
            : own);

    Outcome outcome = stage.run(stage.clones().create(composed()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("nothing tells which of them is the newest"));
    assertThat(stage.changes()).isEmpty();
  }

  @Test
  void copyThatIsMarkedIsGoneOnWith() {
    stage.done(stage.clones().create(composed()));
    int changes = stage.changes().size();

    stage.done(stage.clones().create(composed()));

    assertThat(stage.changes()).hasSize(changes);
  }

  @Test
  void copyThatIsStillBuiltIsKnownByItsServiceFile() {
    CloneSpec spec = composed();

    App building = begin(spec);

    assertThat(building.clonedFrom()).isEmpty();
    assertThat(stage.clones().begun(building, spec)).isPresent();
    assertThat(
            stage.clones().begun(building, Stage.clone(stage.uid("shop"), "blog-dr", false, false)))
        .as("of another source")
        .isEmpty();
    assertThat(stage.clones().begun(stage.app("blog"), spec)).as("another stack").isEmpty();
  }

  @Test
  void copyOfACopySaysWhatItIsAndNotWhatItsSourceIs() {
    stage.done(stage.clones().create(composed()));
    CloneSpec second = Stage.clone(stage.uid("blog-dr"), "blog-3", false, false);

    App building = begin(second);

    assertThat(stage.clones().begun(building, second)).isPresent();
    assertThat(new Account(stage.api()).file(building.id(), "service_yaml").orElseThrow().lines())
        .filteredOn(line -> line.startsWith("#"))
        .containsExactly(
            "# Made by terraform-provider-paas as the copy blog-3 in production, from "
                + stage.uid("blog-dr"));
  }

  /// Begins a copy and dies.
  private App begin(CloneSpec spec) {
    stage.clones().create(spec).steps().getFirst().act().run();
    stage.clock.move(Duration.ofSeconds(2));
    return stage.app(spec.name());
  }

  @Test
  void railsAppIsRefusedAtPlanTimeWithTheClicks() {
    CloneSpec rails = Stage.clone(stage.uid("shop"), "shop-dr", false, true);

    assertThat(stage.clones().check(rails))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.attribute()).isEqualTo("adopt");
          assertThat(problem.detail())
              .contains("Settings > Actions > Clone")
              .contains("shop-dr")
              .contains("adopt = true");
        });
  }

  @Test
  void adoptingWhatIsNotThereIsRefusedWithTheClicks() {
    CloneSpec rails = Stage.clone(stage.uid("shop"), "shop-dr", true, true);

    assertThat(stage.clones().check(rails))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("Settings > Actions > Clone"));
  }

  @Test
  void adoptedAppIsMarkedGetsItsVariablesAndIsClosed() {
    stage.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(stage.uid("shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");
    stage.clock.move(Duration.ofMinutes(1));
    CloneSpec spec = Stage.clone(stage.uid("shop"), "shop-dr", true, true);

    stage.done(stage.clones().create(spec));

    App clone = stage.app("shop-dr");
    assertThat(clone.clonedFrom()).contains(stage.uid("shop"));
    assertThat(clone.maintenance()).isTrue();
    assertThat(clone.status()).isEqualTo("maintenance");
  }

  @Test
  void maintenanceOfContainersIsRefusedAtPlanTime() {
    CloneSpec closed = Stage.clone(stage.uid("blog"), "blog-dr", false, true);

    assertThat(stage.clones().check(closed))
        .extracting(Problem::attribute)
        .containsExactly("maintenance");
  }

  @Test
  void unknownRegionNamesTheKnownOnes() {
    CloneSpec nowhere =
        new CloneSpec(
            stage.uid("blog"),
            "blog-dr",
            Optional.empty(),
            Optional.of("eu-nowhere"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.empty(),
            false,
            Optional.empty());

    assertThat(stage.clones().check(nowhere))
        .extracting(Problem::detail)
        .singleElement()
        .asString()
        .contains("eu-central", "us-east");
  }

  @Test
  void changedVariablesAreSetAndRestored() {
    stage.done(stage.clones().create(composed()));
    CloneSpec other =
        new CloneSpec(
            composed().sourceAppId(),
            "blog-dr",
            Optional.empty(),
            Optional.of("us-east"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of("EXTRA", new Secret("hush-hush")),
            Optional.empty(),
            false,
            Optional.empty());

    assertThat(stage.clones().update(stage.app("blog-dr"), composed(), other).steps())
        .extracting(Step::title)
        .containsExactly("set variables", "restore variable");
    stage.done(stage.clones().update(stage.app("blog-dr"), composed(), other));

    assertThat(stage.clones().differences(stage.app("blog-dr"), Set.of()))
        .containsExactly("variable EXTRA is only in the copy");
    assertThat(stage.log).noneMatch(line -> line.contains("hush-hush"));
  }

  @Test
  void deletionIsLeftToTheDashboard() {
    stage.done(stage.clones().create(composed()));
    App clone = stage.app("blog-dr");

    Outcome refused = stage.run(stage.clones().delete(clone));
    stage.dashboard("DELETE", "/stacks/" + clone.id(), "");
    Outcome after = stage.run(stage.clones().delete(clone));

    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("Settings > Actions > Delete")
                    .hasMessageContaining("terraform state rm"));
    assertThat(after).isInstanceOf(Outcome.Completed.class);
  }
}
