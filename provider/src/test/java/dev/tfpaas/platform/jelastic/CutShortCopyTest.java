package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A copy whose creation was cut short, where the platform does not show what was done: its source
/// tells that it was begun.
class CutShortCopyTest {
  private static final CloneSpec COPY = Stage.copy("shop", "shop-dr", Optional.of("us1"), true);

  private final Stage stage =
      new Stage(
          Duration.ZERO,
          Dialect.usual("jelastic").with("tracking", "missing").with("copied-properties", "fresh"));

  @AfterEach
  void close() {
    stage.close();
  }

  private void untilCopied() {
    stage.done(Stage.untilCopied(stage.clones().create(COPY)));
  }

  private Optional<String> begun() {
    App found = stage.platform.apps().find("shop-dr").orElseThrow();
    assertThat(found.clonedFrom()).isEmpty();
    return stage.clones().begun(found, COPY);
  }

  private String properties(String name) {
    return stage
        .call(
            "environment/control/rest/getenvproperty",
            "session=%s&envName=%s".formatted(Stage.TOKEN, name))
        .path("properties")
        .toString();
  }

  @Test
  void copyIsKnownByWhatItsSourceRemembers() {
    untilCopied();

    assertThat(begun()).hasValueSatisfying(it -> assertThat(it).contains("shop"));
    assertThat(properties("shop")).contains("paas_copying_shop_dr");
  }

  @Test
  void sourceForgetsACopyThatIsComplete() {
    stage.done(stage.clones().create(COPY));

    assertThat(properties("shop")).isEqualTo("{}");
    assertThat(properties("shop-dr")).contains("paas_cloned_from");
  }

  @Test
  void sourceForgetsACopyThatIsRefused() {
    stage.dashboard("POST", "/environments/shop", "{\"veto\": \"Not for clusters.\"}");

    Outcome outcome = stage.run(stage.clones().create(COPY));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(properties("shop")).isEqualTo("{}");
  }

  @Test
  void environmentWithOtherNodesIsNoCopy() {
    untilCopied();
    stage.call("environment/control/rest/deleteenv", named());
    stage.call(
        "environment/control/rest/cloneenv",
        "session=%s&srcEnvName=blog&dstEnvName=shop-dr".formatted(Stage.TOKEN));

    assertThat(begun()).isEmpty();
  }

  @Test
  void environmentThatIsMadeLongAfterACopyWasBegunIsNoCopy() {
    untilCopied();

    stage.clock.move(Duration.ofHours(13));

    assertThat(begun()).isEmpty();
  }

  @Test
  void environmentThatSomebodyMadeMeanwhileIsNoCopy() {
    List<Step> steps = stage.clones().create(COPY).steps();
    int copying = steps.stream().map(Step::title).toList().indexOf("clone environment");
    stage.done(Runbook.of("announced", steps.subList(0, copying)));
    Step copy = steps.get(copying);
    assertThat(copy.probe().read().holds()).isFalse();
    stage.dashboard("POST", "/environments/shop", "{\"veto\": \"The name is taken.\"}");
    assertThatThrownBy(copy.act()::run).hasMessageContaining("The name is taken.");
    stage.dashboard("POST", "/environments/shop", "{\"veto\": \"\"}");
    stage.call(
        "environment/control/rest/cloneenv",
        "session=%s&srcEnvName=shop&dstEnvName=shop-dr".formatted(Stage.TOKEN));

    assertThatThrownBy(copy.probe()::read).hasMessageContaining("The name is taken.");

    assertThat(begun()).isEmpty();
  }

  @Test
  void environmentThatSomebodyUsesIsNoCopy() {
    untilCopied();
    stage.dashboard("POST", "/environments/shop-dr", "{\"domains\": [\"a.example.com\"]}");

    assertThat(begun()).isEmpty();
  }

  private static String named() {
    return "session=%s&envName=shop-dr".formatted(Stage.TOKEN);
  }
}
