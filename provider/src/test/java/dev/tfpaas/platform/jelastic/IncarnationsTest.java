package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Incarnations.Kind;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import dev.tfpaas.platform.Side;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The marks by which it is told whose an environment, a group or a replication is.
class IncarnationsTest {
  private static final String GROUP = "shop+shop-standby";
  private static final String REPLICATION = "blog:blog-dr:mysql";

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private Incarnations marks() {
    return stage.platform.incarnations();
  }

  /// What another process, or another state, sees.
  private Optional<String> seen(Kind kind, String id) {
    return stage.open(Stage.TOKEN).incarnations().of(kind, id);
  }

  private void replicate() {
    stage.done(stage.clones().create(Stage.copy("blog", "blog-dr", Optional.empty(), false)));
    stage.done(
        stage
            .replications()
            .create(new ReplicationSpec("blog", "blog-dr", "mysql", true, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({"APP, shop", "APP, shop-standby", "FAILOVER_GROUP, " + GROUP})
  void takingOverPutsANewMarkInPlaceOfTheOld(Kind kind, String id) {
    stage.formed();
    String first = marks().renew(kind, id);

    String second = stage.open(Stage.TOKEN).incarnations().renew(kind, id);

    assertThat(second).isNotEqualTo(first);
    assertThat(seen(kind, id)).contains(second);
  }

  @Test
  void takingOverOfAReplicationPutsANewMark() {
    replicate();
    String first = marks().renew(Kind.REPLICATION, REPLICATION);

    String second = stage.open(Stage.TOKEN).incarnations().renew(Kind.REPLICATION, REPLICATION);

    assertThat(second).isNotEqualTo(first);
    assertThat(seen(Kind.REPLICATION, REPLICATION)).contains(second);
  }

  /// Whose mark the runbook wrote, the renewal after it need not write again.
  @Test
  void creationWritesItsMarkInTheCallThatItMakesAnyway() {
    stage.formed();
    int calls = stage.watched.came().size();

    String copy = marks().renew(Kind.APP, "shop-standby");
    String group = marks().renew(Kind.FAILOVER_GROUP, GROUP);

    assertThat(stage.watched.came()).hasSize(calls);
    assertThat(seen(Kind.APP, "shop-standby")).contains(copy);
    assertThat(seen(Kind.FAILOVER_GROUP, GROUP)).contains(group);
  }

  @Test
  void whatTheRunbookWroteCountsForOneCreation() {
    stage.formed();
    String made = marks().renew(Kind.FAILOVER_GROUP, GROUP);

    assertThat(marks().renew(Kind.FAILOVER_GROUP, GROUP)).isNotEqualTo(made);
  }

  /// The properties of the source come along with a copy.
  @Test
  void copyDoesNotBearTheMarkOfItsSource() {
    String source = marks().renew(Kind.APP, "shop");

    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    assertThat(seen(Kind.APP, "shop-dr")).isPresent().isNotEqualTo(Optional.of(source));
  }

  @Test
  void markOfAGroupIsReadFromTheSideThatIsLeft() {
    stage.formed();
    String made = marks().renew(Kind.FAILOVER_GROUP, GROUP);

    stage.call(
        "environment/control/rest/deleteenv", "session=%s&envName=shop".formatted(Stage.TOKEN));

    assertThat(seen(Kind.FAILOVER_GROUP, GROUP)).contains(made);
  }

  @Test
  void markGoesWithTheObject() {
    stage.formed();
    replicate();
    stage.done(stage.groups().delete(stage.group()));
    stage.done(
        stage
            .replications()
            .delete(stage.replications().find(REPLICATION).orElseThrow(), OnDestroy.DETACH));

    assertThat(seen(Kind.FAILOVER_GROUP, GROUP)).isEmpty();
    assertThat(seen(Kind.REPLICATION, REPLICATION)).isEmpty();
    assertThat(seen(Kind.APP, "shop-standby")).isPresent();
  }

  @Test
  void platformWithoutPropertiesMarksNothing() {
    stage.dashboard("POST", "/account", "{\"properties\": false}");
    stage.done(stage.clones().create(Stage.copy("shop", "shop-standby", Optional.empty(), true)));
    stage.done(stage.groups().create(Stage.pair(), Side.PRIMARY));

    assertThat(marks().marks(Kind.FAILOVER_GROUP)).isFalse();
    assertThat(marks().renew(Kind.FAILOVER_GROUP, GROUP)).isNotBlank();
    assertThat(marks().of(Kind.FAILOVER_GROUP, GROUP)).isEmpty();
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
  }
}
