package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every platform promises, whatever it is; run by each of them, by those of vendors against
/// their emulators.
///
/// @param <S> what is known of the platform
@Timeout(120)
public abstract class PlatformContract<S extends ContractStage> {
  @TempDir Path directory;

  /// The platform of one test.
  S stage;

  /// Opens the platform with its app, in an empty directory.
  protected abstract S open(Path directory);

  @BeforeEach
  final void open() {
    stage = open(directory);
  }

  @AfterEach
  final void close() {
    stage.close();
  }

  /// Returns the platform of this test.
  public final S stage() {
    return stage;
  }

  @Test
  void listedAppsAreFoundWithTheSameWords() {
    List<App> listed = stage.apps().list();

    assertThat(listed).extracting(App::id).isSorted().contains(stage.app());
    for (App app : listed) {
      assertThat(stage.apps().find(app.id())).contains(app);
    }
  }

  @Test
  void appsAreInRegionsThatThereAre() {
    List<String> regions = stage.apps().regions().stream().map(Region::name).toList();

    assertThat(regions).isSorted().hasSizeGreaterThan(1);
    assertThat(stage.apps().list()).allSatisfy(app -> assertThat(regions).contains(app.region()));
    assertThat(stage.apps().engines()).contains("postgresql");
  }

  @Test
  void whatIsNotThereIsAbsentAndNoError() {
    assertThat(stage.apps().find(stage.noApp())).isEmpty();
    assertThat(stage.clones().check(stage.clone("shop-unused"))).isEmpty();
    stage
        .platform()
        .regionMigrations()
        .get()
        .ifPresent(it -> assertThat(it.find("no-such-migration")).isEmpty());
  }

  @Test
  void lookingChangesNothing() {
    GroupSpec spec = stage.form();
    Optional<MigrationSpec> move =
        stage.platform().regionMigrations().get().map(_ -> stage.migration());
    int before = stage.changes().size();

    stage.apps().list();
    stage.apps().regions();
    stage.group(spec);
    stage.groups().check(Optional.of(stage.group(spec)), spec);
    stage.replications();
    move.ifPresent(it -> {
      stage.migrations().existing(it);
      stage.migrations().check(it, true);
    });

    assertThat(stage.changes()).hasSize(before);
  }

  @Test
  void copyIsMadeAsPlannedAndOnce() {
    CloneSpec spec = stage.clone("shop-copy");
    int apps = stage.apps().list().size();
    Runbook runbook = stage.pure(() -> stage.clones().create(spec));

    stage.done(runbook);
    int changes = stage.changes().size();
    stage.done(stage.clones().create(spec));

    App copy = stage.apps().find(stage.clones().idOf(spec)).orElseThrow();
    assertThat(copy.name()).isEqualTo("shop-copy");
    assertThat(copy.clonedFrom()).contains(spec.sourceAppId());
    assertThat(stage.apps().list()).hasSize(apps + 1);
    assertThat(stage.changes()).as("a second run").hasSize(changes);
  }

  @Test
  void groupThatIsFormedIsFoundByItsAppsAndByItsIdentifier() {
    GroupSpec spec = stage.form();

    FailoverGroup group = stage.group(spec);

    assertThat(stage.groups().find(group.id())).contains(group);
    assertThat(group.active()).isEqualTo(Side.PRIMARY);
    assertThat(group.primary().appId()).isEqualTo(spec.primaryAppId());
    assertThat(group.secondary().map(FailoverGroup.Member::appId)).isEqualTo(spec.secondaryAppId());
    assertThat(group.address()).isNotEmpty();
    assertThat(group.busy()).isFalse();
    assertThat(stage.groups().check(Optional.of(group), spec)).isEmpty();
    assertThat(stage.groups().update(group, spec).steps()).isEmpty();
  }

  @Test
  void plannedSwitchIsMadeAsPlannedAndNotTwice() {
    GroupSpec spec = stage.form();
    FailoverGroup before = stage.group(spec);
    List<Replication> handed = stage.replications();
    Runbook runbook =
        stage.pure(() ->
            stage
                .groups()
                .switchOver(
                    before, new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, handed)));

    stage.done(runbook);

    FailoverGroup after = stage.group(spec);
    assertThat(after.active()).isEqualTo(Side.SECONDARY);
    assertThat(after.busy()).isFalse();
    assertThat(after.primary().maintenance()).as("the side that was left").isTrue();
    assertThat(after.secondary().orElseThrow().maintenance()).isFalse();
    assertThat(after.address().equals(before.address()))
        .isEqualTo(!stage.groups().addressFollowsActive(before));
    assertThat(stage.violations()).isEmpty();
    int changes = stage.changes().size();
    stage.done(stage.switchOver(after));
    assertThat(stage.changes()).as("a second switch to the same side").hasSize(changes);
  }

  @Test
  void dissolvedGroupIsGoneAndItsAppsAreThere() {
    GroupSpec spec = stage.form();
    FailoverGroup group = stage.group(spec);
    Runbook runbook = stage.pure(() -> stage.groups().delete(group));

    stage.done(runbook);

    assertThat(stage.groups().find(group.id())).isEmpty();
    assertThat(stage.groups().existing(spec)).isEmpty();
    assertThat(stage.apps().find(spec.primaryAppId())).isPresent();
    assertThat(stage.apps().find(spec.secondaryAppId().orElseThrow())).isPresent();
    assertThat(stage.groups().trafficAfterDelete(group)).endsWith(".");
  }

  @Test
  void migrationIsMadePhaseByPhaseAndNoPhaseTwice() {
    assumeMigrations();
    MigrationSpec spec = stage.migration();
    assertThat(stage.migrations().check(spec, true)).isEmpty();
    assertThat(stage.migrations().existing(spec)).isEmpty();
    stage.pure(() -> stage.migrations().advance(Optional.empty(), spec, Phase.FINALIZED));

    for (Phase phase : Phase.values()) {
      stage.done(stage.migrations().advance(stage.migrations().existing(spec), spec, phase));

      Migration now = stage.migrations().existing(spec).orElseThrow();
      assertThat(now.phase().orElseThrow()).isGreaterThanOrEqualTo(phase);
      assertThat(stage.migrations().find(now.id())).contains(now);
      assertThat(stage.migrations().advance(Optional.of(now), spec, phase).steps()).isEmpty();
    }
    Migration moved = stage.migrations().existing(spec).orElseThrow();
    App app = stage.apps().find(moved.newAppId().orElseThrow()).orElseThrow();
    assertThat(moved.ended()).isTrue();
    assertThat(moved.toRegion()).isEqualTo(spec.toRegion());
    assertThat(app.region()).isEqualTo(spec.toRegion());
    assertThat(app.maintenance()).isFalse();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void migrationThatSomebodyElseBeganIsTakenOver() {
    assumeMigrations();
    MigrationSpec spec = stage.migration();
    stage.done(stage.migrations().advance(Optional.empty(), spec, Phase.PREPARED));
    int changes = stage.changes().size();

    stage.done(stage.migrations().advance(Optional.empty(), spec, Phase.PREPARED));

    assertThat(stage.changes()).hasSize(changes);
  }

  private void assumeMigrations() {
    assumeTrue(
        stage.platform().regionMigrations().get().isPresent(), "this platform moves no apps");
  }
}
