package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.resources.life.Refusal;
import java.util.Optional;

/// Keeps the members of a failover group: an app that stands by is not destroyed or replaced while
/// its group stays.
///
/// @param platform where it runs
record MemberCheck(Platform platform) {

  /// Refuses a plan to destroy the standby of a group that this plan does not destroy as well, or
  /// warns that it may not.
  Optional<Diagnostic> planned(DestroyPlanContext<PaasClient> context, App app) {
    PaasClient client = context.client();
    return member(app)
        .map(group ->
            new PlannedGroups.Member(app.id(), group, refusal(app, group), doubt(app, group)))
        .flatMap(it ->
            client.plannedGroups().unlessGoes(it, () -> mayGroupFollow(context), client.runner()));
  }

  /// Terraform plans what left the configuration in no order, and after its members a group that
  /// `count` or `for_each` ended, or that has to wait because many objects are planned at once.
  /// When everything is destroyed only a group that names its members without referring to them is
  /// late. What replaces the app is planned before the group, too, which then stays.
  private static boolean mayGroupFollow(DestroyPlanContext<PaasClient> context) {
    PaasClient client = context.client();
    return context.reason() == DestroyPlanContext.Reason.DESTROY
        && (!client.plannedGroups().comeFirst()
            || client.isGroupAwaited(context.prior().get("app_id").asString()));
  }

  /// Refuses to destroy what is the standby of a group now.
  Optional<Diagnostic> now(App app) {
    return member(app).map(group -> refusal(app, group));
  }

  /// Returns the group; that the active side is kept is another rule.
  private static Optional<String> member(App app) {
    return app.activeInGroup() ? Optional.empty() : app.failoverGroupId();
  }

  private Diagnostic refusal(App app, String group) {
    return Refusal.of(
        SafetyRule.MEMBER,
        Path.root().attribute("app_id"),
        "App %s stands by in failover group %s".formatted(app.id(), group),
        "This would take it away while the group stays, and nothing could be switched to any more. %s To destroy the whole pair, take the group out of the configuration in the same change, or run `terraform destroy -refresh=false`. If Terraform does not know the group, dissolve it on the platform, or import it."
            .formatted(wayOut(app, group)));
  }

  private static Diagnostic doubt(App app, String group) {
    return Diagnostic.warning(
        "Whether failover group %s goes as well is not known yet".formatted(group),
        "App %s stands by in it. If this plan does not destroy the group, too, apply refuses to destroy the app, when other changes are made already. If Terraform does not know the group, dissolve it on the platform, or import it, before you apply."
            .formatted(app.id()));
  }

  private String wayOut(App app, String group) {
    return canLeave(app, group)
        ? "To replace or remove it, take it out first: write `secondary_app_id = null` and leave"
            + " `replication_ids` out in the group, and apply; then make this change, and apply;"
            + " then write the two back."
        : "To replace or remove it, destroy the group first, which stops no app, and apply; then"
            + " make this change, and apply; then form the group again.";
  }

  /// Whether the platform lets the group go on with its other app alone.
  private boolean canLeave(App app, String id) {
    Optional<FailoverGroups> groups = platform.failoverGroups().get();
    if (groups.isEmpty()
        || !(Observation.of(() -> groups.get().find(id))
            instanceof Observation.Found<FailoverGroup>(FailoverGroup group))) {
      return true;
    }
    GroupSpec alone =
        new GroupSpec(group.name(), group.primary().appId(), Optional.empty(), group.domains());
    try {
      return group.member(Side.SECONDARY).filter(it -> it.appId().equals(app.id())).isPresent()
          && groups.get().check(Optional.of(group), alone).isEmpty();
    } catch (PlatformException _) {
      return true;
    }
  }
}
