package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.migration.MigrationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A look at what did not change leaves nothing to store, however much is written meanwhile.
class AtRestTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'deletion_protection': false}";

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  private void assertAtRest(LifecycleDriver<PaasClient> object) {
    object.refresh();
    Value state = object.state();
    PrivateState remembered = object.privateState();

    stage.clock.move(Duration.ofMinutes(7));
    object.refresh();

    assertThat(object.state()).isEqualTo(state);
    assertThat(object.privateState()).isEqualTo(remembered);
  }

  @Test
  void copyIsAtRest() {
    LifecycleDriver<PaasClient> copy = stage.driver(new Life<>(new CloneKind()));
    copy.apply(COPY).orFail();
    stage.formed();

    assertAtRest(copy);
  }

  @Test
  void copyIsAsItWasMadeWhateverIsFormedAroundIt() {
    LifecycleDriver<PaasClient> copy = stage.driver(new Life<>(new CloneKind()));
    copy.apply(COPY).orFail();
    Value state = copy.state();
    PrivateState remembered = copy.privateState();

    stage.formed();
    copy.refresh();

    assertThat(copy.state()).isEqualTo(state);
    assertThat(copy.privateState()).isEqualTo(remembered);
  }

  @Test
  void pairIsAtRest() {
    stage.formed();

    assertAtRest(stage.replication);
    assertAtRest(stage.group);
  }

  @Test
  void pairThatCameApartIsAtRest() {
    stage.formed();
    stage.switchOutside(dev.tfpaas.world.fact.GroupFact.Place.SECONDARY);
    stage.clock.move(Duration.ofMinutes(1));

    assertAtRest(stage.replication);
    assertAtRest(stage.group);
  }

  @Test
  void migrationIsAtRest() {
    LifecycleDriver<PaasClient> migration = stage.driver(new Life<>(new MigrationKind()));
    migration
        .apply("{'app_id': 'shop', 'to_region': 'us-east', 'allow_live_databases': true}")
        .orFail();

    assertAtRest(migration);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backup.frequency | {'frequency': null, 'keep': 3}
          backup.keep      | {'frequency': '1h', 'keep': null}
          """)
  void nullInAPartOfAnObjectIsBlamedThere(String path, String backup) {
    List<Diagnostic> said =
        stage.replication.validate(
            FailoverStage.replicate("shop", "shop-dr", ", 'backup': " + backup));

    assertThat(said).extracting(it -> it.path().toString()).containsExactly(path);
  }

  @Test
  void objectWithoutAnyPartIsAsIfLeftOut() {
    String guards = ", 'guards': {'max_lag': null, 'drain_timeout': null, 'min_interval': null}";
    stage.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    stage.group.apply(FailoverStage.pair("primary", guards)).orFail();

    assertThat(stage.group.plan(FailoverStage.pair("primary", guards)).action())
        .isEqualTo(dev.tfpaas.framework.resource.Outcome.Action.NO_OP);
  }
}
