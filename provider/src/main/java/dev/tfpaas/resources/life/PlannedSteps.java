package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The steps that a plan promised, in order. Terraform keeps them with the plan, also in a file.
///
/// @param steps in order
record PlannedSteps(List<Planned> steps) {
  /// The attribute that shows them to people.
  static final String ATTRIBUTE = "runbook";

  private static final String KEPT_AS = "planned_steps";

  /// Copies the steps.
  PlannedSteps {
    steps = List.copyOf(steps);
  }

  /// What makes a step the same one.
  ///
  /// @param call the text of its call
  record Planned(String title, String object, String call) {
    private static Planned of(Step step) {
      return new Planned(step.title(), step.object(), step.call().toString());
    }

    private static Planned from(Value value) {
      return new Planned(
          value.get("title").asString(),
          value.get("object").asString(),
          value.get("call").asString());
    }

    private Value toValue() {
      return Value.object(
          Map.of(
              "title", Value.string(title),
              "object", Value.string(object),
              "call", Value.string(call)));
    }

    @Override
    public String toString() {
      return "%s  %s  %s".formatted(title, object, call).strip();
    }
  }

  /// Takes down the steps of a runbook.
  static PlannedSteps of(Runbook runbook) {
    return new PlannedSteps(planned(runbook.steps()));
  }

  private static List<Planned> planned(List<Step> steps) {
    return steps.stream().map(Planned::of).toList();
  }

  /// Returns what is kept privately of an object with these steps in the place of earlier ones.
  PrivateState keptWith(PrivateState privateState) {
    Value all = Value.tuple(steps.stream().map(Planned::toValue).toList());
    return PrivateFacts.with(privateState, KEPT_AS, Optional.of(all));
  }

  /// Returns what is kept privately of an object without the steps of an earlier plan.
  static PrivateState without(PrivateState privateState) {
    return kept(privateState).isEmpty()
        ? privateState
        : PrivateFacts.with(privateState, KEPT_AS, Optional.empty());
  }

  /// Reads what a plan promised. Where another version kept no steps, a line of the text stands for
  /// each.
  ///
  /// @param text the attribute as planned; known
  /// @param now the steps as they are needed now
  static PlannedSteps read(PrivateState privateState, Value text, Runbook now) {
    Optional<Value> kept = kept(privateState);
    if (kept.isPresent()) {
      return new PlannedSteps(kept.get().asList().stream().map(Planned::from).toList());
    }
    return text.equals(Values.list(now.lines()))
        ? of(now)
        : new PlannedSteps(
            text.asList().stream().map(line -> new Planned(line.asString(), "", "")).toList());
  }

  private static Optional<Value> kept(PrivateState privateState) {
    return PrivateFacts.read(privateState).flatMap(facts -> PrivateFacts.part(facts, KEPT_AS));
  }

  /// Makes sure that the steps of a runbook are still the planned ones.
  ///
  /// An effect that was on its way when the plan was made may have come about since: its step, and
  /// what the platform did with it, may be missing.
  ///
  /// @param underWay the texts of the calls that were under way when the plan was made
  /// @param madeHere the texts of the calls that this very apply made for other objects: what they
  ///   did need not be done twice
  /// @param changes what changed since then, one sentence each; may be empty
  /// @throws DiagnosticException when they differ; nothing has been called then
  void require(Runbook runbook, Set<String> underWay, Set<String> madeHere, List<String> changes) {
    List<Planned> now = planned(runbook.steps());
    if (!steps.equals(now)
        && !without(now, madeHere).equals(now)
        && !cameAbout(now, planned(needless(runbook)), underWay)) {
      throw refusal(now, changes);
    }
  }

  /// Returns the planned steps without those that are not needed now because they were made.
  private List<Planned> without(List<Planned> now, Set<String> made) {
    return steps.stream()
        .filter(step -> now.contains(step) || !made.contains(step.call()))
        .toList();
  }

  /// Best-effort steps that others made needless: a forced promotion fences.
  private static List<Step> needless(Runbook runbook) {
    return runbook.already().stream().filter(step -> step.mark() == Step.Mark.BEST_EFFORT).toList();
  }

  /// Tells whether only steps are missing that were under way when the plan was made, the first of
  /// them in front, and those that these made needless.
  private boolean cameAbout(List<Planned> now, List<Planned> needless, Set<String> underWay) {
    Predicate<Planned> begun = step -> underWay.contains(step.call());
    List<Planned> left = new ArrayList<>(steps);
    left.removeIf(step -> !now.contains(step) && (begun.test(step) || needless.contains(step)));
    return left.equals(now) && !steps.isEmpty() && begun.test(steps.getFirst());
  }

  private DiagnosticException refusal(List<Planned> now, List<String> changes) {
    StringBuilder detail =
        new StringBuilder("Nothing was changed: apply makes exactly the planned calls, or none.\n");
    changes.forEach(it -> detail.append("Since the plan was made: ").append(it).append('\n'));
    missing(steps, now).forEach(it -> detail.append("No longer needed: ").append(it).append('\n'));
    missing(now, steps).forEach(it -> detail.append("Needed now: ").append(it).append('\n'));
    detail.append("Run `terraform plan` again and look at the new runbook.");
    return new DiagnosticException(
        Refusal.of(
            SafetyRule.CHANGED_SINCE_PLAN,
            Path.root().attribute(ATTRIBUTE),
            "The world changed since the plan was made",
            detail.toString()));
  }

  private static List<Planned> missing(List<Planned> steps, List<Planned> from) {
    List<Planned> rest = new ArrayList<>(steps);
    from.forEach(rest::remove);
    return rest;
  }
}
