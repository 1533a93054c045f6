package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Refusal;
import java.util.Optional;

/// Keeps a replication whose app may go without a word: a tainted copy that is to be another one of
/// another source. Terraform ends the replication before that copy, and only the end of the copy is
/// refused; nothing but the replication would be lost by then.
///
/// @param context the planning of the replication, which comes after that of what it refers to
/// @param platform where the apps are
record AppUnderneath(PlanContext<PaasClient> context, Platform platform) {

  /// Refuses that the replication gets another app, where the one that it has must not go.
  void keep() {
    ReplicationConfig.PLACES.stream().filter(context::changed).forEach(this::keep);
  }

  private void keep(String place) {
    Value was = context.prior().get(place);
    boolean another = !was.isNull() && !context.planned().get(place).equals(was);
    Optional<Value> app =
        another ? context.client().appWithoutPlan(was.asString()) : Optional.empty();
    app.flatMap(it -> hindrance(it, was.asString()))
        .ifPresent(why ->
            context
                .diagnostics()
                .add(
                    Refusal.of(
                        SafetyRule.MEMBER,
                        Path.root().attribute(place),
                        "Replication %s would end for an app that stays"
                            .formatted(context.prior().get("id").asString()),
                        "This plan makes it anew for another app, and does not say what becomes of %s: if that is tainted, it is destroyed once the replication is ended, and that is refused, because %s. Nothing would be left but a pair without a live copy. `terraform untaint` keeps it. To replace it, %s, and apply that first. If a `removed` block forgets it, apply that first, before the other app is written. If its label was renamed, write a `moved` block with `from` and `to`, in the place of a `removed` block; or keep that one and add an `import` block with the new label as `to` and `id = \"%s\"`."
                            .formatted(
                                was.asString(), why.reason(), why.wayOut(), was.asString()))));
  }

  private record Hindrance(String reason, String wayOut) {}

  private Optional<Hindrance> hindrance(Value state, String app) {
    if (state.get("deletion_protection").equals(Value.bool(true))) {
      return Optional.of(new Hindrance("it is protected", "set its `deletion_protection = false`"));
    }
    return Observation.of(() -> platform.apps().find(app)) instanceof Observation.Found<App>(App it)
        ? it.failoverGroupId()
            .map(group ->
                new Hindrance(
                    "it is in failover group " + group,
                    "take it out of the group, or the group out of the configuration"))
        : Optional.empty();
  }
}
