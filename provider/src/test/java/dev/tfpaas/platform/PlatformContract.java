package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every platform promises, whatever it is; run by each of them against its emulator.
@Timeout(120)
public abstract class PlatformContract {
  /// More bad answers than anybody repeats.
  private static final int ALL = 9999;

  @TempDir Path directory;
  private ContractStage stage;

  /// Opens the platform with its app, in an empty directory.
  protected abstract ContractStage open(Path directory);

  @BeforeEach
  final void open() {
    stage = open(directory);
  }

  @AfterEach
  final void close() {
    stage.close();
    stage
        .secret()
        .ifPresent(secret ->
            assertThat(stage.log()).isNotEmpty().noneMatch(line -> line.contains(secret)));
  }

  private Apps apps() {
    return stage.platform().apps();
  }

  private AppClones clones() {
    return stage.platform().appClones().get().orElseThrow();
  }

  private FailoverGroups groups() {
    return stage.platform().failoverGroups().get().orElseThrow();
  }

  private RegionMigrations migrations() {
    return stage.platform().regionMigrations().get().orElseThrow();
  }

  private void done(Runbook runbook) {
    Outcome outcome = stage.run(runbook);
    assertThat(outcome)
        .as("%s%n%s", runbook.lines(), stage.log())
        .isInstanceOf(Outcome.Completed.class);
  }

  private FailoverGroup group(GroupSpec spec) {
    return groups().existing(spec).flatMap(groups()::find).orElseThrow();
  }

  private Runbook switchOver(FailoverGroup group) {
    return groups()
        .switchOver(
            group,
            new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, stage.replications()));
  }

  /// Makes a runbook twice, which asks nobody, and returns it.
  private Runbook pure(Supplier<Runbook> maker) {
    int before = calls();
    Runbook once = maker.get();

    assertThat(maker.get().lines()).isEqualTo(once.lines()).isNotEmpty();
    assertThat(calls()).as("calls to make a runbook").isEqualTo(before);
    return once;
  }

  private int calls() {
    return stage
        .server()
        .map(server -> server.log().entries().size())
        .orElseGet(() -> stage.changes().size());
  }

  private EmulatorServer answers(Fault.Kind kind, String method, int times, int status) {
    assumeThat(stage.server()).as("a platform that can be made to answer badly").isPresent();
    EmulatorServer server = stage.server().orElseThrow();
    server.faults().add(new Fault(method, "", "", 0, times, kind, status, Duration.ofMillis(20)));
    return server;
  }

  private static void assertSilentAboutTheSecret(ContractStage stage, Throwable failure) {
    stage
        .secret()
        .ifPresent(
            secret -> assertThat(String.valueOf(failure.getMessage())).doesNotContain(secret));
  }

  @Test
  void listedAppsAreFoundWithTheSameWords() {
    List<App> listed = apps().list();

    assertThat(listed).extracting(App::id).isSorted().contains(stage.app());
    for (App app : listed) {
      assertThat(apps().find(app.id())).contains(app);
    }
  }

  @Test
  void appsAreInRegionsThatThereAre() {
    List<String> regions = apps().regions().stream().map(Region::name).toList();

    assertThat(regions).isSorted().hasSizeGreaterThan(1);
    assertThat(apps().list()).allSatisfy(app -> assertThat(regions).contains(app.region()));
    assertThat(apps().engines()).contains("postgresql");
  }

  @Test
  void whatIsNotThereIsAbsentAndNoError() {
    assertThat(apps().find(stage.noApp())).isEmpty();
    assertThat(clones().check(stage.clone("shop-unused"))).isEmpty();
    assertThat(migrations().find("no-such-migration")).isEmpty();
  }

  @Test
  void lookingChangesNothing() {
    GroupSpec spec = stage.form();
    MigrationSpec move = stage.migration();
    int before = stage.changes().size();

    apps().list();
    apps().regions();
    group(spec);
    groups().check(Optional.of(group(spec)), spec);
    stage.replications();
    migrations().existing(move);
    migrations().check(move, true);

    assertThat(stage.changes()).hasSize(before);
  }

  @Test
  void copyIsMadeAsPlannedAndOnce() {
    CloneSpec spec = stage.clone("shop-copy");
    int apps = apps().list().size();
    Runbook runbook = pure(() -> clones().create(spec));

    done(runbook);
    int changes = stage.changes().size();
    done(clones().create(spec));

    App copy = apps().find(clones().idOf(spec)).orElseThrow();
    assertThat(copy.name()).isEqualTo("shop-copy");
    assertThat(copy.clonedFrom()).contains(spec.sourceAppId());
    assertThat(apps().list()).hasSize(apps + 1);
    assertThat(stage.changes()).as("a second run").hasSize(changes);
  }

  @Test
  void groupThatIsFormedIsFoundByItsAppsAndByItsIdentifier() {
    GroupSpec spec = stage.form();

    FailoverGroup group = group(spec);

    assertThat(groups().find(group.id())).contains(group);
    assertThat(group.active()).isEqualTo(Side.PRIMARY);
    assertThat(group.primary().appId()).isEqualTo(spec.primaryAppId());
    assertThat(group.secondary().map(FailoverGroup.Member::appId)).isEqualTo(spec.secondaryAppId());
    assertThat(group.address()).isNotEmpty();
    assertThat(group.busy()).isFalse();
    assertThat(groups().check(Optional.of(group), spec)).isEmpty();
    assertThat(groups().update(group, spec).steps()).isEmpty();
  }

  @Test
  void plannedSwitchIsMadeAsPlannedAndNotTwice() {
    GroupSpec spec = stage.form();
    FailoverGroup before = group(spec);
    List<Replication> handed = stage.replications();
    Runbook runbook =
        pure(() ->
            groups()
                .switchOver(
                    before, new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, handed)));

    done(runbook);

    FailoverGroup after = group(spec);
    assertThat(after.active()).isEqualTo(Side.SECONDARY);
    assertThat(after.busy()).isFalse();
    assertThat(after.primary().maintenance()).as("the side that was left").isTrue();
    assertThat(after.secondary().orElseThrow().maintenance()).isFalse();
    assertThat(after.address().equals(before.address()))
        .isEqualTo(!groups().addressFollowsActive());
    assertThat(stage.violations()).isEmpty();
    int changes = stage.changes().size();
    done(switchOver(after));
    assertThat(stage.changes()).as("a second switch to the same side").hasSize(changes);
  }

  @Test
  void dissolvedGroupIsGoneAndItsAppsAreThere() {
    GroupSpec spec = stage.form();
    FailoverGroup group = group(spec);
    Runbook runbook = pure(() -> groups().delete(group));

    done(runbook);

    assertThat(groups().find(group.id())).isEmpty();
    assertThat(groups().existing(spec)).isEmpty();
    assertThat(apps().find(spec.primaryAppId())).isPresent();
    assertThat(apps().find(spec.secondaryAppId().orElseThrow())).isPresent();
    assertThat(groups().trafficAfterDelete(group)).endsWith(".");
  }

  @Test
  void migrationIsMadePhaseByPhaseAndNoPhaseTwice() {
    MigrationSpec spec = stage.migration();
    assertThat(migrations().check(spec, true)).isEmpty();
    assertThat(migrations().existing(spec)).isEmpty();
    pure(() -> migrations().advance(Optional.empty(), spec, Phase.FINALIZED));

    for (Phase phase : Phase.values()) {
      done(migrations().advance(migrations().existing(spec), spec, phase));

      Migration now = migrations().existing(spec).orElseThrow();
      assertThat(now.phase().orElseThrow()).isGreaterThanOrEqualTo(phase);
      assertThat(migrations().find(now.id())).contains(now);
      assertThat(migrations().advance(Optional.of(now), spec, phase).steps()).isEmpty();
    }
    Migration moved = migrations().existing(spec).orElseThrow();
    App app = apps().find(moved.newAppId().orElseThrow()).orElseThrow();
    assertThat(moved.ended()).isTrue();
    assertThat(moved.toRegion()).isEqualTo(spec.toRegion());
    assertThat(app.region()).isEqualTo(spec.toRegion());
    assertThat(app.maintenance()).isFalse();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void migrationThatSomebodyElseBeganIsTakenOver() {
    MigrationSpec spec = stage.migration();
    done(migrations().advance(Optional.empty(), spec, Phase.PREPARED));
    int changes = stage.changes().size();

    done(migrations().advance(Optional.empty(), spec, Phase.PREPARED));

    assertThat(stage.changes()).hasSize(changes);
  }

  @ParameterizedTest
  @EnumSource(value = Phase.class, names = "FINALIZED", mode = EnumSource.Mode.EXCLUDE)
  void abortGivesTheAppBack(Phase phase) {
    MigrationSpec spec = stage.migration();
    App before = apps().find(spec.appId()).orElseThrow();
    done(migrations().advance(Optional.empty(), spec, phase));
    Migration current = migrations().existing(spec).orElseThrow();
    Runbook abort = pure(() -> migrations().abort(current));

    done(abort);

    App after = apps().find(spec.appId()).orElseThrow();
    assertThat(after.region()).isEqualTo(before.region());
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.maintenance()).isFalse();
    assertThat(migrations().existing(spec)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void oneBadAnswerToALookIsRepeatedOrTold(Fault.Kind kind) {
    List<App> before = apps().list();
    answers(kind, "GET", 1, 503);

    try {
      assertThat(apps().list()).isEqualTo(before);
    } catch (PlatformException failure) {
      // A token that is no longer valid may be all that there is.
      assertThat(kind).isEqualTo(Fault.Kind.EXPIRE_TOKEN);
      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED);
      assertSilentAboutTheSecret(stage, failure);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DELAY", "EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatCannotBeReadIsNotAbsent(Fault.Kind kind) {
    apps().find(stage.app());
    answers(kind, "GET", ALL, 500);

    try {
      assertThat(apps().find(stage.app()))
          .hasValueSatisfying(app -> assertThat(app.reachable()).isFalse());
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isNotEqualTo(PlatformException.Kind.NOT_FOUND);
      assertSilentAboutTheSecret(stage, failure);
    }
  }

  @Test
  void gatewaysNotFoundIsNotAbsent() {
    apps().find(stage.app());
    answers(Fault.Kind.HTML, "GET", ALL, 404);

    try {
      assertThat(apps().find(stage.app())).isPresent();
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isNotEqualTo(PlatformException.Kind.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedTokenIsDeniedAndNotAbsent(int status) {
    apps().find(stage.app());
    answers(Fault.Kind.STATUS, "*", ALL, status);

    try {
      assertThat(apps().find(stage.app())).isPresent();
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED);
      assertThat(failure.safeToRepeat()).isFalse();
      assertSilentAboutTheSecret(stage, failure);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void copyWithABadAnswerIsMadeOnce(Fault.Kind kind) {
    CloneSpec spec = stage.clone("shop-copy");
    int apps = apps().list().size();
    answers(kind, "POST", 1, 502);

    stage.run(clones().create(spec));
    done(clones().create(spec));

    assertThat(apps().list()).hasSize(apps + 1);
    assertThat(apps().find(clones().idOf(spec)).orElseThrow().name()).isEqualTo("shop-copy");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void switchWithBadAnswersIsFinishedByTheNextRunAndBreaksNothing(Fault.Kind kind) {
    GroupSpec spec = stage.form();
    answers(kind, "POST", 1, 504);
    answers(kind, "PUT", 1, 504);

    stage.run(switchOver(group(spec)));
    done(switchOver(group(spec)));

    assertThat(group(spec).active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void migrationWithBadAnswersIsFinishedByTheNextRun(Fault.Kind kind) {
    MigrationSpec spec = stage.migration();
    answers(kind, "POST", 1, 504);

    stage.run(migrations().advance(Optional.empty(), spec, Phase.FINALIZED));
    done(migrations().advance(migrations().existing(spec), spec, Phase.FINALIZED));

    assertThat(migrations().existing(spec).orElseThrow().phase()).contains(Phase.FINALIZED);
    assertThat(stage.violations()).isEmpty();
  }
}
