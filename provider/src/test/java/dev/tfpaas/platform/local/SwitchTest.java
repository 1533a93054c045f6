package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Switches of a failover group.
class SwitchTest {
  @TempDir Path parent;
  private Stage stage;

  @BeforeEach
  void form() {
    stage = new Stage(parent).formed();
  }

  @Test
  void plannedSwitchLosesNothingAndIsCounted() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);

    List<String> calls = stage.done(runbook);

    assertThat(calls).isEqualTo(Stage.planned(runbook));
    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    assertThat(last.mode()).isEqualTo("planned");
    assertThat(last.lostWrites()).hasValue(0);
    assertThat(last.downtime()).get().satisfies(it -> assertThat(it).isPositive());
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void stepsAreInTheOrderOfTheDesign() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);

    assertThat(Stage.planned(runbook))
        .containsExactly(
            "PUT /apps/shop/maintenance {on: true}",
            "PUT /apps/shop/databases/postgresql/read-only {on: true}",
            "PUT /apps/shop/databases/redis/read-only {on: true}",
            "PUT /replications/shop:shop-dr:postgresql/streaming {on: false}",
            "PUT /replications/shop:shop-dr:redis/streaming {on: false}",
            "POST /apps/shop-dr/databases/postgresql/promote",
            "POST /apps/shop-dr/databases/redis/promote",
            "PUT /apps/shop-dr/maintenance {on: false}",
            "PUT /failover-groups/shop/active {active: secondary, mode: planned}");
  }

  @Test
  void replicaBecomesPrimaryAndOldSideStaysClosed() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    Replication replication = stage.replication("postgresql");
    assertThat(replication.status()).isEqualTo(Replication.Status.PROMOTED);
    assertThat(replication.newerAppId()).contains("shop-dr");
    assertThat(replication.sourceWritable()).isFalse();
    assertThat(replication.replicaWritable()).isTrue();
    assertThat(stage.app("shop-dr").database("postgresql").orElseThrow().role())
        .isEqualTo(Database.Role.PRIMARY);
    assertThat(stage.app("shop").maintenance()).isTrue();
  }
}
