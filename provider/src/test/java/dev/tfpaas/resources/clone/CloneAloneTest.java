package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy that no group has: what holds the last data and who serves is told all the same.
class CloneAloneTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'deletion_protection': false%s}";

  @TempDir Path directory;
  private FailoverStage stage;
  private LifecycleDriver<PaasClient> copy;

  @BeforeEach
  void made() {
    stage = new FailoverStage(directory);
    copy = stage.driver(new Life<>(new CloneKind()));
    copy.apply(COPY.formatted("")).orFail();
  }

  private void replicate() {
    stage.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  private void deleteSource() {
    stage.dashboard("delete", draft -> AppOperations.destroy(draft, "shop"));
    stage.clock.move(Duration.ofSeconds(5));
    copy.refresh();
  }

  private void maintenance(String app, boolean on) {
    stage.dashboard("maintenance", draft -> AppOperations.maintenance(draft, app, on));
    stage.clock.move(Duration.ofSeconds(5));
    copy.refresh();
  }

  @Test
  void theLastCopyOfTheDataIsNotDestroyedAlsoWhereNobodyCanWriteToIt() {
    replicate();
    deleteSource();

    Outcome plan = copy.planDestroy();

    assertThat(plan.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.summary()).contains("postgresql");
          assertThat(error.detail()).contains("shop does not exist any more");
        });
  }

  @Test
  void aReplicaWhoseSourceIsThereMayGo() {
    replicate();
    copy.refresh();

    assertThat(copy.planDestroy().orFail().warnings()).isNotEmpty();
  }

  @Test
  void anEngineThatIsTakenOutIsKeptAndThePlanSaysHowToAgree() {
    Outcome plan = copy.plan(COPY.formatted(", 'databases': []")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings())
        .anySatisfy(it -> {
          assertThat(it.path().toString()).isEqualTo("databases");
          assertThat(it.detail()).contains("`databases = [\"postgresql\"");
        });
  }

  @Test
  void anEngineThatIsExchangedIsRefused() {
    Outcome plan = copy.plan(COPY.formatted(", 'databases': ['mysql']"));

    assertThat(plan.errors())
        .singleElement()
        .satisfies(it -> assertThat(it.detail()).contains("\"mysql\", \"postgresql\""));
  }

  @Test
  void thatNeitherTheCopyNorItsSourceServesIsSaid() {
    maintenance("shop", true);

    Outcome plan = copy.plan(COPY.formatted("")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings())
        .anySatisfy(it -> assertThat(it.summary()).startsWith("Nobody serves"));
  }

  @Test
  void whereOneOfThemServesNothingIsSaid() {
    List<Outcome> plans = new ArrayList<>();
    plans.add(copy.plan(COPY.formatted("")).orFail());
    maintenance("shop-dr", false);
    maintenance("shop", true);
    plans.add(copy.plan(COPY.formatted("")).orFail());

    assertThat(plans)
        .allSatisfy(plan ->
            assertThat(plan.warnings())
                .noneSatisfy(it -> assertThat(it.summary()).contains("Nobody serves")));
    assertThat(copy.state().get("maintenance")).isEqualTo(Value.bool(false));
  }
}
