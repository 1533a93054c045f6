package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The maintenance of a copy in every order of failing over, ending its group, and writing the word
/// down or taking it out.
class CloneMaintenanceTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'databases': ['postgresql']%s}";
  private static final String LEFT_OUT = COPY.formatted("");
  private static final String CLOSED = COPY.formatted(", 'maintenance': true");
  private static final String OPEN = COPY.formatted(", 'maintenance': false");

  @TempDir Path directory;
  private FailoverStage stage;
  private LifecycleDriver<PaasClient> copy;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
    copy = stage.driver(new Life<>(new CloneKind()));
  }

  private void failOver() {
    stage.formed();
    stage.group.apply(FailoverStage.pair("secondary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  private void dissolve() {
    stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
  }

  private void maintenance(String app, boolean on) {
    stage.dashboard("maintenance", draft -> AppOperations.maintenance(draft, app, on));
    stage.clock.move(Duration.ofSeconds(5));
  }

  private boolean isClosed() {
    return stage.platform.apps().find("shop-dr").orElseThrow().maintenance();
  }

  @Test
  void whatServesAfterItsGroupHasEndedStaysOpen() {
    copy.apply(LEFT_OUT).orFail();
    failOver();
    dissolve();

    Outcome plan = copy.plan(LEFT_OUT).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(isClosed()).isFalse();
  }

  @Test
  void itStaysOpenAlsoWhereTheWordWasWrittenDownBefore() {
    copy.apply(CLOSED).orFail();
    failOver();
    dissolve();

    Outcome plan = copy.plan(CLOSED).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings())
        .anySatisfy(it -> assertThat(it.summary()).contains("shop-dr stays open"));
  }

  @Test
  void writingItDownForTheOnlyOneThatServesIsNamed() {
    copy.apply(LEFT_OUT).orFail();
    failOver();
    dissolve();

    Outcome plan = copy.plan(CLOSED).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.warnings())
        .anySatisfy(it -> {
          assertThat(it.summary()).isEqualTo("App shop-dr serves, and this closes it");
          assertThat(it.detail()).contains("its source does not serve either");
        });
  }

  @Test
  void writingItDownForTheActiveSideIsRefused() {
    copy.apply(LEFT_OUT).orFail();
    failOver();

    assertThat(FailoverStage.text(copy.plan(CLOSED)))
        .contains("App shop-dr serves the failover group shop", "[refused: serves]");
  }

  @Test
  void takingTheWordOutOfTheSideThatServesChangesNothing() {
    copy.apply(OPEN).orFail();
    failOver();
    copy.apply(OPEN).orFail();

    assertThat(copy.plan(LEFT_OUT).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void theActiveSideThatAPersonClosedIsOpenedByTheWord() {
    copy.apply(LEFT_OUT).orFail();
    failOver();
    maintenance("shop-dr", true);

    copy.apply(OPEN).orFail();

    assertThat(isClosed()).isFalse();
  }

  @Test
  void aSwitchOutsideAndTheEndOfTheGroupCloseNobody() {
    copy.apply(LEFT_OUT).orFail();
    stage.formed();
    stage.switchOutside(GroupFact.Place.SECONDARY);
    dissolve();
    stage.clock.move(Duration.ofSeconds(5));

    copy.apply(LEFT_OUT).orFail();

    assertThat(isClosed()).isFalse();
  }

  @Test
  void aCopyThatIsTakenOverWhileOnlyItServesStaysOpen() {
    failOver();
    dissolve();

    Outcome plan = copy.plan(LEFT_OUT).orFail();
    copy.apply(plan).orFail();

    assertThat(plan.get("maintenance").asBool()).isFalse();
    assertThat(isClosed()).isFalse();
  }

  @Test
  void anAppThatIsTakenByNameStaysOpenAndIsSaidToServe() {
    String adopted = "{'source_app_id': 'shop', 'name': 'blog', 'adopt': true%s}";

    Outcome plan = copy.plan(adopted.formatted("")).orFail();
    Outcome closing = copy.plan(adopted.formatted(", 'maintenance': true")).orFail();
    copy.apply(plan).orFail();

    assertThat(FailoverStage.text(plan)).contains("It serves now, and goes on serving");
    assertThat(FailoverStage.text(closing)).contains("App blog serves, and this closes it");
    assertThat(stage.platform.apps().find("blog").orElseThrow().maintenance()).isFalse();
    assertThat(copy.plan(adopted.formatted("")).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aCopyThatIsTakenOverBesideItsServingSourceIsClosedAndThePlanSaysSo() {
    maintenance("shop-dr", false);
    stage.dashboard("write", draft -> AppOperations.write(draft, "shop", 1));

    Outcome plan = copy.plan(LEFT_OUT).orFail();

    assertThat(plan.get("maintenance").asBool()).isTrue();
    assertThat(FailoverStage.text(plan)).contains("App shop-dr serves, and this closes it");
  }
}
