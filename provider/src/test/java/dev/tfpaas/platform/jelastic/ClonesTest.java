package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.runbook.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Copies of environments.
class ClonesTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void copyIsMadeMovedNotedSetAndStopped() {
    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.of("us1"), true)));

    stage.changed(
        "applyenvproperty envName: shop",
        "cloneenv srcEnvName: shop, dstEnvName: shop-dr",
        "applyenvproperty envName: shop-dr",
        "removeenvproperty envName: shop",
        "migrate envName: shop-dr, hardwareNodeGroup: us1, isOnline: false",
        "addcontainerenvvars envName: shop-dr, nodeGroup: cp",
        "stopenv envName: shop-dr");
    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(copy.region()).isEqualTo("us1");
    assertThat(copy.maintenance()).isTrue();
    assertThat(copy.clonedFrom()).contains("shop");
    assertThat(stage.domains("shop")).containsExactly("www.example.com");
  }

  @Test
  void copyInsideTheDataCentreMovesLive() {
    stage.done(stage.clones().create(Stage.copy("shop", "shop-b", Optional.of("eu1_ssd"), false)));

    stage.changed(
        "applyenvproperty envName: shop",
        "cloneenv srcEnvName: shop, dstEnvName: shop-b",
        "applyenvproperty envName: shop-b",
        "removeenvproperty envName: shop",
        "migrate envName: shop-b, hardwareNodeGroup: eu1_ssd, isOnline: true",
        "addcontainerenvvars envName: shop-b, nodeGroup: cp");
  }

  @Test
  void secondRunOfTheSameRunbookChangesNothing() {
    CloneSpec spec = Stage.copy("shop", "shop-dr", Optional.of("us1"), true);
    stage.done(stage.clones().create(spec));
    stage.forget(7);

    stage.done(stage.clones().create(spec));

    assertThat(stage.changes()).isEmpty();
    assertThat(stage.clones().create(spec).lines())
        .isEqualTo(stage.clones().create(spec).lines())
        .noneMatch(line -> line.contains("very-hidden"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfTheCallMakesOneCopy(Fault.Kind kind) {
    stage.fault(kind, "cloneenv");

    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    assertThat(stage.dashboard("GET", "/environments", "").valueStream())
        .extracting(it -> it.path("env").path("envName").asString(""))
        .containsExactlyInAnyOrder("shop", "blog", "shop-dr");
    assertThat(stage.calls("cloneenv")).isLessThanOrEqualTo(2);
  }

  @Test
  void gatewayThatGivesUpWhileTheCopyIsMadeIsNoFailure() {
    stage.dashboard("POST", "/gateway", "{\"limit_ms\": 1000}");

    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), false)));

    assertThat(stage.begun()).filteredOn(call -> call.startsWith("cloneenv")).hasSize(1);
  }

  @Test
  void copyThatFailsAtItsEndIsReportedWithThePlatformsWords() {
    stage.dashboard(
        "POST", "/failures", "{\"method\": \"cloneenv\", \"result\": 2338, \"error\": \"full\"}");

    Outcome outcome =
        stage.run(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("full")
                    .hasMessageContaining("quota"));
    assertThat(stage.calls("cloneenv")).isOne();
  }

  @Test
  void recordsOfThePlatformMakeNoCopy() {
    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));
    stage.call(
        "environment/control/rest/removeenvproperty",
        "session=%s&envName=shop-dr&propertyKeys=paas_cloned_from".formatted(Stage.TOKEN));

    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(copy.clonedFrom()).isEmpty();
    assertThat(stage.clones().differences(copy, Set.of()))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("paas_cloned_from", "a copy of shop"));
  }

  @Test
  void olderPlatformWithoutPropertiesIsLivedWith() {
    stage.dashboard("POST", "/account", "{\"properties\": false}");

    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(stage.calls("applyenvproperty")).isZero();
    assertThat(copy.clonedFrom()).contains("shop");
    assertThat(stage.clones().isMarked(copy)).isFalse();
  }

  @Test
  void changedOverridesAreSetAndOldOnesGetTheSourcesValueBack() {
    CloneSpec was = Stage.copy("shop", "shop-dr", Optional.empty(), true);
    stage.done(stage.clones().create(was));
    CloneSpec wanted =
        new CloneSpec(
            "shop",
            "shop-dr",
            Optional.empty(),
            Optional.of("us1"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of("EXTRA", new dev.tfpaas.platform.Secret("1")),
            Optional.empty(),
            false,
            Optional.empty());

    stage.done(
        stage.clones().update(stage.platform.apps().find("shop-dr").orElseThrow(), was, wanted));

    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(copy.region()).isEqualTo("us1");
    assertThat(copy.maintenance()).isFalse();
    assertThat(stage.clones().differences(copy, Set.of()))
        .containsExactly("variable EXTRA is only in the copy");
    assertThat(stage.clones().differences(copy, Set.of("EXTRA"))).isEmpty();
  }

  @Test
  void environmentThatDomainsLeadToIsNotDeleted() {
    Outcome outcome =
        stage.run(stage.clones().delete(stage.platform.apps().find("blog").orElseThrow()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("blog.example.com"));
    assertThat(stage.calls("deleteenv")).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfDeletingStillDeletes(Fault.Kind kind) {
    stage.done(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));
    App copy = stage.platform.apps().find("shop-dr").orElseThrow();
    stage.fault(kind, "deleteenv");

    stage.done(stage.clones().delete(copy));

    assertThat(stage.platform.apps().find("shop-dr")).isEmpty();
  }

  @Test
  void badNameAndUnknownRegionAreRefusedBeforeAnyCall() {
    assertThat(stage.clones().check(Stage.copy("shop", "Shop DR", Optional.of("mars"), true)))
        .extracting(Problem::attribute)
        .containsExactly("name", "region");
    stage.dashboard("POST", "/host_groups/us1", "{\"migration_allowed\": false}");
    assertThat(stage.clones().check(Stage.copy("shop", "shop-dr", Optional.of("us1"), true)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("default_hn_group"));
    assertThat(stage.changes()).isEmpty();
  }

  @Test
  void packageThatForbidsCopyingIsQuoted() {
    stage.dashboard("POST", "/environments/shop", "{\"veto\": \"Not for clusters.\"}");

    Outcome outcome =
        stage.run(stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("Not for clusters."));
  }

  @Test
  void runsQuicklyWhereThePlatformDoes() {
    try (Stage quick = new Stage(Duration.ofMillis(1))) {
      quick.done(quick.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

      assertThat(quick.platform.apps().find("shop-dr")).isPresent();
    }
  }
}
