package dev.tfpaas.platform.local;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.function.Consumer;

/// The steps that let data flow between the databases of two apps.
final class ReplicationSteps {
  private final LocalWorld world;

  ReplicationSteps(LocalWorld world) {
    this.world = world;
  }

  /// Backs a source up by a schedule; done once a first good backup is there.
  Step backUp(ReplicationSpec spec, ReplicationSpec.BackupSchedule schedule) {
    String app = spec.sourceAppId();
    Call call =
        Call.of(
            "PUT",
            "/apps/" + app + "/databases/" + spec.called() + "/backup",
            "{frequency: %s, keep: %d}".formatted(schedule.frequency(), schedule.keep()));
    return Step.of(
        "back up",
        app + " " + spec.called(),
        call,
        world.usual(Timing.BACKUP),
        world.effect(
            "GET " + call.path(),
            call,
            view ->
                new Reading(
                    view.backup(app, spec.called())
                        .map(it ->
                            it.frequency().equals(schedule.frequency())
                                && it.keep() == schedule.keep()
                                && it.newest(view.now()).isPresent())
                        .orElse(false),
                    LocalWorld.progress(view, app + "/" + spec.called()))),
        world.action(
            call,
            draft ->
                Databases.backUp(draft, app, spec.called(), schedule.frequency(), schedule.keep())),
        LocalSteps.BUDGET);
  }

  /// Starts a replication, or turns one round that does not flow.
  Step start(PlannedReplication planned) {
    boolean overwrite = planned.spec().overwriteReplica();
    return flowing(planned, draft -> Replicating.start(draft, planned.fact(), overwrite));
  }

  /// Turns a replication round that a switch has handed over. Its gate is that the side that was
  /// left is as the switch left it.
  Step turnRound(PlannedReplication planned) {
    String id = planned.id();
    String left = planned.spec().replicaAppId();
    return flowing(planned, draft -> Replicating.turnRound(draft, planned.fact()))
        .after(
            left + " is closed as it was handed over",
            world.probe("GET /replications/" + id, view -> handedOver(view, planned)));
  }

  /// What a person did to the side that was left does not pass by itself.
  private static Reading handedOver(View view, PlannedReplication planned) {
    Replicating.notHandedOver(view, planned.fact())
        .ifPresent(text -> {
          throw new PlatformException(
              PlatformException.Kind.CONFLICT,
              LocalPlatform.NAME,
              "GET /replications/" + planned.id(),
              text,
              false);
        });
    return Reading.holds("it is as it was handed over");
  }

  private Step flowing(PlannedReplication planned, Consumer<Draft> act) {
    String id = planned.id();
    ReplicationSpec spec = planned.spec();
    Call call =
        Call.of(
            "PUT",
            "/replications/" + id,
            "{source: %s, replica: %s, overwrite: %s%s}"
                .formatted(
                    spec.sourceAppId(),
                    spec.replicaAppId(),
                    spec.overwriteReplica(),
                    follows(spec.direction()) ? ", follow: true" : ""));
    return Step.of(
        "replicate",
        spec.sourceAppId() + " to " + spec.replicaAppId() + " " + spec.called(),
        call,
        world.usual(Timing.SEED),
        world.effect(
            "GET /replications/" + id,
            call,
            view ->
                new Reading(
                    view.replication(id)
                        .map(it ->
                            it.source().equals(spec.sourceAppId())
                                && it.mode() == ReplicationFact.Mode.STREAMING
                                && it.turns() == follows(spec.direction()))
                        .orElse(false),
                    LocalWorld.progress(view, id))),
        world.action(call, act),
        LocalSteps.BUDGET);
  }

  /// Notes another direction.
  Step direct(String id, Replication.Direction direction) {
    boolean turns = follows(direction);
    Call call = Call.of("PUT", "/replications/" + id + "/direction", "{follow: " + turns + "}");
    return Step.of(
        "note direction",
        id,
        call,
        world.usual(Timing.CONFIGURE),
        world.effect(
            "GET /replications/" + id,
            call,
            view ->
                new Reading(
                    view.replication(id).map(it -> it.turns() == turns).orElse(false),
                    "it has another direction")),
        world.action(call, draft -> Replicating.direct(draft, id, turns)),
        LocalSteps.BUDGET);
  }

  private static boolean follows(Replication.Direction direction) {
    return direction == Replication.Direction.FOLLOW;
  }
}
