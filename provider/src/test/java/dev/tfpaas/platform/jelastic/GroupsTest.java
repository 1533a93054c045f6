package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Failover groups: two environments, and the custom domains that one of them has.
class GroupsTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private Runbook switchTo(Side side, SwitchSpec.Mode mode) {
    return ContractStage.switchOver(
        stage.groups(), stage.group(), new SwitchSpec(side, mode, true, List.of()));
  }

  @Test
  void groupIsItsDomainsOnTheActiveSide() {
    stage.formed();

    FailoverGroup group = stage.group();

    assertThat(group.id()).isEqualTo("shop+shop-standby");
    assertThat(group.active()).isEqualTo(Side.PRIMARY);
    assertThat(group.domains()).containsExactly("www.example.com");
    assertThat(group.address()).isEqualTo("shop.eu1.paas.example");
    assertThat(group.dnsPopulated()).isTrue();
    assertThat(group.lastSwitch()).isEmpty();
    App active = stage.platform.apps().find("shop").orElseThrow();
    assertThat(active.failoverGroupId()).contains("shop+shop-standby");
    assertThat(active.activeInGroup()).isTrue();
  }

  @Test
  void newDomainsAreBoundToTheActiveSide() {
    GroupSpec spec =
        new GroupSpec(
            Optional.empty(),
            "shop",
            Optional.of("blog"),
            Set.of("www.example.com", "blog.example.com", "new.example.com"));
    stage.dashboard("POST", "/environments/blog", "{\"domains\": []}");

    stage.done(stage.groups().create(spec, Side.PRIMARY));

    assertThat(stage.domains("shop"))
        .containsExactly("blog.example.com", "new.example.com", "www.example.com");
  }

  @Test
  void plannedSwitchStartsTheTargetSwapsOnceAndStopsTheOldSide() {
    stage.formed();

    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    stage.changed(
        "startenv envName: shop-standby",
        "applyenvproperty envName: shop-standby",
        "applyenvproperty envName: shop",
        "swapextdomains envName: shop-standby, targetappid: shop",
        "stopenv envName: shop",
        "applyenvproperty envName: shop-standby");
    FailoverGroup group = stage.group();
    assertThat(group.active()).isEqualTo(Side.SECONDARY);
    assertThat(group.address()).isEqualTo("shop.eu1.paas.example");
    assertThat(group.lastSwitch().orElseThrow().finishedAt()).isPresent();
    assertThat(group.lastSwitch().orElseThrow().mode()).isEqualTo("planned");
    assertThat(stage.domains("shop")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SwitchSpec.Mode.class)
  void switchThatWasCutShortWhenTheDomainsHadMovedIsNotFinished(SwitchSpec.Mode mode) {
    stage.formed();
    stage.done(Stage.untilMoved(switchTo(Side.SECONDARY, mode)));

    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    assertThat(last.to()).isEqualTo(Side.SECONDARY);
    assertThat(last.mode()).isEqualTo(mode.word());
    assertThat(last.finishedAt()).isEmpty();

    stage.done(switchTo(Side.SECONDARY, mode));

    assertThat(stage.begun()).contains("stopenv envName: shop");
    assertThat(stage.group().lastSwitch().orElseThrow().finishedAt()).isPresent();
    assertThat(stage.begun()).filteredOn(it -> it.startsWith("swapextdomains")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopping", "going_to_sleep"})
  void targetThatIsGoingDownIsStartedAgain(String status) {
    stage.formed();
    stage.dashboard("POST", "/environments/shop-standby", "{\"status\": \"%s\"}".formatted(status));

    Runbook runbook = switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);

    assertThat(runbook.lines().getFirst()).contains("start").contains("shop-standby");
  }

  @Test
  void switchInTheDashboardIsNotTakenForOneOfOurs() {
    stage.formed();
    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY));
    stage.clock.move(Duration.ofMinutes(5));
    stage.call(
        "environment/binder/rest/swapextdomains",
        "session=%s&envName=shop&targetappid=shop-standby".formatted(Stage.TOKEN));
    assertThat(stage.group().lastSwitch().orElseThrow().mode()).isEqualTo("unknown");

    stage.call(
        "environment/binder/rest/swapextdomains",
        "session=%s&envName=shop&targetappid=shop-standby".formatted(Stage.TOKEN));

    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    assertThat(last.to()).isEqualTo(Side.SECONDARY);
    assertThat(last.mode()).isEqualTo("unknown");
    assertThat(last.finishedAt()).isPresent();
  }

  @Test
  void switchBackFromAnUnfinishedOneLeavesNoNoteOfIt() {
    stage.formed();
    stage.done(Stage.untilMoved(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED)));

    stage.done(switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED));

    String properties =
        stage
            .call(
                "environment/control/rest/getenvproperty",
                "session=%s&envName=shop-standby".formatted(Stage.TOKEN))
            .path("properties")
            .toString();
    assertThat(properties).contains("paas_group").contains("left done");
  }

  @Test
  void switchBackBringsAllBack() {
    stage.formed();
    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    stage.done(switchTo(Side.PRIMARY, SwitchSpec.Mode.PLANNED));

    assertThat(stage.domains("shop")).containsExactly("www.example.com");
    assertThat(stage.calls("swapextdomains")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"DELAY", "HTML_AFTER", "DROP_AFTER", "TRUNCATE", "THROTTLE"})
  void swapWhoseEffectShowsIsDoneWithoutASecondOne(Fault.Kind kind) {
    stage.formed();
    stage.fault(kind, "swapextdomains");

    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
    // A throttled call was refused; every other one had its effect.
    assertThat(stage.calls("swapextdomains")).isEqualTo(kind == Fault.Kind.THROTTLE ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"STATUS", "HTML", "DROP_BEFORE"})
  void swapWithoutAnyEffectIsLeftToTheNextApply(Fault.Kind kind) {
    stage.formed();
    stage.fault(kind, "swapextdomains");

    Outcome outcome = stage.run(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause()).hasMessageContaining("never made twice in one run"));
    assertThat(stage.calls("swapextdomains")).isOne();
    assertThat(stage.domains("shop")).containsExactly("www.example.com");

    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));
    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
  }

  @Test
  void foreignDomainIsNotMovedAlong() {
    stage.formed();
    Runbook planned = switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED);
    stage.dashboard("POST", "/environments/shop-standby", "{\"domains\": [\"x.example.com\"]}");

    Outcome outcome = stage.run(planned);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("x.example.com"));
    assertThat(stage.calls("swapextdomains")).isZero();
    assertThat(stage.domains("shop")).containsExactly("www.example.com");
  }

  @Test
  void emergencySwitchTellsTheOldSideOnlyAfterwardsAndToleratesItsSilence() {
    stage.formed();
    stage.dashboard("POST", "/environments/shop", "{\"status\": \"unknown\"}");

    Outcome outcome = stage.run(switchTo(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed ->
                assertThat(completed.warnings())
                    .singleElement()
                    .asString()
                    .contains("stop shop was not possible"));
    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
    assertThat(stage.calls("stopenv")).isZero();
  }

  @Test
  void switchToADeadSideMovesNothing() {
    stage.formed();
    stage.dashboard("POST", "/environments/shop", "{\"status\": \"unknown\"}");
    stage.dashboard("POST", "/environments/shop-standby", "{\"status\": \"broken\"}");

    Outcome outcome = stage.run(switchTo(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.calls("swapextdomains")).isZero();
    assertThat(stage.domains("shop")).containsExactly("www.example.com");
    assertThat(stage.group().member(Side.SECONDARY).orElseThrow().healthy()).isFalse();
    assertThat(stage.group().member(Side.PRIMARY).orElseThrow().healthy()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfBindingBindsOnce(Fault.Kind kind) {
    GroupSpec spec =
        new GroupSpec(
            Optional.empty(),
            "shop",
            Optional.empty(),
            Set.of("www.example.com", "new.example.com"));
    stage.fault(kind, "bindextdomain");

    stage.done(stage.groups().create(spec, Side.PRIMARY));

    assertThat(stage.domains("shop")).containsExactly("new.example.com", "www.example.com");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfUnbindingIsFinishedByTheNextRun(Fault.Kind kind) {
    stage.formed();
    GroupSpec other =
        new GroupSpec(
            Optional.empty(), "shop", Optional.of("shop-standby"), Set.of("new.example.com"));
    stage.fault(kind, "removeextdomain");

    stage.run(stage.groups().update(stage.group(), other));
    stage.done(stage.groups().update(stage.group(), other));

    assertThat(stage.domains("shop")).containsExactly("new.example.com");
  }

  @Test
  void driftIsMendedByUnbindingAndBinding() {
    stage.formed();
    stage.dashboard("POST", "/environments/shop", "{\"domains\": [\"www.example.com\"]}");
    GroupSpec two =
        new GroupSpec(
            Optional.empty(),
            "shop",
            Optional.of("shop-standby"),
            Set.of("www.example.com", "a.example.com"));
    stage.dashboard("POST", "/environments/shop-standby", "{\"domains\": [\"a.example.com\"]}");

    stage.done(stage.groups().update(stage.group(), two));

    assertThat(stage.domains("shop")).containsExactly("a.example.com", "www.example.com");
    assertThat(stage.domains("shop-standby")).isEmpty();
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnyCall() {
    GroupSpec foreign =
        new GroupSpec(Optional.empty(), "shop", Optional.of("blog"), Set.of("www.example.com"));
    GroupSpec none = new GroupSpec(Optional.empty(), "shop", Optional.of("blog"), Set.of());
    GroupSpec taken =
        new GroupSpec(
            Optional.empty(),
            "shop",
            Optional.empty(),
            Set.of("www.example.com", "blog.example.com"));

    assertThat(stage.groups().check(Optional.empty(), foreign))
        .singleElement()
        .extracting(Problem::detail)
        .asString()
        .contains("blog.example.com");
    assertThat(stage.groups().check(Optional.empty(), none))
        .extracting(Problem::attribute)
        .containsExactly("domains");
    assertThat(stage.groups().check(Optional.empty(), taken))
        .singleElement()
        .extracting(Problem::detail)
        .asString()
        .contains("blog");
    assertThat(stage.changes()).isEmpty();
  }

  @Test
  void groupIsDissolvedWithoutTouchingTraffic() {
    stage.formed();

    stage.done(stage.groups().delete(stage.group()));

    assertThat(stage.groups().find("shop+shop-standby")).isEmpty();
    assertThat(stage.domains("shop")).containsExactly("www.example.com");
  }

  @Test
  void olderPlatformWithoutPropertiesKnowsAGroupByItsDomains() {
    stage.dashboard("POST", "/account", "{\"properties\": false}");
    stage.done(stage.clones().create(Stage.copy("shop", "shop-standby", Optional.empty(), true)));
    stage.done(stage.groups().create(Stage.pair(), Side.PRIMARY));

    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void sidesInTwoDataCentresHaveTheirOwnAddresses() {
    stage.done(stage.clones().create(Stage.copy("shop", "shop-standby", Optional.of("us1"), true)));
    stage.done(stage.groups().create(Stage.pair(), Side.PRIMARY));
    assertThat(stage.group().dnsPopulated()).isFalse();
    assertThat(stage.groups().addressFollowsActive(stage.group())).isTrue();

    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));

    assertThat(stage.group().address()).isEqualTo("shop-standby.us1.paas.example");
  }
}
