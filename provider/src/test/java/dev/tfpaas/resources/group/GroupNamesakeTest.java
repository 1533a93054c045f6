package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second state whose group has the name of another one, which pairs other apps.
class GroupNamesakeTest {
  private static final String ALONE = "{'name': 'shop', 'primary_app_id': 'shop'}";

  @TempDir Path directory;

  @Test
  void itIsAnotherGroupAndIsNotTaken() {
    FailoverStage stage = new FailoverStage(directory).formed();
    LifecycleDriver<PaasClient> second = stage.driver(new Life<>(new GroupKind()));

    Outcome plan = second.plan(ALONE);

    assertThat(FailoverStage.text(plan))
        .contains("A failover group named \"shop\" exists with other apps");
  }

  @Test
  void itIsNotTakenEitherWhereTheAppsAreKnownOnlyAtLast() {
    FailoverStage stage = new FailoverStage(directory);
    LifecycleDriver<PaasClient> second = stage.driver(new Life<>(new GroupKind()));
    Outcome plan = second.plan(second.config(ALONE)).orFail();
    stage.formed();

    assertThat(FailoverStage.text(second.applyDirectly(plan)))
        .contains("A failover group named \"shop\" exists with other apps");
    assertThat(second.state().isNull()).isTrue();
  }
}
