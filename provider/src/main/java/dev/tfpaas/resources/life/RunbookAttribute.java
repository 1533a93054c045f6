package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.runbook.Runbook;

/// The attribute `runbook`: the text of what apply does, for people. What apply compares with the
/// plan are the [PlannedSteps] that are kept beside it.
public final class RunbookAttribute {
  /// Its name.
  public static final String NAME = PlannedSteps.ATTRIBUTE;

  private RunbookAttribute() {}

  /// Returns its schema.
  public static Attribute schema() {
    return Attribute.computed(
        NAME,
        Type.list(Type.STRING),
        "The calls that apply makes, one line a call, in order: what is done, on what, the call,"
            + " how it is undone, and how long it is expected to take. Calls that are made at once"
            + " share a number (`3a`, `3b`). After apply it stays as the record of what was done"
            + " until the next change. Empty when a change needs no call.");
  }

  /// Plans that apply makes these steps, and no other.
  public static void plan(PlanContext<PaasClient> context, Runbook runbook) {
    context.plan(NAME, of(runbook));
    context.privateState(PlannedSteps.of(runbook).keptWith(context.privateState()));
  }

  /// Returns its value for a runbook.
  static Value of(Runbook runbook) {
    return Values.list(runbook.lines());
  }
}
