package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An environment that somebody renamed is the same one, and is told from one that was made anew.
class JelasticRenamedTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private void rename(String from, String to) {
    stage.dashboard("POST", "/environments/" + from, "{\"name\": \"%s\"}".formatted(to));
  }

  private Optional<String> ownId(String name) {
    return stage.platform.apps().find(name).flatMap(App::ownId);
  }

  @Test
  void environmentIsFoundUnderItsOldNameByItsAppid() {
    stage.formed();
    Optional<String> ownId = ownId("shop-standby");
    rename("shop-standby", "shop-renamed");
    Apps apps = stage.open(Stage.TOKEN).apps();

    App app = apps.find("shop-standby", ownId).orElseThrow();

    assertThat(app.id()).isEqualTo("shop-standby");
    assertThat(app.name()).isEqualTo("shop-renamed");
    assertThat(app.clonedFrom()).contains("shop");
    assertThat(apps.list())
        .extracting(App::id)
        .contains("shop-standby")
        .doesNotContain("shop-renamed");
  }

  @Test
  void environmentThatWasMadeAnewUnderTheNameIsAnother() {
    stage.formed();
    Optional<String> ownId = ownId("shop-standby");
    stage.call(
        "environment/control/rest/deleteenv",
        "session=%s&envName=shop-standby".formatted(Stage.TOKEN));
    stage.done(stage.clones().create(Stage.copy("shop", "shop-standby", Optional.empty(), true)));

    App app = stage.open(Stage.TOKEN).apps().find("shop-standby", ownId).orElseThrow();

    assertThat(app.ownId()).isPresent().isNotEqualTo(ownId);
    assertThat(app.name()).isEqualTo("shop-standby");
  }

  /// Both are there: the one that was renamed is the one that is meant.
  @Test
  void renamedOneIsMeantAlsoWhereAnotherHasItsName() {
    stage.formed();
    Optional<String> ownId = ownId("shop-standby");
    rename("shop-standby", "shop-renamed");
    stage.done(stage.clones().create(Stage.copy("shop", "shop-standby", Optional.empty(), true)));

    App app = stage.open(Stage.TOKEN).apps().find("shop-standby", ownId).orElseThrow();

    assertThat(app.ownId()).isEqualTo(ownId);
    assertThat(app.name()).isEqualTo("shop-renamed");
  }

  /// Another process knows of the pair only what the environments bear.
  @Test
  void groupWithARenamedMemberIsSwitchedUnderItsLiveName() {
    stage.formed();
    rename("shop-standby", "shop-renamed");

    FailoverGroup group = stage.group();
    stage.done(
        ContractStage.switchOver(
            stage.groups(),
            group,
            new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, List.of())));

    assertThat(group.requireMember(Side.SECONDARY).there()).isTrue();
    assertThat(stage.groups().remarks(group))
        .extracting(Problem::summary)
        .containsExactly("Environment shop-standby was renamed to shop-renamed");
    assertThat(stage.domains("shop-renamed")).containsExactly("www.example.com");
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.group().id()).isEqualTo("shop+shop-standby");
  }

  @Test
  void memberThatWasDeletedIsNotFoundElsewhere() {
    stage.formed();
    stage.call(
        "environment/control/rest/deleteenv",
        "session=%s&envName=shop-standby".formatted(Stage.TOKEN));

    assertThat(stage.group().requireMember(Side.SECONDARY).there()).isFalse();
  }
}
