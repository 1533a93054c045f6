package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the configuration or the state of a group alone forbids.
final class GroupRefusals {
  private GroupRefusals() {}

  /// Refuses an emergency switch that the user has not consented to; nothing while the consent is
  /// unknown.
  static List<Diagnostic> emergency(Value config) {
    Value accepted = config.get("accept_data_loss");
    boolean refused = !accepted.isUnknown() && !accepted.equals(Value.bool(true));
    if (!config.get("switch_mode").equals(Value.string("emergency")) || !refused) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            SafetyRule.DATA,
            Path.root().attribute("accept_data_loss"),
            "An emergency switch may lose data",
            "`switch_mode = \"emergency\"` needs `accept_data_loss = true`: what was written to the"
                + " old side and has not reached the other one is lost. If both sides answer, use"
                + " `switch_mode = \"planned\"`, which loses nothing."));
  }

  /// Refuses to destroy a group that is protected; null and unknown protect.
  static List<Diagnostic> protection(Value state) {
    if (!state.get("deletion_protection").optionalBool().orElse(true)) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            SafetyRule.PROTECTED,
            Path.root().attribute("deletion_protection"),
            "The failover group is protected",
            "`deletion_protection` is true, so that %s keeps answering. To destroy the group, set `deletion_protection = false`, apply, and destroy then."
                .formatted(state.get("address").optionalString().orElse("its address"))));
  }

  /// Refuses to destroy a group whose other side became active after the destruction was planned:
  /// what the plan said of the traffic is not true any more.
  ///
  /// @param state the state that was planned with
  static List<Diagnostic> switchedSince(FailoverGroup live, Value state) {
    Optional<Side> planned = GroupConfig.side(state, "active");
    if (planned.isEmpty() || planned.get() == live.active()) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            SafetyRule.CHANGED_SINCE_PLAN,
            Path.root(),
            "Failover group %s was switched since this was planned".formatted(live.id()),
            "`%s` was active when the plan was made, and `%s` is now. What the plan said of the traffic is not true any more. Nothing was done; make a new plan and look at it."
                .formatted(planned.get().word(), live.active().word())));
  }

  /// Refuses to switch a group that cannot be read.
  ///
  /// @param reason why it cannot be read, a sentence
  static Diagnostic unreadable(String reason) {
    return Refusal.of(
        SafetyRule.NOT_READY,
        Path.root().attribute("active"),
        "Cannot switch a group that cannot be read",
        "It is not known which side serves. %s Plan again when the platform can be read."
            .formatted(reason));
  }

  /// Refuses to change the domains of a group whose active side was deleted: there is nothing that
  /// they could lead to, unless the same change switches away.
  static List<Diagnostic> domainsOfNobody(FailoverGroup group, Value planned) {
    boolean change =
        planned.get("domains").isKnown()
            && !Set.copyOf(Values.texts(planned.get("domains"))).equals(group.domains());
    if (!change || group.requireMember(group.active()).there()) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            SafetyRule.NOT_READY,
            Path.root().attribute("domains"),
            "The active side was deleted, and no domain can lead to it",
            "%s does not exist any more; nobody switched. Lead to the other side in the same change, if that has the data you want (`active = \"%s\"`, `switch_mode = \"emergency\"`, `accept_data_loss = true`), or make the app again first."
                .formatted(
                    group.requireMember(group.active()).appId(), group.active().other().word())));
  }

  /// Refuses to take the member that serves out of its group.
  static Diagnostic activeLeaves(FailoverGroup group) {
    Optional<FailoverGroup.Member> gone =
        group.member(group.active()).filter(member -> !member.there());
    if (gone.isPresent()) {
      return Refusal.of(
          SafetyRule.SERVES,
          Path.root().attribute(group.active().word() + "_app_id"),
          "The active side was deleted, and another app must not take its traffic unseen",
          "%s does not exist any more; nobody switched. An app in its place would serve at once, with the data that it has. Lead to the other side first, if that has the data you want (`active = \"%s\"`, `switch_mode = \"emergency\"`, `accept_data_loss = true`), and then change this place."
              .formatted(gone.get().appId(), group.active().other().word()));
    }
    return Refusal.of(
        SafetyRule.SERVES,
        Path.root().attribute(group.active().word() + "_app_id"),
        "The active app cannot leave the group",
        "%s serves now: taking it out would move traffic without a switch. Change the other place first, switch to it, and then change this one."
            .formatted(
                group
                    .member(group.active())
                    .map(FailoverGroup.Member::appId)
                    .orElse("The active app")));
  }
}
