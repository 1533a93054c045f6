package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.AppNames;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.resources.life.Wording;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `paas_db_replication`: a database of one app is kept as a live replica in another.
public final class ReplicationKind implements Kind<Replication, ReplicationConfig> {
  @Override
  public String typeName() {
    return ReplicationSchema.TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return ReplicationSchema.SCHEMA;
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    Value source = config.get("source_app_id");
    Value replica = config.get("replica_app_id");
    if (source.isKnown() && source.equals(replica)) {
      diagnostics.error(
          Path.root().attribute("replica_app_id"),
          "The same app twice",
          "`source_app_id` and `replica_app_id` are both \"%s\". An app cannot be its own replica: name the app that is written to and the app that follows."
              .formatted(source.asString()));
    }
  }

  @Override
  public Capability<Replications> capability(Platform platform) {
    return platform.replications();
  }

  @Override
  public String identity(Value object) {
    return Stream.of("source_app_id", "replica_app_id")
            .map(name -> Values.known(object, name))
            .sorted()
            .collect(Collectors.joining(":"))
        + ":"
        + Values.known(object, "engine")
        + Optional.of(Values.known(object, ReplicationConfig.DATABASE))
            .filter(name -> !name.isEmpty())
            .map(name -> ":" + name)
            .orElse("");
  }

  @Override
  public Optional<Incarnations.Kind> marked() {
    return Optional.of(Incarnations.Kind.REPLICATION);
  }

  @Override
  public Note<Replication> note() {
    return ReplicationNote.NOTE;
  }

  @Override
  public List<String> changes(Replication before, Replication now) {
    return ReplicationNote.changes(before, now);
  }

  @Override
  public void plan(PlanContext<PaasClient> context, Remembered<Replication> remembered) {
    context
        .client()
        .platform()
        .ifPresent(platform -> new ReplicationPlan(context, platform, remembered).plan());
  }

  @Override
  public void planDestroy(
      DestroyPlanContext<PaasClient> context, Remembered<Replication> remembered) {
    Optional<Platform> platform = context.client().platform();
    if (isForgotten(context.prior()) || remembered.seen().isEmpty() || platform.isEmpty()) {
      return;
    }
    Replication current = remembered.seen().get();
    Runbook runbook = delete(platform.get(), current, context.prior());
    if (!runbook.isEmpty()) {
      context
          .diagnostics()
          .warning(
              "The replica will no longer follow",
              "Destroying this turns replication of %s from %s to %s off; %s. `on_destroy = \"abandon\"` would leave it running. Steps:\n%s"
                  .formatted(
                      current.called(),
                      current.sourceAppId(),
                      current.replicaAppId(),
                      ReplicationConfig.replications(platform.get()).afterDetaching(current),
                      String.join("\n", runbook.lines())));
    }
  }

  @Override
  public ReplicationConfig wanted(
      Platform platform, Value object, Value config, Optional<Replication> current) {
    return Following.resolved(platform, ReplicationConfig.from(object), current);
  }

  @Override
  public Map<String, Value> applied(Value config) {
    return Map.of(ReplicationNote.SOURCE, config.get(ReplicationNote.SOURCE));
  }

  @Override
  public Optional<Replication> existing(
      Platform platform, ReplicationConfig wanted, Value planned) {
    Replications replications = ReplicationConfig.replications(platform);
    return replications.find(replications.idOf(wanted.spec()));
  }

  @Override
  public Optional<Replication> find(Platform platform, String id, Value object) {
    AppNames names = ReplicationConfig.names(platform, object);
    return ReplicationConfig.replications(platform).find(id).map(names::of);
  }

  @Override
  public List<Diagnostic> refusals(
      Platform platform, Optional<Replication> existing, ReplicationConfig wanted) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(DatabaseChoice.problems(platform, existing, wanted.spec()));
    existing
        .flatMap(
            it -> DatabaseChoice.again(ReplicationConfig.replications(platform), it, wanted.spec()))
        .ifPresent(problems::add);
    problems.addAll(ReplicationConfig.replications(platform).check(existing, wanted.spec()));
    return Capabilities.errors(problems);
  }

  @Override
  public List<Diagnostic> refusals(Change<Replication, ReplicationConfig> change) {
    return ReplicationChange.refusals(change);
  }

  @Override
  public Runbook create(
      Platform platform, Optional<Replication> existing, ReplicationConfig wanted) {
    return ReplicationConfig.replications(platform).create(wanted.spec());
  }

  @Override
  public Runbook update(Change<Replication, ReplicationConfig> change) {
    return ReplicationChange.runbook(change);
  }

  @Override
  public Runbook delete(Platform platform, Replication live, Value state) {
    return ReplicationConfig.replications(platform)
        .delete(live, ReplicationConfig.onDestroy(state));
  }

  @Override
  public boolean isForgotten(Value state) {
    return ReplicationConfig.onDestroy(state) == Replications.OnDestroy.ABANDON;
  }

  @Override
  public Map<String, Value> shown(Replication live) {
    return Map.of(
        "id", Value.string(live.id()),
        "status", Value.string(Following.status(live).word()),
        "source_backup_at", Values.instant(live.sourceBackupAt()),
        "flows_from", Values.text(Following.flowing(live, live.sourceAppId())),
        "flows_to", Values.text(Following.flowing(live, live.replicaAppId())));
  }

  @Override
  public Value observed(Value before, Replication live) {
    Map<String, Value> state = new HashMap<>(before.asMap());
    boolean imported = before.get("engine").isNull();
    state.putAll(shown(live));
    if (!imported) {
      // The user may have spelled the identifier in another way that the platform takes.
      state.put("id", before.get("id"));
    }
    state.put("direction", Value.string(live.direction().word()));
    if (!Following.isSamePair(before, live)) {
      state.put("source_app_id", Value.string(live.sourceAppId()));
      state.put("replica_app_id", Value.string(live.replicaAppId()));
    }
    state.put("engine", Value.string(live.engine()));
    // A schedule that the configuration does not speak of is none of its business.
    if (imported || !before.get("backup").isNull()) {
      state.put("backup", spelledAsBefore(before.get("backup"), live));
    }
    return Value.object(state);
  }

  private static Value spelledAsBefore(Value prior, Replication live) {
    // A platform that has backups but does not tell their schedule leaves what was asked for.
    boolean untold = live.backup().isEmpty() && live.sourceBackupAt().isPresent();
    return untold || (prior.isKnown() && ReplicationNote.backup(prior).equals(live.backup()))
        ? prior
        : ReplicationNote.toValue(live.backup());
  }

  @Override
  public boolean isWhole(Replication live) {
    return !live.isBeingMade();
  }

  /// To make it anew would be to fill the replica anew.
  @Override
  public HalfMade halfMade(Replication live, Outcome.Unfinished early) {
    return HalfMade.COMPLETED_BY_THE_NEXT_APPLY;
  }

  @Override
  public Optional<Value> imported(Platform platform, String id) {
    return ReplicationConfig.replications(platform)
        .find(id)
        .map(live ->
            Value.object(
                Map.of(
                    "id",
                    Value.string(live.id()),
                    ReplicationConfig.DATABASE,
                    Values.text(DatabaseChoice.inId(id, live)))));
  }

  @Override
  public String noun() {
    return "replication";
  }

  @Override
  public String standing(Replication live) {
    return "Now: %s of %s is %s, of %s is %s; replication is %s."
        .formatted(
            live.called(),
            live.sourceAppId(),
            live.sourceWritable() ? "writable" : "not writable",
            live.replicaAppId(),
            live.replicaWritable() ? "writable" : "not writable",
            live.status().word());
  }

  @Override
  public String cannotCreate(ReplicationConfig wanted) {
    return "Cannot start the replication";
  }

  @Override
  public String nothingMade(ReplicationConfig wanted) {
    return "Nothing flows to %s.".formatted(wanted.spec().replicaAppId());
  }

  @Override
  public String notComplete(Replication live, ReplicationConfig wanted) {
    return "The replica does not follow yet";
  }

  @Override
  public String notAsPlanned(Change<Replication, ReplicationConfig> change) {
    return "The replication is not as planned yet";
  }

  @Override
  public String next(Replication live, ReplicationConfig wanted, Outcome.Unfinished early) {
    boolean goesOn =
        live.status() == Replication.Status.SEEDING && !(early instanceof Outcome.Failed);
    return goesOn
        ? "Where the platform goes on by itself `status` shows how far it is; the next `terraform"
            + " apply` does what is left."
        : Wording.goOn(early, "`terraform apply`");
  }

  @Override
  public String cannotDelete(String id) {
    return "Cannot end replication " + id;
  }

  @Override
  public String insteadOfDelete() {
    return "To forget it without any call, set `on_destroy = \"abandon\"` and apply that first.";
  }

  @Override
  public String howToImport(Platform platform) {
    return "Give the identifier of the replication as the platform shows it.";
  }
}
