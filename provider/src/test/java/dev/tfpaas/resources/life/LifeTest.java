package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.AroundPlatform.Question;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.migration.MigrationKind;
import dev.tfpaas.resources.replication.ReplicationKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds for the life of every kind of object, as far as one platform shows it. What holds on
/// every platform is the contract of a life beside the kill matrix.
class LifeTest {
  /// One kind of object.
  ///
  /// @param config makes one
  /// @param change what is added to the configuration to change it by a call
  /// @param find the platform's method that looks for one
  record Case(Life<?, ?> life, String config, String change, String find) {
    String with(String more) {
      return config.replace("}", ", " + more + "}");
    }

    @Override
    public String toString() {
      return life.typeName();
    }
  }

  static final List<Case> KINDS =
      List.of(
          new Case(
              new Life<>(new CloneKind()),
              "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central'}",
              "'size': 'L'",
              "Apps.find"),
          new Case(
              new Life<>(new ReplicationKind()),
              "{'source_app_id': 'shop', 'replica_app_id': 'shop-dr', 'engine': 'postgresql'}",
              "'backup': {'frequency': '1h', 'keep': 3}",
              "Replications.find"),
          new Case(
              new Life<>(new GroupKind()),
              "{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr'}",
              "'domains': ['shop.example.com']",
              "FailoverGroups.find"),
          new Case(
              new Life<>(new MigrationKind()),
              "{'app_id': 'shop', 'to_region': 'us-east', 'phase': 'checked'}",
              "",
              "RegionMigrations.find"));

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  /// Makes the object, and manages it from then on through a platform that answers otherwise.
  private LifecycleDriver<PaasClient> made(
      Case kind, String config, Function<Question, Object> find) {
    LifecycleDriver<PaasClient> first = stage.driver(kind.life());
    first.apply(config).orFail();
    PaasClient client =
        stage.client(
            AroundPlatform.of(stage.platform, AroundPlatform.answering(Map.of(kind.find(), find))));
    LifecycleDriver<PaasClient> driver = LifecycleDriver.of(kind.life(), client);
    driver.restore(first.state(), first.privateState());
    return driver;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void whatIsGoneAfterAChangeIsAnError(Case kind) {
    String changed =
        kind.change().isEmpty()
            ? kind.config().replace("checked", "prepared")
            : kind.with(kind.change());
    int[] calls = {Integer.MAX_VALUE};
    LifecycleDriver<PaasClient> driver =
        made(
            kind,
            kind.config(),
            question -> stage.callCount() > calls[0] ? Optional.empty() : question.real());
    Outcome plan = driver.plan(changed).orFail();
    calls[0] = stage.callCount();

    Outcome applied = driver.applyDirectly(plan);

    assertThat(applied.failed()).isTrue();
    assertThat(FailoverStage.text(applied)).contains("is gone after the change");
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void whatDoesNotExistIsNotImported(Case kind) {
    assertThat(FailoverStage.text(stage.driver(kind.life()).importState("nothing")))
        .contains("Cannot import", "Give ");
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void whatVersion010RememberedIsRead(Case kind) {
    LifecycleDriver<PaasClient> driver = made(kind, kind.config(), Question::real);

    assertReadAsBefore(kind.life().kind().note(), driver.privateState());
  }

  /// By the names that version 0.1.0 wrote, which had one of its own for a replication's source.
  private static <T> void assertReadAsBefore(Note<T> note, PrivateState now) {
    T seen = Remembered.read(now, note).seen().orElseThrow();
    PrivateState before =
        PrivateFacts.write(
            Value.object(
                Map.of(
                    note.name(),
                    note.write().apply(seen),
                    "applied_source_app_id",
                    Value.string("shop"),
                    "unfinished",
                    Value.bool(true),
                    "unreadable",
                    Value.string("503"),
                    "under_way",
                    Values.texts(Set.of("PUT /it")))));

    Remembered<T> read = Remembered.read(before, note);

    assertThat(read.seen()).contains(seen);
    assertThat(read.unfinished()).isTrue();
    assertThat(read.unreadable()).contains("503");
    assertThat(read.underWay()).containsExactly("PUT /it");
    assertThat(read.applied("source_app_id").isPresent())
        .isEqualTo(note.name().equals("replication"));
  }
}
