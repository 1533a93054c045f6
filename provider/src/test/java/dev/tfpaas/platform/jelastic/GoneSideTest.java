package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A group of which somebody deleted one side, or took its domains: nobody switched it.
class GoneSideTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private Runbook switchTo(Side side, SwitchSpec.Mode mode) {
    return ContractStage.switchOver(
        stage.groups(), stage.group(), new SwitchSpec(side, mode, true, List.of()));
  }

  private void delete(String name) {
    stage.call(
        "environment/control/rest/deleteenv", "session=%s&envName=%s".formatted(Stage.TOKEN, name));
  }

  private static FailoverGroup.Member gone(FailoverGroup group, Side side) {
    FailoverGroup.Member member = group.requireMember(side);
    assertThat(member.there()).isFalse();
    assertThat(member.serves()).isFalse();
    return member;
  }

  @Test
  void activeSideThatWasDeletedStaysTheActiveOne() {
    stage.formed();
    delete("shop");

    FailoverGroup group = stage.group();

    assertThat(group.active()).isEqualTo(Side.PRIMARY);
    assertThat(gone(group, Side.PRIMARY).appId()).isEqualTo("shop");
    assertThat(group.requireMember(Side.SECONDARY).there()).isTrue();
    assertThat(group.domains()).isEmpty();
  }

  @Test
  void sideThatBecameActiveByASwitchStaysSoWhenItIsDeleted() {
    stage.formed();
    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));
    delete("shop-standby");

    FailoverGroup group = stage.group();

    assertThat(group.active()).isEqualTo(Side.SECONDARY);
    assertThat(gone(group, Side.SECONDARY).appId()).isEqualTo("shop-standby");
  }

  @Test
  void sideWhoseDomainsWereUnboundStaysActive() {
    stage.formed();
    stage.done(switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED));
    stage.dashboard("POST", "/environments/shop-standby", "{\"domains\": []}");

    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
  }

  /// The way out that the plan names.
  @Test
  void emergencySwitchAwayFromADeletedSideBindsTheDomains() {
    stage.formed();
    delete("shop");
    FailoverGroup wanted = withDomains(stage.group(), Stage.pair().domains());

    stage.done(
        ContractStage.switchOver(
            stage.groups(),
            wanted,
            new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.EMERGENCY, true, List.of())));

    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.group().requireMember(Side.SECONDARY).serves()).isTrue();
  }

  private static FailoverGroup withDomains(FailoverGroup group, Set<String> domains) {
    return new FailoverGroup(
        group.id(),
        group.name(),
        group.address(),
        group.ttl(),
        group.primary(),
        group.secondary(),
        group.active(),
        group.busy(),
        group.dnsPopulated(),
        domains,
        group.lastSwitch());
  }

  @Test
  void nothingIsBoundToASideThatWasDeleted() {
    stage.formed();
    delete("shop");

    assertThat(stage.groups().update(stage.group(), Stage.pair()).steps()).isEmpty();
  }

  /// Who forms a group where nobody serves need not know where the domain was before.
  @Test
  void domainOfTheOtherSideIsBroughtToTheOneThatAGroupIsFormedOn() {
    stage.dashboard("POST", "/environments/blog", "{\"status\": \"down\"}");
    stage.dashboard("POST", "/environments/shop", "{\"status\": \"down\"}");
    GroupSpec spec =
        new GroupSpec(Optional.empty(), "shop", Optional.of("blog"), Set.of("blog.example.com"));
    stage.dashboard("POST", "/environments/shop", "{\"domains\": []}");

    stage.done(stage.groups().create(spec, Side.PRIMARY));

    assertThat(stage.domains("shop")).containsExactly("blog.example.com");
    assertThat(stage.domains("blog")).isEmpty();
  }
}
