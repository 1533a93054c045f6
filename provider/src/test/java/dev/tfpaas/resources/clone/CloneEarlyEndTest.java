package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.resources.FailingPlatform;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Creations of a `paas_app_clone` that are interrupted, reach their time limit or fail.
class CloneEarlyEndTest {
  private static final String STANDBY =
      "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central'}";

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> clone;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
    clone = rig.driver(new Life<>(new CloneKind()));
  }

  private static String with(String more) {
    return STANDBY.replace("}", ", " + more + "}");
  }

  @Test
  void anInterruptedCreationIsAWarningAndTheNextApplyGoesOn() {
    rig.during(Duration.ofSeconds(1), clone::requestStop);

    Outcome stopped = clone.apply(STANDBY).orFail();
    clone.clearStop();

    assertThat(LocalRig.texts(stopped.warnings()))
        .singleElement()
        .asString()
        .contains("not complete yet", "Terraform asked to stop", "Run `terraform apply` again");
    assertThat(stopped.text("status")).isEqualTo("creating");
    assertThat(clone.tainted()).isFalse();

    Outcome plan = clone.plan(STANDBY).orFail();
    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.requiresReplace()).isEmpty();
    int calls = rig.calls().size();
    Outcome applied = clone.apply(plan).orFail();
    assertThat(applied.text("status")).isEqualTo("maintenance");
    assertThat(rig.callsSince(calls).size()).isLessThanOrEqualTo(1);
    assertThat(clone.plan(STANDBY).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aCreationThatReachesItsTimeLimitIsLikeAnInterruptedOne() {
    Outcome stopped = clone.apply(with("'timeouts': {'create': '1s'}")).orFail();

    assertThat(LocalRig.texts(stopped.warnings()))
        .singleElement()
        .asString()
        .contains("timeouts.create = 1s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'timeouts': {'create': '1s'}",
        "'timeouts': {'create': '1s'}, 'size': 'L', 'databases': ['redis'], 'maintenance': false",
      })
  void whatCompletesACopyIsPlannedAsTheCallThatWasMade(String more) {
    Outcome stopped = clone.apply(with(more)).orFail();

    Outcome plan = clone.plan(with(more)).orFail();

    assertThat(stopped.text("status")).isEqualTo("creating");
    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.get("runbook")).isEqualTo(stopped.get("runbook"));
    assertThat(LocalRig.areThePlanned(rig.calls(), plan)).isTrue();
    clone.apply(plan).orFail();
    assertThat(rig.calls()).hasSize(1);
    assertThat(clone.plan(with(more)).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void whatIsChangedBeforeACopyIsCompleteFollowsTheCallThatWasMade() {
    clone.apply(with("'timeouts': {'create': '1s'}")).orFail();

    Outcome plan = clone.plan(with("'size': 'L'")).orFail();
    clone.apply(plan).orFail();

    assertThat(rig.calls())
        .containsExactly(
            "POST /apps/shop/clones {name: standby, region: eu-central, maintenance: true}",
            "PUT /apps/standby/size {size: L}");
    assertThat(LocalRig.areThePlanned(rig.calls(), plan)).isTrue();
  }

  @DisplayName("8.4 #54 a creation that fails is stored and tainted, and says what to run next")
  @Test
  void aCreationThatFailsSaysWhatServesAndWhatToRunNext() {
    PaasClient failing = rig.client(FailingPlatform.of(rig.platform));
    LifecycleDriver<PaasClient> driver = rig.driver(new Life<>(new CloneKind()), failing);

    Outcome failed = driver.apply(STANDBY);

    assertThat(LocalRig.texts(failed.errors()))
        .last()
        .asString()
        .contains(
            "Now: app standby (status maintenance)", "does not serve", "next `terraform apply`");
    assertThat(driver.tainted()).isTrue();
    assertThat(driver.state().get("app_id")).isEqualTo(Value.string("standby"));
    assertThat(driver.state().get("status")).isEqualTo(Value.string("maintenance"));
  }

  @Test
  void anAdoptionThatFailsIsNotStoredSoThatTheAppIsNeverDestroyed() {
    String config = "{'source_app_id': 'shop', 'name': 'blog', 'adopt': true, 'size': 'XL'}";
    rig.during(Duration.ZERO, () -> rig.outside("fail", it -> Regions.fail(it, "eu-central")));

    Outcome failed = clone.apply(config);

    assertThat(LocalRig.texts(failed.errors()))
        .last()
        .asString()
        .contains("Run `terraform apply` again to go on. The app is not in the state yet.");
    assertThat(clone.state().isNull()).isTrue();
    rig.outside("heal", it -> Regions.heal(it, "eu-central"));
    assertThat(clone.apply(config).orFail().text("app_id")).isEqualTo("blog");
  }

  @Test
  void whatAnotherStateMadeIsNotMadeHere() {
    CloneKind kind = new CloneKind();
    CloneSpec wanted = standby(false);
    rig.outside(rig.platform.appClones().get().orElseThrow().create(wanted));
    App half = rig.app("standby");
    assertThat(kind.isMadeHere(rig.platform, half, wanted)).isTrue();

    rig.platform.incarnations().renew(Incarnations.Kind.APP, "standby");

    assertThat(kind.isMadeHere(rig.platform, half, wanted)).isFalse();
    assertThat(kind.isMadeHere(rig.platform, half, standby(true))).isFalse();
  }

  private static CloneSpec standby(boolean adopt) {
    return new CloneSpec(
        "shop",
        "standby",
        Optional.empty(),
        Optional.of("eu-central"),
        Optional.empty(),
        Optional.empty(),
        adopt,
        Map.of(),
        Optional.empty(),
        true,
        Optional.empty());
  }

  @Test
  void aCreationThatCannotBeginLeavesNothingBehind() {
    Outcome plan = clone.plan(STANDBY).orFail();
    rig.outside("fail", it -> Regions.fail(it, "eu-west"));

    Outcome failed = clone.apply(plan);

    assertThat(failed.failed()).isTrue();
    assertThat(LocalRig.texts(failed.errors()).getLast()).contains("terraform apply");
    assertThat(clone.state().isNull()).isTrue();
  }
}
