package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.MigrationSpec.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every platform of a vendor promises beside [PlatformContract]: what it makes of bad
/// answers, and that it shows its token to nobody.
public abstract class EmulatedContract extends PlatformContract<EmulatedStage> {
  /// More bad answers than anybody repeats.
  private static final int ALL = 9999;

  private static final List<EmulatedStage.Calls> EVERY_CALL =
      List.of(new EmulatedStage.Calls("*", ""));

  @AfterEach
  final void noLineShowsTheSecret() {
    assertThat(stage.log()).isNotEmpty().noneMatch(line -> line.contains(stage.secret()));
  }

  private void assertSilent(Throwable failure) {
    assertThat(String.valueOf(failure.getMessage())).doesNotContain(stage.secret());
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void oneBadAnswerToALookIsRepeatedOrTold(Fault.Kind kind) {
    List<App> before = stage.apps().list();
    stage.spoil(stage.looks(), kind, 1, 503);

    try {
      assertThat(stage.apps().list()).isEqualTo(before);
    } catch (PlatformException failure) {
      // A token that is no longer valid may be all that there is.
      assertThat(kind).isEqualTo(Fault.Kind.EXPIRE_TOKEN);
      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED);
      assertSilent(failure);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DELAY", "PACK", "EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatCannotBeReadIsNotAbsent(Fault.Kind kind) {
    stage.apps().find(stage.app());
    stage.spoil(stage.looks(), kind, ALL, 500);

    try {
      assertThat(stage.apps().find(stage.app()))
          .hasValueSatisfying(app -> assertThat(app.reachable()).isFalse());
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isNotEqualTo(PlatformException.Kind.NOT_FOUND);
      assertSilent(failure);
    }
  }

  @Test
  void answerThatSaysNothingIsUnreadableWhateverIsAsked() {
    GroupSpec spec = stage.form();
    String group = stage.group(spec).id();
    UnusableAnswers answers =
        new UnusableAnswers(stage)
            .asked("an app", platform -> platform.apps().find(spec.primaryAppId()))
            .asked("all apps", platform -> platform.apps().list())
            .asked("all regions", platform -> platform.apps().regions())
            .asked("a group", platform -> groups(platform).find(group))
            .asked("a group by its apps", platform -> groups(platform).existing(spec));
    for (Replication one : stage.replications()) {
      answers.asked(
          "a replication", platform -> platform.replications().get().orElseThrow().find(one.id()));
    }

    assertThat(answers.believed()).isEmpty();
  }

  @Test
  void hostileAnswersShowNoSecretAndNoClassAndRemoveNothing() {
    Map<String, Function<Platform, Object>> readers = Readers.of(stage, stage.form());
    HostileAnswers answers = new HostileAnswers(stage);
    readers.forEach(answers::asked);

    assertThat(answers.complaints()).isEmpty();
    Set<String> unasked = new TreeSet<>(Readers.names());
    unasked.removeAll(readers.keySet());
    assertThat(unasked)
        .as("methods that read, and are asked nothing here")
        .allMatch(name -> stage.replications().isEmpty() && name.startsWith("Replications."));
  }

  @Test
  void markThatIsNoIdentifierIsNotShown() {
    App app = stage.apps().find(stage.app()).orElseThrow();
    App copy =
        new App(
            app.id(),
            app.name(),
            app.environment(),
            app.region(),
            app.cloud(),
            app.size(),
            app.url(),
            app.status(),
            app.reachable(),
            app.healthy(),
            app.maintenance(),
            app.databases(),
            app.failoverGroupId(),
            app.activeInGroup(),
            Optional.of("{hunter2}"),
            app.ownId());

    assertThat(stage.clones().differences(copy, Set.of()))
        .isNotEmpty()
        .noneMatch(text -> text.contains("hunter2"));
  }

  @Test
  void answerThatSaysNothingOfAMigrationIsUnreadable() {
    MigrationSpec spec = stage.migration();
    stage.done(stage.migrations().advance(Optional.empty(), spec, Phase.PREPARED));
    String id = stage.migrations().existing(spec).orElseThrow().id();

    List<String> believed =
        new UnusableAnswers(stage)
            .asked("a migration", platform -> migrations(platform).find(id))
            .asked("a migration by its app", platform -> migrations(platform).existing(spec))
            .believed();

    assertThat(believed).isEmpty();
  }

  private static FailoverGroups groups(Platform platform) {
    return platform.failoverGroups().get().orElseThrow();
  }

  private static RegionMigrations migrations(Platform platform) {
    return platform.regionMigrations().get().orElseThrow();
  }

  @Test
  void gatewaysNotFoundIsNotAbsent() {
    stage.apps().find(stage.app());
    stage.spoil(stage.looks(), Fault.Kind.HTML, ALL, 404);

    try {
      assertThat(stage.apps().find(stage.app())).isPresent();
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isNotEqualTo(PlatformException.Kind.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedTokenIsDeniedAndNotAbsent(int status) {
    stage.apps().find(stage.app());
    stage.spoil(EVERY_CALL, Fault.Kind.STATUS, ALL, status);

    try {
      assertThat(stage.apps().find(stage.app())).isPresent();
    } catch (PlatformException failure) {
      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED);
      assertThat(failure.safeToRepeat()).isFalse();
      assertSilent(failure);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void copyWithABadAnswerIsMadeOnce(Fault.Kind kind) {
    CloneSpec spec = stage.clone("shop-copy");
    int apps = stage.apps().list().size();
    stage.spoil(stage.acts(), kind, 1, 502);

    stage.run(stage.clones().create(spec));
    stage.done(stage.clones().create(spec));

    assertThat(stage.apps().list()).hasSize(apps + 1);
    assertThat(stage.apps().find(stage.clones().idOf(spec)).orElseThrow().name())
        .isEqualTo("shop-copy");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void switchWithBadAnswersIsFinishedByTheNextRunAndBreaksNothing(Fault.Kind kind) {
    GroupSpec spec = stage.form();
    stage.spoil(stage.acts(), kind, 1, 504);

    stage.run(stage.switchOver(stage.group(spec)));
    stage.done(stage.switchOver(stage.group(spec)));

    assertThat(stage.group(spec).active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, names = "EXPIRE_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void migrationWithBadAnswersIsFinishedByTheNextRun(Fault.Kind kind) {
    MigrationSpec spec = stage.migration();
    stage.spoil(stage.acts(), kind, 1, 504);

    stage.run(stage.migrations().advance(Optional.empty(), spec, Phase.FINALIZED));
    stage.done(
        stage.migrations().advance(stage.migrations().existing(spec), spec, Phase.FINALIZED));

    assertThat(stage.migrations().existing(spec).orElseThrow().phase()).contains(Phase.FINALIZED);
    assertThat(stage.violations()).isEmpty();
  }
}
