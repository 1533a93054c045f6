package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch of two apps with two databases each, of which the group names only one.
class GroupLeftDataTest {
  private static final String PAIR =
      "{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'standby', 'active': '%s',"
          + " 'replication_ids': [%s]%s}";
  private static final String ONE = "'shop:standby:postgresql'";
  private static final String BOTH = ONE + ", 'shop:standby:redis'";

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> group;

  @BeforeEach
  void pair() {
    rig = new LocalRig(directory.resolve("paas"));
    rig.driver(new Life<>(new CloneKind()))
        .apply(
            "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central',"
                + " 'databases': ['postgresql', 'redis']}")
        .orFail();
    replicate("postgresql");
    replicate("redis");
    group = rig.driver(new Life<>(new GroupKind()));
    group.apply(PAIR.formatted("primary", ONE, "")).orFail();
    rig.clock.move(Duration.ofSeconds(5));
    group.refresh();
  }

  private void replicate(String engine) {
    Replications replications = rig.platform.replications().get().orElseThrow();
    rig.outside(
        replications.create(
            new ReplicationSpec("shop", "standby", engine, false, Optional.empty())));
    rig.clock.move(Duration.ofSeconds(5));
  }

  @Test
  void aSwitchThatLeavesADatabaseBehindIsRefused() {
    Outcome plan = group.plan(PAIR.formatted("secondary", ONE, ""));

    assertThat(plan.errors())
        .anySatisfy(error -> {
          assertThat(error.path().toString()).isEqualTo("replication_ids");
          assertThat(error.detail()).contains("redis").contains("accept_data_loss");
        });
  }

  @Test
  void itIsAWarningWhenTheLossIsAccepted() {
    Outcome plan =
        group.plan(PAIR.formatted("secondary", ONE, ", 'accept_data_loss': true")).orFail();

    assertThat(plan.warnings()).anySatisfy(it -> assertThat(it.detail()).contains("redis"));
  }

  @Test
  void aSwitchThatHandsOverEverythingPasses() {
    Outcome plan = group.plan(PAIR.formatted("secondary", BOTH, "")).orFail();

    assertThat(plan.warnings()).noneSatisfy(it -> assertThat(it.detail()).contains("redis"));
  }
}
