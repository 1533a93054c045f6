package dev.tfpaas.resources.group;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import java.util.List;
import java.util.Optional;

/// What a plan says of the end of a group.
final class GroupDestruction {
  private GroupDestruction() {}

  /// Warns of what the end of a group does, or refuses it.
  static void plan(DestroyPlanContext<PaasClient> context, Remembered<GroupView> remembered) {
    List<Diagnostic> refusals = GroupRefusals.protection(context.prior());
    if (!refusals.isEmpty()) {
      context.diagnostics().addAll(refusals);
      return;
    }
    context.client().plannedGroups().goes(context.prior().get("id").asString());
    Optional<Platform> platform = context.client().platform();
    if (platform.isEmpty() || remembered.seen().isEmpty()) {
      return;
    }
    FailoverGroups groups = GroupConfig.groups(platform.get());
    FailoverGroup group = remembered.seen().get().group();
    context
        .diagnostics()
        .warning(
            "Failover group %s will be dissolved".formatted(group.name().orElse(group.id())),
            "%s%s No app is stopped. Steps:\n%s"
                .formatted(
                    groups.trafficAfterDelete(group),
                    GroupWarnings.failedOver(group),
                    String.join("\n", groups.delete(group).lines())));
  }
}
