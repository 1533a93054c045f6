package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a failover group refuses, when, and on which attribute.
class GroupRefusalTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void validationBlamesTheAttribute(String attributes, String path) {
    List<Diagnostic> diagnostics =
        stage.group.validate("{'primary_app_id': 'a'" + attributes + "}");

    assertThat(diagnostics).extracting(it -> it.path().toString()).containsExactly(path);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(", 'secondary_app_id': 'a'", "secondary_app_id"),
        arguments(", 'secondary_app_id': ''", "secondary_app_id"),
        arguments(", 'active': 'secondary'", "active"),
        arguments(", 'active': 'third'", "active"),
        arguments(", 'switch_mode': 'emergency'", "accept_data_loss"),
        arguments(", 'switch_mode': 'emergency', 'accept_data_loss': false", "accept_data_loss"),
        arguments(", 'switch_mode': 'now'", "switch_mode"),
        arguments(", 'guards': {'max_lag': '30'}", "guards.max_lag"),
        arguments(", 'guards': {'min_interval': '-1s'}", "guards.min_interval"),
        arguments(", 'timeouts': {'update': 'soon'}", "timeouts.update"));
  }

  @Test
  void validationCollectsAllProblems() {
    List<Diagnostic> diagnostics =
        stage.group.validate(
            "{'primary_app_id': 'a', 'secondary_app_id': 'a', 'active': 'x', 'switch_mode':"
                + " 'emergency'}");

    assertThat(diagnostics)
        .extracting(it -> it.path().toString())
        .containsExactlyInAnyOrder("secondary_app_id", "active", "accept_data_loss");
  }

  @Test
  void unknownAppIsAnErrorThatNamesTheReference() {
    Outcome plan = stage.group.plan("{'primary_app_id': 'shop', 'secondary_app_id': 'shop-new'}");

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("secondary_app_id");
    assertThat(text(plan)).contains("secondary_app_id = paas_app_clone.x.app_id");
  }

  @Test
  void existingGroupWithTheOtherSideActiveIsNotSwitchedByTakingItOver() {
    stage.formed().switchOutside(GroupFact.Place.SECONDARY);
    LifecycleDriver<PaasClient> other = stage.driver(new Life<>(new GroupKind()));

    Outcome plan = other.plan(pair("primary", ""));

    assertThat(plan.errors()).extracting(it -> it.path().toString()).containsExactly("active");
    assertThat(text(plan)).contains("Taking it over must not switch it");
  }

  @Test
  void existingGroupIsTakenOverUnderItsKey() {
    stage.formed();
    LifecycleDriver<PaasClient> other = stage.driver(new Life<>(new GroupKind()));
    int before = stage.callCount();

    Outcome applied = other.apply(pair("primary", "")).orFail();

    assertThat(applied.text("id")).isEqualTo("shop");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void lagAboveTheGuardRefusesTheSwitch() {
    stage.formed();

    Outcome plan = stage.group.plan(pair("secondary", ", 'guards': {'max_lag': '1ms'}"));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("guards.max_lag");
  }

  @Test
  void missingBackupRefusesTheSwitch() {
    stage.formed();

    Outcome plan =
        stage.group.plan(pair("secondary", ", 'guards': {'require_backup_within': '1h'}"));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("guards.require_backup_within");
  }

  @Test
  void whoDoesNotServeIsSaidBesideASwitchThatIsRefused() {
    stage.formed();
    stage.dashboard("close", draft -> AppOperations.maintenance(draft, "shop", true));
    stage.clock.move(Duration.ofSeconds(5));
    stage.group.refresh();

    Outcome plan =
        stage.group.plan(pair("secondary", ", 'guards': {'require_backup_within': '1h'}"));

    assertThat(plan.errors()).isNotEmpty();
    assertThat(text(plan)).contains("Nobody serves: shop is active and does not");
  }

  @Test
  void switchSoonAfterAnotherIsRefused() {
    stage.formed();
    String guard = ", 'guards': {'min_interval': '1h'}";
    stage.group.apply(pair("secondary", guard)).orFail();
    stage.replication.apply(FailoverStage.replicate("shop-dr", "shop", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    Outcome plan = stage.group.plan(pair("primary", guard));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("guards.min_interval");
  }

  @Test
  void replicationOfOtherAppsRefusesTheSwitch() {
    stage.formed();

    Outcome plan =
        stage.group.plan(
            pair("secondary", "").replace(FailoverStage.REPLICATION, "no:such:replication"));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("replication_ids");
  }

  @Test
  void drainThatTakesTooLongGivesTheOldSideBack() {
    Map<Timing, Duration> slow = Map.of(Timing.LAG, Duration.ofSeconds(20));
    FailoverStage other = new FailoverStage(directory.resolve("slow"), slow).formed();
    other.clock.move(Duration.ofMinutes(1));

    Outcome applied = other.group.apply(pair("secondary", ", 'guards': {'drain_timeout': '2s'}"));
    other.clock.move(Duration.ofSeconds(1));

    assertThat(text(applied))
        .contains("guards.drain_timeout = 2s")
        .contains("taken back")
        .contains("Serving now");
    assertThat(other.liveGroup().primary().maintenance()).isFalse();
    assertThat(other.liveReplication().sourceWritable()).isTrue();
    assertThat(other.violations()).isEmpty();
  }

  @Test
  void activeAppCannotLeaveTheGroup() {
    stage.formed();

    Outcome plan =
        stage.group.plan(
            pair("primary", "").replace("'primary_app_id': 'shop'", "'primary_app_id': 'blog'"));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("primary_app_id");
  }

  @Test
  void exchangedPlacesNeedTheWordToFollow() {
    stage.formed();
    String exchanged =
        "{'name': 'shop', 'primary_app_id': 'shop-dr', 'secondary_app_id': 'shop', 'active': '%s',"
            + " 'replication_ids': ['shop:shop-dr:postgresql']}";

    Outcome refused = stage.group.plan(exchanged.formatted("primary"));
    Outcome applied = stage.group.apply(exchanged.formatted("secondary")).orFail();

    assertThat(refused.errors()).extracting(it -> it.path().toString()).containsExactly("active");
    assertThat(applied.text("active_app_id")).isEqualTo("shop");
    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(stage.liveGroup().lastSwitch()).isEmpty();
    assertThat(stage.group.plan(exchanged.formatted("secondary")).action())
        .isEqualTo(Outcome.Action.NO_OP);
  }

  @Test
  void protectedGroupIsNotDestroyed() {
    stage.formed();
    int before = stage.callCount();

    Outcome plan = stage.group.destroy();

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("deletion_protection");
    assertThat(text(plan)).contains("deletion_protection = false");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void destroySaysWhatTrafficDoesAfterwards() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'deletion_protection': false")).orFail();

    Outcome plan = stage.group.planDestroy();
    Outcome destroyed = stage.group.destroy().orFail();

    assertThat(text(plan)).contains("no longer answers").contains("DELETE /failover-groups/shop");
    assertThat(destroyed.value().isNull()).isTrue();
    assertThat(stage.platform.apps().find("shop").orElseThrow().status()).isEqualTo("running");
  }

  @Test
  void destroyThatWasPlannedBeforeASwitchIsRefusedWithoutACall() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'deletion_protection': false")).orFail();
    Outcome plan = stage.group.planDestroy();
    stage.switchOutside(GroupFact.Place.SECONDARY);
    int before = stage.callCount();

    Outcome destroyed = stage.group.apply(plan);

    assertThat(text(destroyed))
        .contains("`primary` was active when the plan was made, and `secondary` is now")
        .contains("make a new plan");
    assertThat(destroyed.value().isNull()).isFalse();
    assertThat(stage.callsSince(before)).isEmpty();
    stage.group.destroy().orFail();
  }

  @Test
  void corruptPlatformIsAnErrorAndNotADisappearance() throws Exception {
    stage.formed();
    try (Stream<Path> files = Files.walk(directory.resolve(".paas"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "not what it was\n");
      }
    }

    Outcome read = stage.group.refresh();

    assertThat(read.value()).isEqualTo(stage.group.state());
    assertThat(text(read)).contains("last known values");
  }

  @Test
  void platformWithoutTheCapabilityIsNamedAtPlanTime() {
    Platform bare =
        new BarePlatform(
            LocalPlatform.open(directory.resolve("bare"), Optional.empty(), Clock.systemUTC()));
    LifecycleDriver<PaasClient> driver =
        LifecycleDriver.of(new Life<>(new GroupKind()), stage.client(bare));

    Outcome plan = driver.plan(pair("primary", ""));

    assertThat(text(plan))
        .contains("The platform bare has no paas_failover_group")
        .contains("move the DNS record yourself");
  }

  /// A platform with apps and nothing else.
  private record BarePlatform(Platform inner) implements Platform {
    @Override
    public String name() {
      return "bare";
    }

    @Override
    public Apps apps() {
      return inner.apps();
    }
  }
}
