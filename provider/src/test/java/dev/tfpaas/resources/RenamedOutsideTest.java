package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Renaming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Apps of a pair that a person renames: they are the same apps, whatever they are called now.
class RenamedOutsideTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'databases': ['postgresql'], 'deletion_protection': false}";
  private static final String UNPROTECTED = ", 'deletion_protection': false";

  @TempDir Path directory;
  private FailoverStage stage;
  private LifecycleDriver<PaasClient> copy;

  @BeforeEach
  void pairWhoseStandbyWasRenamed() {
    stage = new FailoverStage(directory);
    copy = stage.driver(new Life<>(new CloneKind()));
    copy.apply(COPY).orFail();
    stage.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    stage.group.apply(FailoverStage.pair("primary", UNPROTECTED)).orFail();
    stage.clock.move(Duration.ofMinutes(1));
    rename("shop-dr", "shop-old");
  }

  private void rename(String app, String name) {
    stage.dashboard("rename", draft -> Renaming.rename(draft, app, name));
  }

  /// Makes a copy as a person at the dashboard does.
  private void another(String source, String name) {
    AppOperations.Copy another =
        new AppOperations.Copy(
            source,
            name,
            Optional.empty(),
            Optional.of("us-east"),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            true);
    stage.dashboard("copy", draft -> AppOperations.copy(draft, another));
    stage.clock.move(Duration.ofMinutes(1));
  }

  @Test
  void nothingIsPlannedAndThePlanSaysIt() {
    Outcome app = copy.plan(COPY);
    Outcome flow = stage.replication.plan(FailoverStage.replicate("shop", "shop-dr", ""));
    Outcome pair = stage.group.plan(FailoverStage.pair("primary", UNPROTECTED));

    assertThat(List.of(app.action(), flow.action(), pair.action()))
        .containsOnly(Outcome.Action.NO_OP);
    assertThat(FailoverStage.text(app)).contains("App shop-dr was renamed to shop-old");
    assertThat(FailoverStage.text(pair)).contains("App shop-dr was renamed to shop-old");
  }

  @Test
  void aSwitchCallsItByTheNameThatItHas() {
    stage.group.apply(FailoverStage.pair("secondary", UNPROTECTED)).orFail();

    boolean serves = stage.world.read(view -> view.serves("shop-old"));
    assertThat(serves).isTrue();
    assertThat(stage.group.state().get("active_app_id")).isEqualTo(Value.string("shop-dr"));
  }

  @Test
  void aSwitchLeavesTheOtherByTheNameThatItHas() {
    rename("shop", "shop-first");

    stage.group.apply(FailoverStage.pair("secondary", UNPROTECTED)).orFail();

    boolean serves = stage.world.read(view -> view.serves("shop-old"));
    assertThat(serves).isTrue();
    assertThat(stage.platform.apps().find("shop-first").orElseThrow().maintenance()).isTrue();
  }

  @Test
  void theOtherSideMayBeRenamedAsWell() {
    rename("shop", "shop-first");

    Outcome pair = stage.group.plan(FailoverStage.pair("primary", UNPROTECTED));

    assertThat(pair.action()).isEqualTo(Outcome.Action.NO_OP);
    assertThat(FailoverStage.text(pair)).contains("App shop was renamed to shop-first");
    String flow = FailoverStage.replicate("shop", "shop-dr", "");
    assertThat(stage.replication.plan(flow).action()).isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void itIsToldFromOneThatHasItsNameNow() {
    another("shop", "shop-dr");

    assertThat(copy.plan(COPY).action()).isEqualTo(Outcome.Action.NO_OP);
    assertThat(stage.group.plan(FailoverStage.pair("primary", UNPROTECTED)).action())
        .isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void theWholePairIsDestroyed() {
    stage.group.destroy().orFail();
    stage.replication.destroy().orFail();
    copy.destroy().orFail();

    assertThat(stage.platform.apps().find("shop-old")).isEmpty();
  }

  @Test
  void oneThatWasDeletedIsMadeAnew() {
    stage.group.destroy().orFail();
    stage.replication.destroy().orFail();
    stage.dashboard("delete", draft -> AppOperations.destroy(draft, "shop-old"));

    assertThat(copy.plan(COPY).action()).isEqualTo(Outcome.Action.CREATE);
  }

  @Test
  void oneThatWasDeletedIsNotTakenForOneThatHadItsNameBefore() {
    stage.group.destroy().orFail();
    stage.replication.destroy().orFail();
    LifecycleDriver<PaasClient> second = stage.driver(new Life<>(new CloneKind()));
    second.apply(COPY).orFail();
    stage.dashboard("delete", draft -> AppOperations.destroy(draft, "shop-dr"));

    assertThat(second.plan(COPY).action()).isEqualTo(Outcome.Action.CREATE);
    assertThat(stage.platform.apps().find("shop-dr")).isEmpty();
  }

  @Test
  void sourceThatWasDeletedIsNotTakenForOneThatHadItsNameBefore() {
    stage.group.destroy().orFail();
    stage.replication.destroy().orFail();
    rename("shop", "first");
    another("first", "shop");
    LifecycleDriver<PaasClient> last = stage.driver(new Life<>(new CloneKind()));
    String wanted = COPY.replace("shop-dr", "last");
    last.apply(wanted).orFail();
    stage.dashboard("adopt", draft -> AppOperations.adopt(draft, "last", "shop"));
    stage.replication.apply(FailoverStage.replicate("shop", "last", "")).orFail();
    stage.replication.destroy().orFail();
    stage.dashboard("delete", draft -> AppOperations.destroy(draft, "shop"));

    Outcome destroyed = last.destroy();

    assertThat(FailoverStage.text(destroyed)).contains("App last holds the last postgresql");
  }

  @Test
  void configurationThatFollowsTheNewNameReplacesNothing() {
    String flow = FailoverStage.replicate("shop", "shop-old", "");
    String pair = FailoverStage.pair("primary", UNPROTECTED).replace("'shop-dr'", "'shop-old'");
    int before = stage.callCount();

    assertThat(stage.replication.plan(flow).action()).isEqualTo(Outcome.Action.UPDATE);
    stage.replication.apply(flow).orFail();
    stage.group.apply(pair).orFail();

    assertThat(stage.callsSince(before)).noneMatch(call -> call.matches("(PUT|POST|DELETE) .*"));
    assertThat(stage.replication.plan(flow).action()).isEqualTo(Outcome.Action.NO_OP);
    assertThat(stage.group.plan(pair).action()).isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void activeAppMayBeCalledByItsNewName() {
    rename("shop", "store");
    String flow = FailoverStage.replicate("store", "shop-dr", "");
    String pair =
        FailoverStage.pair("primary", UNPROTECTED)
            .replace("'primary_app_id': 'shop'", "'primary_app_id': 'store'");

    stage.replication.apply(flow).orFail();
    stage.group.apply(pair).orFail();

    assertThat(stage.replication.plan(flow).action()).isEqualTo(Outcome.Action.NO_OP);
    assertThat(stage.group.plan(pair).action()).isEqualTo(Outcome.Action.NO_OP);
    boolean serves = stage.world.read(view -> view.serves("store"));
    assertThat(serves).isTrue();
  }

  @Test
  void directionIsReversedUnderTheNewNames() {
    stage.group.apply(FailoverStage.pair("secondary", UNPROTECTED)).orFail();

    stage.replication.apply(FailoverStage.replicate("shop-old", "shop", "")).orFail();

    assertThat(stage.liveReplication().status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(stage.replication.state().get("source_app_id")).isEqualTo(Value.string("shop-old"));
  }
}
