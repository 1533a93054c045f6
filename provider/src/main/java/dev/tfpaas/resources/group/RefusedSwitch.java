package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What becomes of a switch that is refused while it is planned. An error ends Terraform's plan of
/// everything else, too; `on_refusal = "keep"` lets the others go on and keeps the side that
/// serves.
///
/// @param context the planning of the group
record RefusedSwitch(PlanContext<PaasClient> context) {
  /// Tells whether a refusal keeps the side that serves. What the configuration says counts at
  /// once.
  boolean keeps() {
    return context.config().get(GroupSchema.ON_REFUSAL).equals(Value.string(GroupSchema.KEEP));
  }

  /// Plans what the state says of it: how a plan is to be made is no change of the group.
  void leaveOpen() {
    Value configured = context.config().get(GroupSchema.ON_REFUSAL);
    boolean kept = !context.isCreate() && !context.prior().get(GroupSchema.ON_REFUSAL).isNull();
    if (!context.isCreate() && (configured.isNull() || (kept && configured.isKnown()))) {
      context.planPrior(GroupSchema.ON_REFUSAL);
    }
  }

  /// Plans what the configuration says of it, together with a change.
  void writeDown() {
    Value configured = context.config().get(GroupSchema.ON_REFUSAL);
    context.plan(
        GroupSchema.ON_REFUSAL, configured.isNull() ? Value.string(GroupSchema.FAIL) : configured);
  }

  /// Checks the switch of a change. A refusal is an error, unless it keeps the side that serves.
  ///
  /// Both plannings of an apply must come to the same. Terraform says nothing of the first one to
  /// the second, so that the second first asks what both can know: what was read before the plan.
  boolean isKept(Platform known, GroupChange change, GroupConfig config) {
    if (change.target().isEmpty()) {
      return false;
    }
    Side to = change.target().get();
    boolean again = context.walk() == PlanContext.Walk.APPLY;
    List<Diagnostic> refusals =
        keeps() && again
            ? SwitchCheck.errors(check(change.switched(), to, config.mode(), Guards.NONE))
            : List.of();
    if (refusals.isEmpty()) {
      // How far a replica is behind is not kept.
      GroupView now =
          GroupView.look(known, change.switched().group(), config.replicationIds())
              .leaving(known, to);
      List<SwitchCheck> checks = new ArrayList<>(check(now, to, config.mode(), config.guards()));
      if (SwitchCheck.ready(checks)) {
        checks.addAll(HealthChecks.of(known, now, to, config.mode(), config.health()));
      }
      refusals = SwitchCheck.errors(checks);
      if (refusals.isEmpty() || !keeps() || (again && !mayHaveBeenKept(config))) {
        context.diagnostics().addAll(SwitchCheck.diagnostics(checks));
        return false;
      }
    }
    keep(to, refusals);
    return true;
  }

  /// Tells of a switch that is refused when it is planned for the second time whether the first
  /// planning may have kept the side: then it is planned again only for what else changes, and what
  /// refused it, a guard or data that would be left behind, is mostly still so. What refuses an
  /// emergency was read before.
  private boolean mayHaveBeenKept(GroupConfig config) {
    stay();
    leaveOpen();
    return config.mode() == SwitchSpec.Mode.PLANNED && context.changed();
  }

  private void stay() {
    context.planPrior("active");
    context.planPrior("applied_active");
    if (!context.prior().get("switch_trigger").isNull()) {
      context.planPrior("switch_trigger");
    }
  }

  private List<SwitchCheck> check(GroupView view, Side to, SwitchSpec.Mode mode, Guards guards) {
    return SwitchChecks.of(
        view,
        to,
        new SwitchTerms(
            mode,
            guards,
            context.client().clock().instant(),
            SwitchTerms.Loss.of(context.config())));
  }

  /// Keeps the side that serves. The word stays to be applied: the next plan asks again.
  ///
  /// @param to the place that is not switched to
  /// @param refusals why, at least one
  void keep(Side to, List<Diagnostic> refusals) {
    stay();
    boolean first = context.prior().get("switch_trigger").isNull();
    String again =
        first && !context.config().get("switch_trigger").isNull()
            ? "Then change `switch_trigger` once more: its first value is used up by this plan."
            : "The next plan asks again.";
    context
        .diagnostics()
        .warning(
            Path.root().attribute("active"),
            "%s stays on %s: the switch to %s is refused"
                .formatted(name(), to.other().word(), to.word()),
            "`on_refusal = \"keep\"` leaves this group as it is and lets the others go on. %s %s"
                .formatted(
                    refusals.stream().map(RefusedSwitch::whole).collect(Collectors.joining(" ")),
                    again));
  }

  /// Terraform shows one of several warnings of the same summary: each names its group.
  private String name() {
    String name = Values.known(context.prior(), "name");
    return name.isEmpty() ? Values.known(context.prior(), "id") : name;
  }

  private static String whole(Diagnostic refusal) {
    return "%s: %s"
        .formatted(
            refusal.summary(),
            refusal.detail().replaceFirst("\\s*\\[refused: (\\w+)]\\s*$", " [kept: $1]"));
  }
}
