package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every platform promises of a switch: its steps with marks, ways back and proofs, and that
/// what commits is never taken back.
public interface SwitchoverContract {

  /// Returns the platform of this test.
  ContractStage stage();

  /// Returns the steps of a switch of the formed group to its second place, one a line, as
  /// [#shown]. A line that begins with `maintenance:`, `data:`, `no data:` or `follow:` is there
  /// only when the switch closes the old side, or hands data over, or does not, or what it hands
  /// over follows whoever serves.
  String script(Mode mode);

  @ParameterizedTest
  @EnumSource(Mode.class)
  default void stepsOfASwitchAreInTheOneOrderWithTheirMarks(Mode mode) {
    FailoverGroup group = stage().group(stage().form());
    List<Replication> replications = stage().replications();

    for (boolean maintenance : List.of(true, false)) {
      for (List<Replication> handed :
          List.of(replications, following(replications), List.<Replication>of())) {
        SwitchSpec spec = new SwitchSpec(Side.SECONDARY, mode, maintenance, handed);
        Runbook runbook = stage().groups().switchOver(group, spec);

        assertThat(runbook.steps())
            .as("%s, maintenance %s, %d replications", mode, maintenance, handed.size())
            .extracting(step -> shown(step, group))
            .containsExactlyElementsOf(expected(spec));
        assertThat(runbook.parts().getFirst().onFailure())
            .isEqualTo(mode == Mode.PLANNED ? Runbook.OnFailure.GO_BACK : Runbook.OnFailure.KEEP);
      }
    }
  }

  private static List<Replication> following(List<Replication> replications) {
    return replications.stream().map(it -> it.withDirection(Replication.Direction.FOLLOW)).toList();
  }

  /// What protects again is a part of its own, which leaves the switch made whatever becomes of it.
  @Test
  default void whatFollowsWhoServesIsTurnedRoundOnceTrafficHasMoved() {
    FailoverGroup group = stage().group(stage().form());
    SwitchSpec spec =
        new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, following(stage().replications()));

    List<Runbook.Part> parts = stage().groups().switchOver(group, spec).parts();

    assertThat(parts.getFirst().onFailure()).isEqualTo(Runbook.OnFailure.GO_BACK);
    for (Runbook.Part part : parts.subList(1, parts.size())) {
      assertThat(part.onFailure()).isEqualTo(Runbook.OnFailure.TELL);
      assertThat(part.steps()).extracting(Step::mark).containsOnly(Step.Mark.SAFE);
    }
    boolean can =
        stage().platform().replications().get().stream()
            .anyMatch(it -> it.cannotFollow(Optional.empty()).isEmpty());
    assertThat(parts.stream().anyMatch(it -> it.onFailure() == Runbook.OnFailure.TELL))
        .isEqualTo(can);
  }

  private List<String> expected(SwitchSpec spec) {
    List<String> lines = new ArrayList<>();
    script(spec.mode())
        .lines()
        .forEach(line -> {
          boolean there =
              (!line.startsWith("maintenance:") || spec.maintenance())
                  && (!line.startsWith("data:") || !spec.replications().isEmpty())
                  && (!line.startsWith("no data:") || spec.replications().isEmpty())
                  && (!line.startsWith("follow:")
                      || spec.replications().stream()
                          .anyMatch(it -> it.direction() == Replication.Direction.FOLLOW));
          if (there) {
            lines.add(line.substring(line.indexOf(':') + 1).strip());
          }
        });
    return lines;
  }

  /// Shows a step as e.g. `UNSAFE maintenance on, back by maintenance off`, with the proof that it
  /// waits for after `when`.
  private static String shown(Step step, FailoverGroup group) {
    String text =
        "%s %s%s%s"
            .formatted(
                step.mark(),
                step.title(),
                step.undo().map(undo -> ", back by " + undo.title()).orElse(""),
                step.gate().map(gate -> ", when " + gate.condition()).orElse(""));
    return text.replace(group.requireMember(Side.SECONDARY).appId(), "TARGET")
        .replace(group.requireMember(Side.PRIMARY).appId(), "OLD");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  default void onlyTheSameCallForSeveralDatabasesIsMadeAtOnce(Mode mode) {
    FailoverGroup group = stage().group(stage().form());
    List<Replication> replications = stage().replications();
    SwitchSpec spec = new SwitchSpec(Side.SECONDARY, mode, true, replications);

    for (Runbook.Part part : stage().groups().switchOver(group, spec).parts()) {
      assertThat(part.stages())
          .allSatisfy(together ->
              assertThat(together.steps()).extracting(Step::title).containsOnly(title(together)));
    }
  }

  private static String title(Runbook.Stage together) {
    return together.steps().getFirst().title();
  }

  @Test
  default void unclearAnswerOfWhatCommitsNeverGivesTheOldSideBack() {
    GroupSpec formed = stage().form();
    SwitchSpec spec = new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, stage().replications());
    List<Step> steps =
        new ArrayList<>(stage().groups().switchOver(stage().group(formed), spec).steps());
    int commit = places(steps, SwitchoverContract::commits).getFirst();
    steps.set(commit, with(steps.get(commit), steps.get(commit).probe(), LOST));

    Outcome outcome = stage().run(Runbook.reversible("switch", List.of(), steps));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage().log()).noneMatch(line -> line.contains("undone by"));
    stage().done(ContractStage.switchOver(stage().groups(), stage().group(formed), spec));
    assertThat(stage().group(formed).active()).isEqualTo(Side.SECONDARY);
    assertThat(stage().violations()).isEmpty();
  }

  /// The same with and without data, for each call from the first that commits on, on a platform
  /// that does at once what it is told.
  @Test
  default void nothingIsGivenBackFromTheFirstCallOnThatCommits() {
    FailoverGroup group = stage().group(stage().form());
    for (boolean maintenance : List.of(true, false)) {
      for (List<Replication> handed : List.of(stage().replications(), List.<Replication>of())) {
        SwitchSpec spec = new SwitchSpec(Side.SECONDARY, Mode.PLANNED, maintenance, handed);
        Runbook runbook = stage().groups().switchOver(group, spec);
        int commit = places(runbook.steps(), SwitchoverContract::commits).getFirst();
        for (int lost = 0; lost < runbook.steps().size(); lost++) {
          Outcome outcome = stage().run(rehearsed(runbook, lost));

          if (outcome instanceof Outcome.Failed failed) {
            assertThat(failed.wentBack())
                .as("%s without an answer in %s", failed.step().title(), runbook.lines())
                .isEqualTo(lost < commit);
          } else {
            assertThat(runbook.steps().get(lost).mark()).isEqualTo(Step.Mark.BEST_EFFORT);
          }
        }
      }
    }
  }

  private static Runbook rehearsed(Runbook runbook, int lost) {
    List<Step> steps = new ArrayList<>();
    for (Step step : runbook.steps()) {
      AtomicBoolean made = new AtomicBoolean();
      Action act = steps.size() == lost ? LOST : () -> made.set(true);
      steps.add(with(step, () -> new Probe.Reading(made.get(), "not made"), act));
    }
    return Runbook.of(
        runbook.title(), runbook.already(), steps, runbook.parts().getFirst().onFailure());
  }

  private static List<Integer> places(List<Step> steps, Predicate<Step> which) {
    return IntStream.range(0, steps.size())
        .filter(at -> which.test(steps.get(at)))
        .boxed()
        .toList();
  }

  /// The call is told by what it does, and not by its mark, which may be missing.
  private static boolean commits(Step step) {
    return List.of("replication off", "move traffic", "mark active", "swap domains")
        .contains(step.title());
  }

  /// A call that nobody answers.
  Action LOST =
      () -> {
        throw new PlatformException(
            PlatformException.Kind.UNAVAILABLE, "any", "any", "no answer came", false);
      };

  /// Makes a step of another probe and another call, without a gate and with a way back that calls
  /// nothing.
  private static Step with(Step step, Probe probe, Action act) {
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        probe,
        act,
        Optional.empty(),
        step.undo().map(undo -> new Step.Undo(undo.title(), undo.call(), () -> {})),
        step.budget(),
        step.mark());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  default void whatIsLeftOnceTrafficHasMovedNeitherMovesItAgainNorTakesItBack(Mode mode) {
    GroupSpec formed = stage().form();
    SwitchSpec spec = new SwitchSpec(Side.SECONDARY, mode, true, stage().replications());
    List<Step> steps = stage().groups().switchOver(stage().group(formed), spec).steps();
    int moved = places(steps, SwitchoverContract::moves).getLast() + 1;
    stage().done(Runbook.of("cut short", steps.subList(0, moved)));

    Runbook left = stage().groups().finish(stage().group(formed), spec);

    assertThat(left.steps()).noneMatch(SwitchoverContract::moves);
    assertThat(left.already()).anyMatch(SwitchoverContract::moves);
    stage().done(left);
    assertThat(stage().group(formed).primary().maintenance()).isTrue();
  }

  private static boolean moves(Step step) {
    return commits(step) && !step.title().equals("replication off");
  }

  @Test
  default void switchToTheActiveSideAndTheRestOfNoSwitchAreRefused() {
    FailoverGroup group = stage().group(stage().form());
    SwitchSpec here = new SwitchSpec(Side.PRIMARY, Mode.PLANNED, true, List.of());
    SwitchSpec there = new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, List.of());

    assertThatThrownBy(() -> stage().groups().switchOver(group, here))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stage().groups().finish(group, there))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
