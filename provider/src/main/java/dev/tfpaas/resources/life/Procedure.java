package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The runbooks of one change in the order they are made: what the attribute `runbook` shows.
///
/// @param parts the runbooks; each goes back or forward by its own rule
public record Procedure(List<Runbook> parts) {

  /// The attribute that shows a procedure.
  public static final String ATTRIBUTE = "runbook";

  /// The type of the attribute: `list(string)`.
  public static final Type TYPE = Type.list(Type.STRING);

  /// Copies the runbooks.
  public Procedure {
    parts = List.copyOf(parts);
  }

  /// Makes a procedure of runbooks, in order; none means that there is nothing to do.
  public static Procedure of(Runbook... parts) {
    return new Procedure(List.of(parts));
  }

  /// Returns the schema of the attribute.
  public static Attribute attribute() {
    return Attribute.computed(
        ATTRIBUTE,
        TYPE,
        "The calls that apply makes, one line a call, in order: what is done, on what, the call,"
            + " how it is undone, and how long it is expected to take. After apply it stays as the"
            + " record of what was done until the next change. Empty when a change needs no call.");
  }

  /// Tells whether no call is to be made.
  public boolean isEmpty() {
    return parts.stream().allMatch(Runbook::isEmpty);
  }

  /// Returns the text of the plan, one line a step.
  public List<String> lines() {
    return Runbook.of("", steps()).lines();
  }

  /// Returns the value of the attribute.
  public Value toValue() {
    return Value.list(Type.STRING, lines().stream().map(Value::string).toList());
  }

  /// Makes sure that the steps are still the planned ones.
  ///
  /// An effect that was on its way when the plan was made may have come about since: its step, and
  /// what the platform did with it, may be missing.
  ///
  /// @param planned the attribute as planned; unknown when the inputs were not known
  /// @param underWay the texts of the calls that were under way when the plan was made
  /// @param changes what changed since then, one sentence each; may be empty
  /// @throws DiagnosticException when they differ; nothing has been called then
  public void requireAsPlanned(Value planned, Set<String> underWay, List<String> changes) {
    if (!planned.isKnown() || planned.equals(toValue())) {
      return;
    }
    List<String> before =
        planned.asList().stream().map(Value::asString).map(Procedure::bare).toList();
    List<String> now = lines().stream().map(Procedure::bare).toList();
    if (cameAbout(before, now, underWay)) {
      return;
    }
    StringBuilder detail =
        new StringBuilder("Nothing was changed: apply makes exactly the planned calls, or none.\n");
    for (String change : changes) {
      detail.append("Since the plan was made: ").append(change).append('\n');
    }
    describe(detail, "No longer needed: ", missing(before, now));
    describe(detail, "Needed now: ", missing(now, before));
    detail.append("Run `terraform plan` again and look at the new runbook.");
    throw new DiagnosticException(
        Refusal.of(
            SafetyRule.CHANGED_SINCE_PLAN,
            Path.root().attribute(ATTRIBUTE),
            "The world changed since the plan was made",
            detail.toString()));
  }

  /// Tells whether only steps are missing that were under way when the plan was made, the first of
  /// them in front, and best-effort steps that those made needless: a forced promotion fences.
  private boolean cameAbout(List<String> before, List<String> now, Set<String> underWay) {
    Predicate<String> begun =
        line -> underWay.stream().anyMatch(call -> line.contains("  " + call + "  "));
    List<String> needless =
        Runbook.of(
                "",
                parts.stream()
                    .flatMap(part -> part.already().stream())
                    .filter(step -> step.mark() == Step.Mark.BEST_EFFORT)
                    .toList())
            .lines()
            .stream()
            .map(Procedure::bare)
            .toList();
    List<String> left = new ArrayList<>(before);
    left.removeIf(line -> !now.contains(line) && (begun.test(line) || needless.contains(line)));
    return left.equals(now) && !before.isEmpty() && begun.test(before.getFirst());
  }

  private List<Step> steps() {
    return parts.stream().flatMap(part -> part.steps().stream()).toList();
  }

  private static void describe(StringBuilder detail, String label, List<String> lines) {
    for (String line : lines) {
      detail.append(label).append(line).append('\n');
    }
  }

  private static List<String> missing(List<String> lines, List<String> from) {
    List<String> rest = new ArrayList<>(lines);
    rest.removeAll(from);
    return rest;
  }

  /// Takes number and alignment off a line, which shift when another line comes or goes.
  private static String bare(String line) {
    return line.replaceFirst("^\\d+\\s+", "").replaceAll("\\s{2,}", "  ").strip();
  }
}
