package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ScalingoAppClonesTest {
  private static final String ARCHIVE = "https://code.example.org/shop-v42.tar.gz?key=tk-archive";

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();
  private final AppClones clones = scalingo.platform.appClones().get().orElseThrow();

  private static CloneSpec spec(String name, boolean maintenance, Map<String, Secret> variables) {
    return new CloneSpec(
        "shop-front",
        name,
        Optional.empty(),
        Optional.of("osc-secnum-fr1"),
        Optional.empty(),
        Optional.empty(),
        false,
        variables,
        Optional.of(List.of("postgresql")),
        maintenance,
        Optional.of(ARCHIVE));
  }

  private final CloneSpec standby =
      spec("shop-standby", true, Map.of("LOG_LEVEL", new Secret("debug")));

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private App copy() {
    return scalingo.platform.apps().find("osc-secnum-fr1/shop-standby").orElseThrow();
  }

  @Test
  void copyHasWhatItsSourceHasAndDoesNotServe() {
    Outcome outcome = scalingo.run(clones.create(standby));

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of()));
    assertThat(copy().maintenance()).isTrue();
    assertThat(copy().healthy()).isTrue();
    assertThat(copy().clonedFrom()).contains("shop-front");
    assertThat(copy().databases()).hasSize(1);
    assertThat(clones.differences(copy(), Set.of("LOG_LEVEL"))).isEmpty();
    assertThat(clones.differences(copy(), Set.of()))
        .containsExactly("variable LOG_LEVEL is only in the copy");
  }

  @Test
  void secondDatabaseOfAnEngineIsCountedOnEitherSide() {
    scalingo.run(clones.create(standby));
    scalingo.watched.answer((request, reply) ->
        request.path().endsWith("/apps/shop-front/addons")
            ? Reply.text(200, reply.body().replaceFirst("\\[(\\{.*\"postgresql\".*)]", "[$1,$1]"))
            : reply);

    App source = scalingo.platform.apps().find("shop-front").orElseThrow();

    assertThat(source.databasesOf("postgresql")).hasSize(2);
    assertThat(
            LeftBehind.between(
                scalingo.platform, Optional.of(source.id()), Optional.of(copy().id())))
        .hasSize(2);
    assertThat(clones.differences(copy(), Set.of("LOG_LEVEL")))
        .containsExactly("add-on postgresql is missing");
  }

  @Test
  void appThatSomebodyMadeUnderTheNameMeanwhileIsLeftAsItIs() {
    change("POST", "/v1/apps", "{\"app\":{\"name\":\"shop-standby\"}}");
    change(
        "PUT",
        "/v1/apps/shop-standby/variables",
        "{\"variables\":[{\"name\":\"A\",\"value\":\"b\"}]}");
    List<String> before = scalingo.changes();

    Outcome outcome = scalingo.run(clones.create(standby));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause()).hasMessageContainingAll("shop-standby", "adopt = true"));
    assertThat(scalingo.changes()).isEqualTo(before);
  }

  private void change(String method, String path, String body) {
    scalingo
        .api()
        .change("osc-secnum-fr1", Change.once(method, path, JsonMapper.shared().readTree(body)));
  }

  @Test
  void copyThatServesRunsLikeItsSource() {
    scalingo.run(clones.create(spec("shop-standby", false, Map.of())));

    assertThat(copy().status()).isEqualTo("running");
    assertThat(scalingo.changes())
        .contains("POST /osc-secnum-fr1/v1/apps/shop-standby/scale web: 2, worker: 1");
  }

  @Test
  void planShowsNoSecretAndReadsNothing() {
    List<String> lines = clones.create(standby).lines();

    assertThat(lines).isEqualTo(clones.create(standby).lines()).hasSize(7);
    assertThat(String.join("\n", lines))
        .contains("overridden: LOG_LEVEL")
        .doesNotContain("debug")
        .doesNotContain("tk-archive");
    assertThat(scalingo.server.log().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DROP_AFTER, POST, /v1/apps, shop-standby",
    "TRUNCATE, POST, /addons, postgresql",
    "HTML_AFTER, POST, /deployments, source_url",
    "DROP_AFTER, POST, /scale, containers",
    "DROP_AFTER, PUT, /variables, LOG_LEVEL",
    "EXPIRE_TOKEN, POST, /addons, postgresql",
    "THROTTLE, POST, /deployments, source_url",
    "DELAY, POST, /deployments, source_url"
  })
  void lostAnswerMakesNothingTwice(Fault.Kind kind, String method, String path, String body) {
    scalingo.fault(kind, method, path, body);

    Outcome outcome = scalingo.run(clones.create(standby));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(copy().databases()).hasSize(1);
    assertThat(scalingo.platform.apps().list()).hasSize(2);
  }

  @Test
  void failedDeploymentSaysSoAndIsMadeAgainByTheNextApply() {
    scalingo.operate("deployments", "{}");

    Outcome failed = scalingo.run(clones.create(standby));

    assertThat(failed).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) failed).cause()).hasMessageContaining("build-error");
    assertThat(scalingo.run(clones.create(standby))).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void overrideThatIsTakenBackIsRemovedAndTheCopyRestarted() {
    CloneSpec was = spec("shop-standby", false, Map.of("LOG_LEVEL", new Secret("debug")));
    scalingo.run(clones.create(was));
    CloneSpec now = spec("shop-standby", false, Map.of());

    Outcome outcome = scalingo.run(clones.update(copy(), was, now));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(clones.differences(copy(), Set.of())).isEmpty();
    assertThat(scalingo.count("POST", "/restart")).isEqualTo(1);
  }

  @Test
  void deletedCopyIsGone() {
    scalingo.run(clones.create(standby));

    assertThat(scalingo.run(clones.delete(copy()))).isInstanceOf(Outcome.Completed.class);
    assertThat(scalingo.platform.apps().find("osc-secnum-fr1/shop-standby")).isEmpty();
  }

  @Test
  void wrongWishesAreRefusedAtPlanTime() {
    CloneSpec wrong =
        new CloneSpec(
            "shop-front",
            "Bad_Name",
            Optional.empty(),
            Optional.of("osc-mars-1"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.of(List.of("oracle")),
            true,
            Optional.empty());

    assertThat(clones.check(wrong).stream().map(Problem::attribute))
        .containsExactly("name", "region", "source_url", "databases");
  }

  @Test
  void dryRunFindsATakenNameAndCreatesNothing() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-standby\"}");

    List<Problem> problems = clones.check(standby);

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().detail()).contains("has already been taken");
    assertThat(scalingo.changes())
        .containsExactly("POST /osc-secnum-fr1/v1/apps dry run: true, name: shop-standby");
    assertThat(clones.check(spec("shop-unused", true, Map.of()))).isEmpty();
    assertThat(scalingo.platform.apps().find("osc-secnum-fr1/shop-unused")).isEmpty();
  }
}
