package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Runner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// What people do in the dashboard is taken for what it was: a stack is known by its uid, whatever
/// it is called, and one that was deleted is no side that somebody switched away from.
class OutsideTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void rename(String stack, String name) {
    stage.dashboard(
        "POST", "/stacks/%s/name".formatted(stack), "{\"name\": \"%s\"}".formatted(name));
  }

  private void delete(String stack) {
    stage.dashboard("DELETE", "/stacks/" + stack, "");
  }

  private FailoverGroup seenAgain(FailoverGroup before) {
    return stage.groups().find(before.id(), Optional.of(before)).orElseThrow();
  }

  @Test
  void renamedMemberIsTheSameToItsGroupAndReplications() {
    stage.formed();
    FailoverGroup before = stage.group();
    List<Replication> replications =
        List.of(stage.replication("postgresql"), stage.replication("redis"));
    String copy = stage.uid("shop-dr");

    rename(copy, "shop-renamed");

    App app = stage.platform.apps().find(copy).orElseThrow();
    assertThat(app.name()).isEqualTo("shop-renamed");
    assertThat(app.clonedFrom()).contains(stage.uid("shop"));
    assertThat(seenAgain(before).member(Side.SECONDARY).orElseThrow().appId()).isEqualTo(copy);
    assertThat(replications)
        .allSatisfy(
            it -> assertThat(stage.replications().find(it.id()).orElseThrow()).isEqualTo(it));
    stage.done(
        ContractStage.switchOver(
            stage.groups(),
            before,
            new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, replications)));
    assertThat(seenAgain(before).active()).isEqualTo(Side.SECONDARY);
  }

  /// The same group in a later process.
  private LifecycleDriver<PaasClient> later(LifecycleDriver<PaasClient> before) {
    LifecycleDriver<PaasClient> now = process();
    now.restore(before.state(), before.privateState());
    return now;
  }

  private LifecycleDriver<PaasClient> process() {
    return LifecycleDriver.of(
        new Incarnated(new Life<>(new GroupKind())),
        PaasClient.of(stage.open(), new Runner(stage.clock, stage.clock, _ -> {}), stage.clock));
  }

  @Test
  void renamedMemberIsNamedInThePlanUntilTheNextApply() {
    stage.formed();
    String config =
        "{'primary_app_id': '%s', 'secondary_app_id': '%s', 'deletion_protection': false}"
            .formatted(stage.uid("shop"), stage.uid("shop-dr"));
    LifecycleDriver<PaasClient> group = process();
    group.apply(config).orFail();

    rename(stage.uid("shop-dr"), "shop-renamed");

    LifecycleDriver<PaasClient> next = later(group);
    Outcome plan = next.plan(config);
    assertThat(plan.action()).isEqualTo(Outcome.Action.NO_OP);
    assertThat(plan.diagnostics().stream().map(Diagnostic::summary))
        .contains("App shop-dr was renamed to shop-renamed");
    next.refresh();
    assertThat(later(next).plan(config).diagnostics().stream().map(Diagnostic::summary))
        .noneMatch(it -> it.contains("renamed"));
  }

  @Test
  void copyThatWasMadeAnewUnderItsNameIsAnother() {
    stage.formed();
    String copy = stage.uid("shop-dr");
    delete(copy);
    stage.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(stage.uid("shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");

    assertThat(stage.uid("shop-dr")).isNotEqualTo(copy);
    assertThat(stage.platform.apps().find(copy)).isEmpty();
  }

  @Test
  void deletedActiveSideIsGoneAndNobodySwitched() {
    stage.formed();
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    FailoverGroup before = stage.group();
    String copy = stage.uid("shop-dr");

    delete(copy);

    FailoverGroup now = seenAgain(before);
    assertThat(now.active()).isEqualTo(Side.SECONDARY);
    assertThat(now.secondary()).contains(FailoverGroup.Member.gone(copy));
    GroupSpec same =
        new GroupSpec(Optional.empty(), stage.uid("shop"), Optional.of(copy), Set.of());
    assertThat(stage.groups().check(Optional.of(now), same)).isEmpty();
    stage.done(
        ContractStage.switchOver(
            stage.groups(), now, new SwitchSpec(Side.PRIMARY, Mode.EMERGENCY, true, List.of())));
    assertThat(seenAgain(now).active()).isEqualTo(Side.PRIMARY);
  }

  @Test
  void memberThatWasTakenOutInTheDashboardIsNotDeleted() {
    stage.formed();
    FailoverGroup before = stage.group();
    stage
        .api()
        .put(
            "PUT",
            Cloud66Steps.groupPath(before.id()),
            JsonNodeFactory.instance.objectNode().put("secondary_stack_uid", ""));

    assertThat(seenAgain(before).secondary()).isEmpty();
  }

  @Test
  void placeThatIsMeantToBeEmptyIsSo() {
    stage.formed();
    FailoverGroup before = stage.group();
    delete(stage.uid("shop-dr"));
    FailoverGroup now = seenAgain(before);

    stage.done(
        stage
            .groups()
            .update(
                now,
                new GroupSpec(Optional.empty(), stage.uid("shop"), Optional.empty(), Set.of())));

    assertThat(seenAgain(now).secondary()).isEmpty();
  }

  @Test
  void deletedMemberThatTheGroupStillNamesIsNotTakenForOneThatServes() {
    stage.close();
    stage =
        new Stage(
            directory.resolve("named"),
            Cloud66Options.usual(Stage.TOKEN)
                .in(Dialect.usual("cloud66").with("deleted-member", "named")));
    stage.formed();
    FailoverGroup before = stage.group();
    String copy = stage.uid("shop-dr");

    delete(copy);

    FailoverGroup.Member side = seenAgain(before).requireMember(Side.SECONDARY);
    assertThat(side.appId()).isEqualTo(copy);
    assertThat(side.serves()).isFalse();
  }
}
