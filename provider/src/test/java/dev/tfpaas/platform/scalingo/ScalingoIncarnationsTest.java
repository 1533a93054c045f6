package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was made anew or taken over on Scalingo is not destroyed as the older object that it was,
/// whichever process made it.
class ScalingoIncarnationsTest {
  private static final String GROUP_ID = "shop-front+osc-secnum-fr1/shop-second";

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();

  /// One kind of object that a second creation takes over.
  enum Kind {
    COPY(
        "{'source_app_id': 'shop-front', 'name': 'shop-standby', 'region': 'osc-secnum-fr1',"
            + " 'databases': [], 'deletion_protection': false,"
            + " 'source_url': 'https://code.example.org/shop.tar.gz'}"),
    GROUP(
        "{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-second',"
            + " 'deletion_protection': false}");

    private final String config;

    Kind(String config) {
      this.config = config;
    }

    Life<?, ?> resource() {
      return switch (this) {
        case COPY -> new Life<>(new CloneKind());
        case GROUP -> new Life<>(new GroupKind());
      };
    }

    boolean isThere(Platform platform) {
      return switch (this) {
        case COPY -> platform.apps().find("osc-secnum-fr1/shop-standby").isPresent();
        case GROUP -> platform.failoverGroups().get().orElseThrow().find(GROUP_ID).isPresent();
      };
    }
  }

  @BeforeEach
  void second() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-second\"}");
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  /// Another process, which knows nothing of the others.
  private LifecycleDriver<PaasClient> process(Kind kind) {
    Platform platform = scalingo.platform(EmulatedScalingo.TOKEN, Map.of());
    return LifecycleDriver.of(
        new Incarnated(kind.resource()), PaasClient.of(platform, scalingo.runner, scalingo.clock));
  }

  private static List<String> summaries(Outcome outcome) {
    return outcome.warnings().stream().map(Diagnostic::summary).toList();
  }

  @ParameterizedTest
  @EnumSource
  void objectThatAnotherProcessTookOverIsLeft(Kind kind) {
    LifecycleDriver<PaasClient> first = process(kind);
    first.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> second = process(kind);
    second.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> later = process(kind);
    later.restore(first.state(), first.privateState());

    Outcome plan = later.planDestroy().orFail();
    later.apply(plan).orFail();

    assertThat(summaries(plan)).anyMatch(text -> text.endsWith("was taken over"));
    assertThat(kind.isThere(scalingo.platform)).isTrue();
    second.destroy().orFail();
    assertThat(kind.isThere(scalingo.platform)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void creationMarksWithItsOwnCallsAndTakingOverWithOneAnApp(Kind kind) {
    process(kind).apply(kind.config).orFail();
    long creating = marks();

    process(kind).apply(kind.config).orFail();

    long apps = kind == Kind.GROUP ? 2 : 1;
    assertThat(creating).as("in a call with other marks").isZero();
    assertThat(marks()).as("alone").isEqualTo(apps);
  }

  private long marks() {
    return scalingo.changes().stream()
        .filter(call -> call.matches(".*/variables PAAS_(GROUP_)?INCARNATION"))
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void noteOfAnEarlierVersionCountsAsTheObjectsOwn(Kind kind) {
    LifecycleDriver<PaasClient> earlier =
        LifecycleDriver.of(
            kind.resource(), PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock));
    earlier.apply(kind.config).orFail();
    LifecycleDriver<PaasClient> now = process(kind);
    now.restore(earlier.state(), earlier.privateState());

    now.destroy().orFail();

    assertThat(kind.isThere(scalingo.platform)).isFalse();
  }

  @Test
  void laterMarkOfAGroupCountsWhenOneAppCouldNotBeMarked() {
    Incarnations marks = scalingo.platform.incarnations();
    process(Kind.GROUP).apply(Kind.GROUP.config).orFail();
    scalingo.clock.move(Duration.ofMinutes(1));
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":true}");

    String renewed = marks.renew(Incarnations.Kind.FAILOVER_GROUP, GROUP_ID);

    assertThat(marks.of(Incarnations.Kind.FAILOVER_GROUP, GROUP_ID)).contains(renewed);
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":false}");
    assertThat(marks.of(Incarnations.Kind.FAILOVER_GROUP, GROUP_ID)).contains(renewed);
  }

  @Test
  void marksAreNoDifferenceOfACopyAndGoWithTheGroup() {
    process(Kind.COPY).apply(Kind.COPY.config).orFail();
    LifecycleDriver<PaasClient> group = process(Kind.GROUP);
    group.apply(Kind.GROUP.config).orFail();
    Incarnations marks = scalingo.platform.incarnations();
    Optional<String> ofCopy = marks.of(Incarnations.Kind.APP, "osc-secnum-fr1/shop-standby");

    group.destroy().orFail();

    assertThat(ofCopy).isPresent();
    assertThat(marks.of(Incarnations.Kind.FAILOVER_GROUP, GROUP_ID)).isEmpty();
    assertThat(
            scalingo
                .platform
                .appClones()
                .get()
                .orElseThrow()
                .differences(
                    scalingo.platform.apps().find("osc-secnum-fr1/shop-standby").orElseThrow(),
                    Set.of()))
        .containsExactly("add-on postgresql is missing");
  }
}
