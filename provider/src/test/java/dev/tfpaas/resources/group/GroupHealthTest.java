package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.Visitor;
import dev.tfpaas.platform.Visitor.Answer;
import dev.tfpaas.platform.Visitor.Visit;
import dev.tfpaas.platform.Visitor.Whom;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.ForgetfulPlatform;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `health`: who is asked, when, and what comes of the answers.
@Timeout(60)
class GroupHealthTest {
  private static final String HEALTH =
      ", 'health': {'path': '/up', 'interval': '100ms', 'via': 'www.example.com'}";

  @TempDir Path directory;
  private FailoverStage stage;
  private Platform forgetful;
  private LifecycleDriver<PaasClient> group;
  private final Queue<Visit> asked = new ConcurrentLinkedQueue<>();

  /// What is answered; at first what the model says.
  private volatile Function<Visit, Answer> answers = this::served;

  private volatile boolean lastServed = true;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
    forgetful = ForgetfulPlatform.of(stage.platform);
    Visitor visitor =
        visit -> {
          asked.add(visit);
          Answer answer = answers.apply(visit);
          if (visit.whom() instanceof Whom.Group) {
            lastServed = answer instanceof Answer.Page page && page.status() == 200;
          }
          return answer;
        };
    Platform watched =
        AroundPlatform.of(
            forgetful, AroundPlatform.answering(Map.of("Platform.visitor", _ -> visitor)));
    group = LifecycleDriver.of(new Life<>(new GroupKind()), stage.client(watched));
    group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  private Answer served(Visit visit) {
    return page(isServed(visit) ? 200 : 503);
  }

  private boolean isServed(Visit visit) {
    return switch (visit.whom()) {
      case Whom.Group _ ->
          stage.world.read(
              view -> view.group("shop").map(it -> view.serves(it.answers())).orElse(false));
      case Whom.OneApp(String id) -> stage.world.read(view -> view.serves(id));
    };
  }

  private static Answer page(int status) {
    return new Answer.Page(status, "", Duration.ofMillis(7), Optional.empty());
  }

  private void answering(Class<? extends Whom> whom, Answer answer) {
    answers = visit -> whom.isInstance(visit.whom()) ? answer : served(visit);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void validationBlamesTheAttribute(String health, String path) {
    List<Diagnostic> diagnostics =
        group.validate("{'primary_app_id': 'a', 'health': {%s}}".formatted(health));

    assertThat(diagnostics).extracting(it -> it.path().toString()).containsExactly(path);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("'path': 'up'", "health.path"),
        arguments("'path': 'https://shop/up'", "health.path"),
        arguments("'path': '/a b'", "health.path"),
        arguments("'path': '/up#top'", "health.path"),
        arguments("'status': 99", "health.status"),
        arguments("'body': ''", "health.body"),
        arguments("'interval': '10ms'", "health.interval"),
        arguments("'interval': '5'", "health.interval"),
        arguments("'timeout': '2m'", "health.timeout"),
        arguments("'via': 'ftp://shop.example.com'", "health.via"),
        arguments("'via': 'https://shop.example.com/up'", "health.via"),
        arguments("'via': 'https://me@shop.example.com'", "health.via"),
        arguments("'via': ''", "health.via"));
  }

  @Test
  void nothingNeedsToBeSaidOfHealth() {
    assertThat(group.validate("{'primary_app_id': 'a', 'health': {}}")).isEmpty();

    Outcome applied = group.apply(pair("primary", ", 'health': {}")).orFail();

    assertThat(applied.get("health").get("path").asString()).isEqualTo("/");
    assertThat(applied.get("health").get("status").asLong()).isEqualTo(200);
    assertThat(group.plan(pair("primary", ", 'health': {}")).action()).isEqualTo(Action.NO_OP);
    assertThat(asked).isEmpty();
  }

  @Test
  void planAsksBothSidesForTheNameOfTheClientsAndShowsWhatTrafficWaitsFor() {
    Outcome plan = group.plan(pair("secondary", HEALTH)).orFail();

    assertThat(asked).extracting(Visit::toString).containsOnly("https://www.example.com/up");
    assertThat(asked)
        .extracting(it -> it.place().getHost())
        .containsExactly("www.example.com", "shop-dr.eu-central.paas.local");
    assertThat(lines(plan).getLast()).endsWith("when: shop-dr serves, GET /up answers 200");
  }

  @Test
  void entranceThatIsAnAddressIsAskedForTheNamesOfGroupAndApp() {
    group.plan(pair("secondary", ", 'health': {'via': 'http://127.0.0.1:8080'}")).orFail();

    assertThat(asked).extracting(it -> it.place().toString()).containsOnly("http://127.0.0.1:8080");
    assertThat(asked)
        .extracting(Visit::host)
        .containsExactly("shop.example", "shop-dr.eu-central.paas.local");
  }

  @Test
  void planOfAPlannedSwitchIsRefusedWhenTheSideThatServesFails() {
    answering(Whom.Group.class, page(500));

    Outcome plan = group.plan(pair("secondary", HEALTH));

    assertThat(plan.failed()).isTrue();
    assertThat(plan.diagnostics().stream().filter(Diagnostic::isError))
        .extracting(it -> it.path().toString())
        .containsExactly("health");
    assertThat(text(plan))
        .contains("https://www.example.com/up", "answers 500", "correct `health`", "emergency")
        .contains("[refused: not_ready]");
    assertThat(asked.stream().filter(it -> it.whom() instanceof Whom.Group)).hasSize(3);
  }

  @Test
  void emergencyDoesNotAskTheSideThatIsLeft() {
    answering(Whom.Group.class, page(500));
    String emergency = ", 'switch_mode': 'emergency', 'accept_data_loss': true" + HEALTH;

    group.plan(pair("secondary", emergency)).orFail();

    assertThat(asked).noneMatch(it -> it.whom() instanceof Whom.Group);
  }

  @Test
  void targetWithoutAUsableCertificateIsRefusedBeforeAnythingIsClosed() {
    answering(
        Whom.OneApp.class,
        new Answer.None(Visitor.Reason.TLS, "its certificate is for another name"));

    Outcome plan = group.plan(pair("secondary", HEALTH));

    assertThat(text(plan)).contains("shop-dr", "its certificate is for another name");
  }

  @Test
  void whatIsNotKnownYetIsNotAsked() {
    Value config =
        group
            .config(pair("secondary", HEALTH))
            .with(
                "health",
                group
                    .config(pair("secondary", HEALTH))
                    .get("health")
                    .with("path", Value.unknown(Type.STRING)));

    Outcome plan = group.plan(config).orFail();

    assertThat(asked).isEmpty();
    assertThat(lines(plan)).isNotEmpty();
  }

  @Test
  void targetThatFailsBeforeAnythingIsCommittedGivesTheOldSideBack() {
    stage.run(
        stage
            .platform
            .appClones()
            .get()
            .orElseThrow()
            .create(
                new CloneSpec(
                    "shop",
                    "shop-bare",
                    Optional.empty(),
                    Optional.of("eu-central"),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Map.of(),
                    Optional.of(List.of()),
                    true,
                    Optional.empty())));
    String alone =
        pair("secondary", HEALTH)
            .replace("'shop-dr'", "'shop-bare'")
            .replaceFirst("'replication_ids': \\[.*?]", "'switch_trigger': null");
    group.apply(alone.replace("'active': 'secondary'", "'active': 'primary'")).orFail();
    answering(Whom.OneApp.class, page(404));

    Outcome applied = group.apply(alone);

    assertThat(applied.failed()).isTrue();
    assertThat(text(applied)).contains("answers 404", "Serving now");
    assertThat(stage.liveGroup().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.liveGroup().primary().maintenance()).isFalse();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void targetThatFailsAfterTheCommitGetsNoTrafficUntilItAnswers() {
    answering(Whom.OneApp.class, page(503));

    Outcome applied = group.apply(pair("secondary", HEALTH));

    assertThat(applied.failed()).isTrue();
    assertThat(text(applied))
        .contains("GET /up answers 200", "answers 503", "Serving now", "terraform apply");
    assertThat(stage.liveGroup().active()).isEqualTo(Side.PRIMARY);
    boolean serves = stage.world.read(view -> view.serves("shop-dr"));
    assertThat(serves).isTrue();

    answers = this::served;
    Outcome resumed = group.apply(pair("secondary", HEALTH)).orFail();

    assertThat(calls(resumed)).hasSize(1);
    assertThat(stage.liveGroup().active()).isEqualTo(Side.SECONDARY);
    assertThat(resumed.get("last_switch").get("downtime").isNull()).isTrue();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void trafficMovesAfterThreeGoodAnswersInARow() {
    int[] good = {0};
    answers =
        visit -> {
          if (visit.whom() instanceof Whom.OneApp(String id)
              && stage.world.read(v -> v.serves(id))) {
            good[0]++;
            return page(good[0] == 2 ? 500 : 200);
          }
          return served(visit);
        };

    group.apply(pair("secondary", HEALTH)).orFail();

    assertThat(good[0]).isEqualTo(5);
  }

  @Test
  void downtimeIsWhatClientsSee() {
    // Time of the model passes only while somebody waits: it waits for a client to look.
    stage.meanwhile(() -> {
      boolean served =
          stage.world.read(
              view -> view.group("shop").map(it -> view.serves(it.answers())).orElse(false));
      await().until(() -> lastServed == served);
    });

    Outcome applied = group.apply(pair("secondary", HEALTH)).orFail();

    Value last = applied.get("last_switch");
    assertThat(last.get("measured_by").asString()).isEqualTo("probe");
    assertThat(last.get("downtime").asString()).endsWith("s").isNotEqualTo("0s");
    assertThat(last.get("from").asString()).isEqualTo("primary");
    assertThat(last.get("mode").asString()).isEqualTo("planned");
    group.refresh();
    assertThat(group.state().get("last_switch")).isEqualTo(last);
    assertThat(group.plan(pair("secondary", HEALTH)).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void withoutHealthTheStepsTellTheDowntime() {
    Outcome applied = group.apply(pair("secondary", "")).orFail();

    Value last = applied.get("last_switch");
    assertThat(last.get("measured_by").asString()).isEqualTo("platform");
    assertThat(last.get("downtime").asString()).endsWith("s");
  }

  @Test
  void modelMeasuresItself() {
    Outcome applied = stage.group.apply(pair("secondary", HEALTH)).orFail();

    Value last = applied.get("last_switch");
    assertThat(last.get("measured_by").asString()).isEqualTo("platform");
    assertThat(last.get("downtime").asString()).endsWith("s");
  }
}
