package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Status;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Replication of MySQL by commands in containers.
class ReplicationsTest {
  private final Stage stage = new Stage();

  @BeforeEach
  void copyTheBlog() {
    stage.done(stage.clones().create(Stage.copy("blog", "blog-dr", Optional.empty(), false)));
    stage.forget(stage.begun().size());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static ReplicationSpec replicate(String source, String replica) {
    return new ReplicationSpec(source, replica, "mysql", true, Optional.empty());
  }

  private Optional<Replication> live() {
    return stage.replications().find("blog:blog-dr:mysql");
  }

  private void runs(String environment, String command) {
    JsonNode nodes = stage.environment(environment).path("nodes");
    int id = nodes.path(nodes.size() - 1).path("id").asInt(0);
    stage.call(
        "environment/control/rest/execcmdbyid",
        "session=%s&envName=%s&nodeId=%d&commandList=%%5B%%7B%%22command%%22%%3A%%22%s%%22%%7D%%5D"
            .formatted(Stage.TOKEN, environment, id, command.replace(" ", "%20")));
  }

  @Test
  void replicaFollowsIsNotedAndNothingIsDoneTwice() {
    ReplicationSpec spec = replicate("blog", "blog-dr");
    assertThat(stage.replications().idOf(spec)).isEqualTo("blog:blog-dr:mysql");
    assertThat(live()).isEmpty();
    assertThat(stage.replications().check(Optional.empty(), spec)).isEmpty();

    stage.done(stage.replications().create(spec));
    stage.done(stage.replications().create(spec));

    Replication replication = live().orElseThrow();
    assertThat(replication.status()).isEqualTo(Status.REPLICATING);
    assertThat(replication.sourceAppId()).isEqualTo("blog");
    assertThat(replication.replicaWritable()).isFalse();
    assertThat(replication.lag()).isEmpty();
    assertThat(stage.changes()).filteredOn(it -> it.startsWith("applyenv")).hasSize(2);
    assertThat(stage.replications().create(spec).lines().get(2)).contains("experimental");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "[{}]", "{}", "7", "[{\"out\": null}]"})
  void databaseThatTellsNothingIsUnreadable(String responses) {
    stage.done(stage.replications().create(replicate("blog", "blog-dr")));
    stage.watched.answer((request, reply) ->
        request.path().endsWith("/execcmdbyid")
            ? Reply.text(200, "{\"result\": 0, \"responses\": %s}".formatted(responses))
            : reply);

    assertThatThrownBy(this::live)
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE));
  }

  /// The clock here moves when somebody waits, the answer comes when it comes.
  @Test
  void commandThatTheServerAnswersLateIsWaitedForWhateverTheClockSays() {
    stage
        .server
        .faults()
        .add(
            new Fault(
                "*",
                "/execcmdbyid",
                "restore_secondary",
                0,
                1,
                Fault.Kind.DELAY,
                200,
                Duration.ofMillis(700)));

    stage.done(stage.replications().create(replicate("blog", "blog-dr")));

    assertThat(live().orElseThrow().status()).isEqualTo(Status.REPLICATING);
  }

  @Test
  void whatWouldLoseDataIsRefused() {
    ReplicationSpec overActive = replicate("blog-dr", "blog");
    ReplicationSpec unasked =
        new ReplicationSpec("blog", "blog-dr", "mysql", false, Optional.empty());

    assertThat(stage.replications().check(Optional.empty(), overActive))
        .singleElement()
        .satisfies(problem -> assertThat(problem.summary()).contains("serves custom domains"));
    assertThat(stage.replications().check(Optional.empty(), unasked))
        .extracting(Problem::attribute)
        .containsExactly("overwrite_replica");
    assertThat(stage.run(stage.replications().create(overActive)))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(stage.environment("blog").path("env").path("status").asInt(0)).isEqualTo(1);
    assertThat(stage.calls("execcmdbyid")).isPositive();
    assertThat(live().filter(it -> it.status() == Status.REPLICATING)).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedWithTheWayOut() {
    ReplicationSpec backedUp =
        new ReplicationSpec(
            "blog",
            "blog-dr",
            "postgresql",
            true,
            Optional.of(new ReplicationSpec.BackupSchedule(Duration.ofHours(1), 3)));

    assertThat(stage.replications().check(Optional.empty(), backedUp))
        .extracting(Problem::attribute)
        .containsExactly("engine", "backup");
    assertThat(stage.replications().check(Optional.empty(), replicate("shop", "blog-dr")))
        .extracting(Problem::attribute)
        .containsExactly("source_app_id");
    stage.dashboard("POST", "/environments/blog-dr", "{\"status\": \"down\"}");
    assertThat(stage.replications().check(Optional.empty(), replicate("blog", "blog-dr")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("maintenance = false"));
  }

  @Test
  void promotionByHandIsSeenAndTheDirectionCanBeTurned() {
    stage.done(stage.replications().create(replicate("blog", "blog-dr")));
    runs("blog-dr", "bash /tmp/db-recovery.sh --scenario promote_new_primary");
    Replication promoted = live().orElseThrow();
    assertThat(promoted.status()).isEqualTo(Status.PROMOTED);
    assertThat(promoted.newerAppId()).contains("blog-dr");
    stage.dashboard("POST", "/environments/blog", "{\"domains\": []}");

    stage.done(stage.replications().update(promoted, replicate("blog-dr", "blog")));

    assertThat(live().orElseThrow().sourceAppId()).isEqualTo("blog-dr");
    assertThat(live().orElseThrow().status()).isEqualTo(Status.REPLICATING);
  }

  @Test
  void replicaThatWasNotFilledYetIsFilledByTheNextRunInEitherDirection() {
    ReplicationSpec spec = replicate("blog", "blog-dr");
    stage.done(cutShort(stage.replications().create(spec)));
    Replication begun = live().orElseThrow();
    assertThat(begun.status()).isEqualTo(Status.SEEDING);
    stage.done(stage.replications().update(begun, spec));
    assertThat(live().orElseThrow().status()).isEqualTo(Status.REPLICATING);
    runs("blog-dr", "bash /tmp/db-recovery.sh --scenario promote_new_primary");
    stage.dashboard("POST", "/environments/blog", "{\"domains\": []}");
    ReplicationSpec reversed = replicate("blog-dr", "blog");

    stage.done(cutShort(stage.replications().update(live().orElseThrow(), reversed)));

    Replication turned = live().orElseThrow();
    assertThat(turned.status()).isEqualTo(Status.SEEDING);
    assertThat(turned.sourceAppId()).isEqualTo("blog-dr");
    stage.done(stage.replications().update(turned, reversed));
    assertThat(live().orElseThrow().status()).isEqualTo(Status.REPLICATING);
    assertThat(live().orElseThrow().sourceAppId()).isEqualTo("blog-dr");
  }

  /// Without the command, and what comes after it.
  private static Runbook cutShort(Runbook runbook) {
    return Runbook.of("cut short", runbook.steps().subList(0, 1));
  }

  @Test
  void sourceThatIsDownMakesItBroken() {
    stage.done(stage.replications().create(replicate("blog", "blog-dr")));

    stage.dashboard("POST", "/environments/blog", "{\"status\": \"down\"}");

    assertThat(live().orElseThrow().status()).isEqualTo(Status.BROKEN);
  }

  @Test
  void detachedReplicaKeepsRefusingWrites() {
    stage.done(stage.replications().create(replicate("blog", "blog-dr")));

    stage.done(stage.replications().delete(live().orElseThrow(), OnDestroy.DETACH));

    assertThat(live()).isEmpty();
    assertThat(stage.dashboard("GET", "/world", "").path("databases").valueStream())
        .filteredOn(it -> it.path("environment").asString("").equals("blog-dr"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("read_only").asBoolean(false)).isTrue());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN", "THROTTLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void commandWithoutAnAnswerIsNeverMadeAgainByTheSameRun(Fault.Kind kind) {
    stage
        .server
        .faults()
        .add(
            new Fault(
                "*", "/execcmdbyid", "restore_secondary", 0, 1, kind, 504, Duration.ofMillis(50)));

    stage.run(stage.replications().create(replicate("blog", "blog-dr")));
    stage.done(stage.replications().create(replicate("blog", "blog-dr")));

    assertThat(live().orElseThrow().status()).isEqualTo(Status.REPLICATING);
  }
}
