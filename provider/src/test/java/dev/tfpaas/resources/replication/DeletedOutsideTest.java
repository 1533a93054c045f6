package dev.tfpaas.resources.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Groups;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What hangs on an app that somebody deleted can be planned, replaced and destroyed.
class DeletedOutsideTest {
  private static final String FORWARD = FailoverStage.replicate("shop", "shop-dr", "");

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  private void delete(String app) {
    stage.dashboard("delete " + app, draft -> AppOperations.destroy(draft, app));
  }

  @Test
  void replicationIsDestroyedWithoutItsReplica() {
    stage.replication.apply(FORWARD).orFail();
    delete("shop-dr");

    stage.replication.apply(stage.replication.planDestroy().orFail()).orFail();

    assertThat(stage.platform.replications().get().orElseThrow().find(FailoverStage.REPLICATION))
        .isEmpty();
  }

  @Test
  void replicationIsDestroyedWithoutEitherOfItsApps() {
    stage.replication.apply(FORWARD).orFail();
    delete("shop-dr");
    delete("shop");

    Outcome destroyed = stage.replication.apply(stage.replication.planDestroy().orFail());

    assertThat(destroyed.orFail().value().isNull()).isTrue();
  }

  @Test
  void planSaysThatTheReplicasAppWasDeleted() {
    stage.replication.apply(FORWARD).orFail();
    delete("shop-dr");

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.warnings())
        .extracting(Diagnostic::toString)
        .singleElement()
        .asString()
        .contains("The app shop-dr was deleted")
        .doesNotContain("does not answer");
  }

  @Test
  void planSaysThatTheSourceWasDeletedAndWhereTheOnlyDataIs() {
    stage.replication.apply(FORWARD).orFail();
    delete("shop");

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.warnings())
        .extracting(Diagnostic::toString)
        .singleElement()
        .asString()
        .contains(
            "The app shop was deleted outside of Terraform, and shop-dr follows nothing",
            "it holds the only copy");
  }

  @Test
  void replicaThatWasMadeAnewIsReplicatedToAnew() {
    LifecycleDriver<PaasClient> clone = stage.driver(new Life<>(new CloneKind()));
    String config = "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central'}";
    clone.apply(config).orFail();
    stage.replication.apply(FORWARD).orFail();
    delete("shop-dr");

    clone.apply(config).orFail();
    Outcome again = stage.replication.apply(FORWARD).orFail();

    assertThat(again.action()).isEqualTo(Action.CREATE);
    assertThat(stage.liveReplication().status().word()).isEqualTo("replicating");
  }

  @Test
  void whatCannotBeMadeAnewDoesNotKeepTheRestFromBeingDestroyed() {
    stage.formed();
    stage.dashboard("delete group", draft -> Groups.dissolve(draft, "shop"));
    delete("shop-dr");

    Outcome plan = stage.group.plan(FailoverStage.pair("primary", ""));

    assertThat(plan.errors()).isEmpty();
    assertThat(plan.warnings())
        .extracting(Diagnostic::toString)
        .anyMatch(text -> text.contains("There is no app shop-dr") && text.contains("refuses"));
    assertThat(stage.group.apply(plan).errors()).isNotEmpty();
  }

  @Test
  void whatIsMissingAtTheFirstCreationIsAnError() {
    List<Diagnostic> errors =
        stage.replication.plan(FailoverStage.replicate("shop", "nobody", "")).errors();

    assertThat(errors).extracting(Diagnostic::summary).contains("There is no app nobody");
  }
}
