package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.replication.ReplicationKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was made anew or taken over is not destroyed as the older object that it was.
class IncarnatedTest {
  @TempDir Path directory;
  private FailoverStage stage;

  /// One kind of object that a second creation takes over.
  enum Kind {
    COPY("{'source_app_id': 'shop', 'name': 'shop-dr', 'deletion_protection': false}"),
    REPLICATION(FailoverStage.replicate("shop", "shop-dr", "")),
    GROUP(
        """
        {'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr',
         'deletion_protection': false}\
        """);

    private final String config;

    Kind(String config) {
      this.config = config;
    }

    Life<?, ?> resource() {
      return switch (this) {
        case COPY -> new Life<>(new CloneKind());
        case REPLICATION -> new Life<>(new ReplicationKind());
        case GROUP -> new Life<>(new GroupKind());
      };
    }

    boolean isThere(Platform platform) {
      return switch (this) {
        case COPY -> platform.apps().find("shop-dr").isPresent();
        case REPLICATION ->
            platform.replications().get().orElseThrow().find(FailoverStage.REPLICATION).isPresent();
        case GROUP -> platform.failoverGroups().get().orElseThrow().find("shop").isPresent();
      };
    }
  }

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  private LifecycleDriver<PaasClient> driver(Kind kind, PaasClient client) {
    return LifecycleDriver.of(new Incarnated(kind.resource()), client);
  }

  private static List<String> summaries(Outcome outcome) {
    return outcome.warnings().stream().map(Diagnostic::summary).toList();
  }

  @ParameterizedTest
  @EnumSource
  void objectOfAnotherLabelInTheSameProcessIsLeft(Kind kind) {
    PaasClient process = stage.client();
    LifecycleDriver<PaasClient> older = driver(kind, process);
    LifecycleDriver<PaasClient> newer = driver(kind, process);
    older.apply(kind.config).orFail();

    newer.apply(kind.config).orFail();
    Outcome destroyed = older.destroy().orFail();

    assertThat(summaries(destroyed)).anyMatch(text -> text.endsWith("was taken over"));
    assertThat(older.state().isNull()).isTrue();
    assertThat(kind.isThere(stage.platform)).isTrue();
    newer.destroy().orFail();
    assertThat(kind.isThere(stage.platform)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void objectThatAnotherStateTookOverIsLeft(Kind kind) {
    LifecycleDriver<PaasClient> first = driver(kind, stage.client());
    LifecycleDriver<PaasClient> second = driver(kind, stage.client());
    first.apply(kind.config).orFail();
    Outcome taking = second.plan(kind.config).orFail();
    second.apply(taking).orFail();

    Outcome plan = first.planDestroy().orFail();
    first.apply(plan).orFail();

    assertThat(summaries(taking)).anyMatch(text -> text.contains("exists already and is taken"));
    assertThat(summaries(plan)).anyMatch(text -> text.endsWith("was taken over"));
    assertThat(kind.isThere(stage.platform)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void noteOfAnEarlierVersionCountsAsTheObjectsOwn(Kind kind) {
    LifecycleDriver<PaasClient> earlier = LifecycleDriver.of(kind.resource(), stage.client());
    earlier.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> now = driver(kind, stage.client());
    now.restore(earlier.state(), earlier.privateState());

    now.destroy().orFail();

    assertThat(kind.isThere(stage.platform)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void noteIsKeptByEveryLookAndChange(Kind kind) {
    LifecycleDriver<PaasClient> object = driver(kind, stage.client());
    object.apply(kind.config).orFail();
    PrivateState made = object.privateState();

    object.refresh();

    assertThat(PrivateFacts.incarnation(object.privateState()))
        .isPresent()
        .isEqualTo(PrivateFacts.incarnation(made));
  }

  @Test
  void destructionThatComesFirstIsFollowedByAPlainCreation() {
    PaasClient process = stage.client();
    LifecycleDriver<PaasClient> older = driver(Kind.GROUP, process);
    LifecycleDriver<PaasClient> newer = driver(Kind.GROUP, process);
    older.apply(Kind.GROUP.config).orFail();
    Outcome plan = newer.plan(Kind.GROUP.config).orFail();

    older.destroy().orFail();
    newer.apply(plan).orFail();

    assertThat(Kind.GROUP.isThere(stage.platform)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void markThatThePlatformShowsLateDestroysNothing(Kind kind) {
    Map<List<Object>, Object> first = new HashMap<>();
    Platform late =
        AroundPlatform.of(
            stage.platform,
            AroundPlatform.answering(
                Map.of(
                    "Incarnations.of",
                    question ->
                        first.computeIfAbsent(question.arguments(), _ -> question.real()))));
    PaasClient process = stage.client(late);
    LifecycleDriver<PaasClient> older = driver(kind, process);
    LifecycleDriver<PaasClient> newer = driver(kind, process);
    older.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> before = driver(kind, stage.client(late));
    before.restore(older.state(), older.privateState());
    before.planDestroy().orFail();

    newer.apply(kind.config).orFail();
    older.destroy().orFail();

    assertThat(first).isNotEmpty();
    assertThat(kind.isThere(stage.platform)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void objectThatCouldNotBeMarkedCanBeDestroyed(Kind kind) {
    driver(kind, stage.client()).apply(kind.config).orFail();
    PlatformException refused = PlatformException.rejected("local", "PUT /marks", "no");
    PaasClient process =
        stage.client(
            AroundPlatform.of(
                stage.platform,
                AroundPlatform.answering(
                    Map.of(
                        "Incarnations.renew",
                        _ -> {
                          throw refused;
                        }))));
    LifecycleDriver<PaasClient> taking = driver(kind, process);
    Outcome taken = taking.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> later = driver(kind, stage.client());
    later.restore(taking.state(), taking.privateState());

    later.destroy().orFail();

    assertThat(summaries(taken))
        .anyMatch(text -> text.endsWith("could not be marked as made here"));
    assertThat(kind.isThere(stage.platform)).isFalse();
  }
}
