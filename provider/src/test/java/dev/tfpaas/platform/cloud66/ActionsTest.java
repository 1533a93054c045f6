package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was done to a stack is read from the newest action back, and no further than needed.
class ActionsTest {
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

  private void past(String stack) {
    stage.dashboard("POST", "/stacks/%s/past".formatted(stage.uid(stack)), "{\"actions\": 4000}");
    stage.server.log().clear();
  }

  private long reads() {
    return stage.server.log().entries().stream()
        .filter(entry -> entry.path().endsWith("/actions"))
        .count();
  }

  @Test
  void switchOfAnOldAppReadsFewPages() {
    past("shop-dr");

    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(reads()).isLessThan(12);
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void replicationThatEndedLongAgoIsStillKnown() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    past("shop-dr");

    Replication replication = stage.replication("postgresql");

    assertThat(replication.status()).isEqualTo(Replication.Status.DETACHED);
    assertThat(replication.replicaAppId()).isEqualTo(stage.uid("shop-dr"));
    assertThat(reads()).isLessThan(12);
  }
}
