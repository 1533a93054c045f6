package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.platform.Dialects;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Status;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A database is filled, follows and is let go by commands in every dialect, or that is refused
/// before anything is changed.
class ReplicationDialectTest {
  private static final ReplicationSpec SPEC =
      new ReplicationSpec("blog", "blog-dr", "mysql", true, Optional.empty());

  static List<Dialect> dialects() {
    return Dialects.of("jelastic");
  }

  private static Stage open(Dialect dialect) {
    Stage stage = new Stage(Duration.ofMinutes(1), dialect);
    stage.done(stage.clones().create(Stage.copy("blog", "blog-dr", Optional.empty(), false)));
    return stage;
  }

  private static List<String> problems(Stage stage) {
    try {
      return stage.replications().check(Optional.empty(), SPEC).stream()
          .map(Problem::detail)
          .toList();
    } catch (PlatformException denied) {
      return List.of(String.valueOf(denied.getMessage()));
    }
  }

  /// Commands that only ask are no changes; what others do is seen in the databases.
  private static List<String> changes(Stage stage) {
    List<String> changes = new ArrayList<>(stage.begun());
    changes.removeIf(it -> it.startsWith("execcmdbyid"));
    changes.add(stage.dashboard("GET", "/world", "").toString());
    return changes;
  }

  private static Replication live(Stage stage) {
    return stage.replications().find("blog:blog-dr:mysql").orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void databaseFollowsAndIsLetGoOrThatIsRefused(Dialect dialect) {
    try (Stage stage = open(dialect)) {
      List<String> before = changes(stage);
      List<String> problems = problems(stage);
      if (!problems.isEmpty()) {
        assertThat(dialect.works()).as("%s", problems).isFalse();
        assertThat(problems).allSatisfy(it -> assertThat(it).doesNotContainIgnoringCase("again"));
        assertThat(changes(stage)).isEqualTo(before);
        return;
      }
      stage.done(stage.replications().create(SPEC));
      assertThat(live(stage).status()).isEqualTo(Status.REPLICATING);

      stage.done(stage.replications().delete(live(stage), OnDestroy.DETACH));

      assertThat(stage.replications().find("blog:blog-dr:mysql")).isEmpty();
      assertThat(stage.dashboard("GET", "/world", "").path("databases").valueStream())
          .noneMatch(it -> it.has("donor"));
    }
  }

  /// What a call says is tracked by the platform.
  @Test
  void passwordIsInNoCall() {
    try (Stage stage = open(Dialect.usual("jelastic").with("database-login", "password"))) {
      stage.done(stage.replications().create(SPEC));

      assertThat(stage.watched.came())
          .filteredOn(request -> request.path().endsWith("/execcmdbyid"))
          .isNotEmpty()
          .noneMatch(request -> request.body().contains("emulated"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPLICATION SLAVE ON *.*",
        "ALL PRIVILEGES ON `shop`.*",
        // Without the right to flush, one that was stopped cannot be forgotten.
        "REPLICATION_SLAVE_ADMIN ON *.*",
        "RELOAD ON *.*"
      })
  void userThatMayNotStopAReplicationIsNamedBeforeAnything(String granted) {
    try (Stage stage = open(Dialect.usual("jelastic"))) {
      stage.watched.answer((request, reply) ->
          request.body().contains("GRANTS")
              ? Reply.text(200, reply.body().replace("ALL PRIVILEGES ON *.*", granted))
              : reply);

      assertThat(problems(stage))
          .allSatisfy(it -> assertThat(it).contains("REPLICATION_SLAVE_ADMIN", "RELOAD"))
          .isNotEmpty();
    }
  }

  @Test
  void rightsMayBeGrantedOneByOne() {
    try (Stage stage = open(Dialect.usual("jelastic"))) {
      stage.watched.answer((request, reply) ->
          request.body().contains("GRANTS")
              ? Reply.text(
                  200,
                  reply.body().replace("ALL PRIVILEGES ON", "RELOAD, REPLICATION SLAVE ADMIN ON"))
              : reply);

      assertThat(problems(stage)).isEmpty();
    }
  }

  /// It would be run by root.
  @Test
  void addressThatIsACommandIsPutIntoNone() {
    try (Stage stage = open(Dialect.usual("jelastic"))) {
      stage.watched.answer((_, reply) ->
          new Reply(
              reply.status(),
              reply.headers(),
              reply
                  .body()
                  .replaceAll("\"address\":\"[^\"]*\"", "\"address\":\"1.2.3.4; reboot\"")));

      assertThat(problems(stage)).anySatisfy(it -> assertThat(it).contains("no address"));
      stage.run(stage.replications().create(SPEC));

      assertThat(stage.watched.came()).noneMatch(it -> it.body().contains("reboot"));
    }
  }
}
