package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Incarnations.Kind;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose a stack or a replication is, is told by a variable of a stack.
class IncarnationsTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory).formed();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Incarnations marks() {
    return stage.platform.incarnations();
  }

  private String replication() {
    return stage.replication("postgresql").id();
  }

  @Test
  void eachTakingOverMarksAnew() {
    String made = marks().renew(Kind.APP, stage.uid("shop-dr"));
    String taken = stage.open().incarnations().renew(Kind.APP, stage.uid("shop-dr"));

    assertThat(marks().of(Kind.APP, stage.uid("shop-dr"))).contains(taken);
    assertThat(taken).isNotEqualTo(made);
  }

  @Test
  void whatBearsNoMarkOrIsGoneHasNone() {
    assertThat(marks().of(Kind.APP, stage.uid("shop-dr"))).isEmpty();
    assertThat(marks().of(Kind.APP, "0".repeat(32))).isEmpty();
    assertThat(marks().of(Kind.REPLICATION, replication())).isEmpty();
    assertThat(marks().of(Kind.REPLICATION, "nothing")).isEmpty();
    assertThat(marks().of(Kind.FAILOVER_GROUP, stage.group().id())).isEmpty();
  }

  @Test
  void markOfAReplicationIsOnTheCopyAndOfThatEngineOnly() {
    String made = marks().renew(Kind.REPLICATION, replication());

    assertThat(marks().of(Kind.REPLICATION, replication())).contains(made);
    assertThat(marks().of(Kind.REPLICATION, stage.replication("redis").id())).isEmpty();
    assertThat(stage.changes())
        .singleElement()
        .asString()
        .startsWith("PATCH /api/3/stacks/shop-dr/environments/bulk");
  }

  @Test
  void markRestartsNothingAndIsNoDifference() {
    marks().renew(Kind.APP, stage.uid("shop-dr"));
    marks().renew(Kind.REPLICATION, replication());

    assertThat(stage.changes()).allMatch(line -> line.endsWith("apply_strategy: deployment"));
    assertThat(stage.clones().differences(stage.app("shop-dr"), Set.of("LOG_LEVEL"))).isEmpty();
  }

  @Test
  void copyOfAMarkedStackIsNotMarked() {
    marks().renew(Kind.APP, stage.uid("blog"));

    stage.done(stage.clones().create(Stage.clone(stage.uid("blog"), "blog-dr", false, false)));

    assertThat(marks().of(Kind.APP, stage.uid("blog-dr"))).isEmpty();
  }

  @Test
  void groupsCannotBeMarked() {
    assertThat(marks().marks(Kind.FAILOVER_GROUP)).isFalse();
    assertThat(marks().renew(Kind.FAILOVER_GROUP, stage.group().id())).isNotEmpty();
    assertThat(stage.changes()).isEmpty();
  }
}
