package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.group.GroupKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where groups cannot be marked, no plan creates and destroys one and the same group.
class DoublesTest {
  private static final String PAIR =
      """
      {'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr',
       'deletion_protection': false}\
      """;
  private static final String OTHER =
      "{'name': 'other', 'primary_app_id': 'shop', 'deletion_protection': false}";

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  /// Returns a process of its own on a platform that marks nothing.
  private PaasClient process() {
    return stage.client(
        AroundPlatform.of(
            stage.platform,
            AroundPlatform.answering(Map.of("Platform.incarnations", _ -> Incarnations.NONE))));
  }

  private static LifecycleDriver<PaasClient> object(PaasClient process) {
    return LifecycleDriver.of(new Incarnated(new Life<>(new GroupKind())), process);
  }

  /// Returns the same object of the state as another process sees it.
  private static LifecycleDriver<PaasClient> in(
      PaasClient process, LifecycleDriver<PaasClient> object) {
    LifecycleDriver<PaasClient> same = object(process);
    same.restore(object.state(), object.privateState());
    return same;
  }

  private LifecycleDriver<PaasClient> formed() {
    LifecycleDriver<PaasClient> group = object(process());
    group.apply(PAIR).orFail();
    return group;
  }

  private static List<String> refusals(Outcome outcome) {
    return outcome.errors().stream()
        .map(Diagnostic::detail)
        .filter(text -> text.contains("[refused: serves]"))
        .toList();
  }

  @Test
  void replacementIsRefusedWhicheverComesFirst() {
    PaasClient plan = process();
    LifecycleDriver<PaasClient> group = in(plan, formed());
    group.refresh().orFail();

    Outcome creation = object(plan).plan(PAIR);

    assertThat(refusals(creation)).singleElement().asString().contains("terraform untaint");
  }

  @Test
  void destructionOfWhatAnotherLabelCreatesIsRefused() {
    LifecycleDriver<PaasClient> older = formed();
    PaasClient plan = process();

    object(plan).plan(PAIR).orFail();
    Outcome destruction = in(plan, older).planDestroy();

    assertThat(refusals(destruction)).singleElement().asString().contains("`moved` block");
  }

  @Test
  void deposedObjectOfTheSameGroupIsNotDestroyed() {
    LifecycleDriver<PaasClient> deposed = formed();
    LifecycleDriver<PaasClient> current = formed();
    PaasClient plan = process();

    in(plan, current).refresh().orFail();
    Outcome destruction = in(plan, deposed).planDestroy();

    assertThat(refusals(destruction)).singleElement().asString().contains("terraform state rm");
  }

  @Test
  void oneObjectIsReadPlannedAndDestroyed() {
    PaasClient plan = process();
    LifecycleDriver<PaasClient> group = in(plan, formed());

    group.refresh().orFail();
    group.plan(PAIR).orFail();
    Outcome destruction = group.planDestroy();

    assertThat(destruction.errors()).isEmpty();
  }

  @Test
  void groupsOfOtherMembersAreOthers() {
    PaasClient plan = process();
    LifecycleDriver<PaasClient> group = in(plan, formed());
    group.refresh().orFail();

    assertThat(refusals(object(plan).plan(OTHER))).isEmpty();
    assertThat(refusals(group.planDestroy())).isEmpty();
  }

  @Test
  void groupThatCanBeMarkedIsTakenOver() {
    LifecycleDriver<PaasClient> older = formed();
    PaasClient plan = stage.client();

    object(plan).plan(PAIR).orFail();
    Outcome destruction = in(plan, older).planDestroy();

    assertThat(destruction.errors()).isEmpty();
  }
}
