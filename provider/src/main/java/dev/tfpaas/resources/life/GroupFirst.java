package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps what hangs on a member whose end was planned before anybody knew whether its group goes as
/// well: a replication that is ended for an app whose destruction is refused then leaves the pair
/// without a live copy.
final class GroupFirst {
  private static final String GROUP = "group_first";

  /// How long a group may take to go that is dissolved in the same apply: nothing says that it goes
  /// before a replication that it does not refer to.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private GroupFirst() {}

  /// Notes the group that is to be gone before a replication is ended.
  static void note(DestroyPlanContext<PaasClient> context) {
    if (PrivateFacts.part(context.prior(), "replica_app_id").isEmpty()) {
      return;
    }
    Stream.of("replica_app_id", "source_app_id")
        .flatMap(name ->
            PrivateFacts.part(context.prior(), name).flatMap(Value::optionalString).stream())
        .flatMap(app -> context.client().plannedGroups().awaitedBy(app).stream())
        .findFirst()
        .ifPresent(group ->
            context.privateState(
                PrivateFacts.with(
                    context.privateState(), GROUP, Optional.of(Value.string(group)))));
  }

  /// Refuses to end an object while the group that was to be gone is there, also after a moment.
  static void require(DeleteContext<PaasClient> context) {
    Optional<String> group =
        PrivateFacts.read(context.privateState())
            .flatMap(facts -> PrivateFacts.part(facts, GROUP))
            .map(Value::asString);
    Optional<Platform> platform = context.client().platform();
    if (group.isPresent()
        && platform.isPresent()
        && !isGone(context.client(), platform.get(), group.get())) {
      Refusal.raise(
          List.of(
              Refusal.of(
                  SafetyRule.MEMBER,
                  Path.root(),
                  "Failover group %s is still there".formatted(group.get()),
                  "Its members are not destroyed while it is, so that ending %s would leave the pair without a live copy. Nothing was done. If Terraform does not know the group, dissolve it on the platform, or import it and take it out of the configuration in the same change."
                      .formatted(context.prior().get("id").asString()))));
    }
  }

  private static boolean isGone(PaasClient client, Platform platform, String group) {
    Duration patience = client.plannedGroups().isOneAtATime() ? Duration.ZERO : PATIENCE;
    return client
        .runner()
        .waitFor(
            () ->
                !(Observation.of(() ->
                    platform.afresh(
                        () -> platform.failoverGroups().get().flatMap(it -> it.find(group))))
                    instanceof Observation.Found<FailoverGroup>),
            patience,
            PAUSE);
  }
}
