package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.EachElement;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// `paas_failover_readiness`: whether a failover group could be switched now, and what forbids it.
public final class FailoverReadinessDataSource implements DataSource<PaasClient> {
  private static final Schema SCHEMA =
      Schema.of(
          "Whether a failover group could be switched to its other side now: the same checks that a"
              + " switch makes. Meant for `check` blocks, alarms and drills; it changes nothing.",
          List.of(
              Attribute.required(
                      "failover_group_id", Type.STRING, "The `id` of the `paas_failover_group`.")
                  .validatedBy(new NotEmpty()),
              Attribute.optional(
                      "replication_ids",
                      Type.set(Type.STRING),
                      "The replications that a switch would hand over, as in the group. Null: none"
                          + " is checked.")
                  .validatedBy(new EachElement(new NotEmpty())),
              Attribute.optionalObject(
                  "guards",
                  GroupSchema.guards(),
                  "Conditions on a planned switch, as in the group. Null: none is asked."),
              Attribute.optionalObject(
                  "health",
                  HealthSchema.asked(),
                  "A request that a client would make, as in the group. `checks` then tell what the"
                      + " side that serves answers, and what the other one does at its own address,"
                      + " also while it is in maintenance: the status, how long the first byte"
                      + " took, and whether its certificate is for the name that clients ask for."
                      + " Null: none is asked."),
              Attribute.computed("active", Type.STRING, "The place that has the traffic."),
              Attribute.computed("target", Type.STRING, "The place that a switch would move to."),
              Attribute.computed(
                  "ready_planned",
                  Type.BOOL,
                  "Whether nothing forbids a planned switch now: no failed check."),
              Attribute.computed(
                  "ready_emergency",
                  Type.BOOL,
                  "Whether nothing forbids an emergency switch now, `accept_data_loss` aside."),
              Attribute.computedObjectList(
                  "checks", checks(), "The checks of a planned switch, in order."),
              Attribute.computedObjectList(
                  "emergency_checks", checks(), "The checks of an emergency switch, in order."),
              Attribute.computedObjectList(
                  "replications", replications(), "The replications as they are, by identifier.")));

  private static List<Attribute> checks() {
    return List.of(
        Attribute.computed("name", Type.STRING, "What was checked."),
        Attribute.computed("verdict", Type.STRING, "`ok`, `warning` or `failed`."),
        Attribute.computed("detail", Type.STRING, "What was found."),
        Attribute.computed(
            "fix", Type.STRING, "What to do about it; empty when nothing is to be done."));
  }

  private static List<Attribute> replications() {
    return List.of(
        Attribute.computed("id", Type.STRING, "The replication."),
        Attribute.computed("engine", Type.STRING, "The database engine."),
        Attribute.computed(
            "database",
            Type.STRING,
            "The database's own name; null where it has none, as the only one of its engine."),
        Attribute.computed("status", Type.STRING, "As in `paas_db_replication`."),
        Attribute.computed("source_app_id", Type.STRING, "The app that is written to."),
        Attribute.computed("replica_app_id", Type.STRING, "The app that follows."),
        Attribute.computed(
            "lag", Type.STRING, "How far the replica is behind, as a duration; null when unknown."),
        Attribute.computed(
            "lag_writes",
            Type.NUMBER,
            "How many acknowledged writes the replica is behind, the loss bound of an emergency"
                + " switch; null when unknown."),
        Attribute.computed(
            "source_position",
            Type.NUMBER,
            "How many acknowledged writes the source holds; null where the platform does not"
                + " tell."),
        Attribute.computed(
            "replica_position", Type.NUMBER, "How many of them the replica holds; null as above."),
        Attribute.computed(
            "source_backup_at",
            Type.STRING,
            "When the newest good backup of the source was made, as RFC 3339; null when there is"
                + " none."));
  }

  @Override
  public String typeName() {
    return "paas_failover_readiness";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Value read(DataContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    Value config = context.config();
    String id = config.get("failover_group_id").asString();
    FailoverGroup group =
        Capabilities.require(platform, platform.failoverGroups(), typeName())
            .find(id)
            .orElseThrow(() -> missing(platform, id));
    Side target = group.active().other();
    GroupView view = GroupView.look(platform, group, config).leaving(platform, target);
    Guards guards = Guards.from(config.get("guards"));
    Instant now = context.client().clock().instant();
    List<SwitchCheck> planned =
        checks(
            platform,
            view,
            new SwitchTerms(SwitchSpec.Mode.PLANNED, guards, now, SwitchTerms.Loss.REFUSED),
            config);
    List<SwitchCheck> emergency =
        checks(
            platform,
            view,
            new SwitchTerms(SwitchSpec.Mode.EMERGENCY, guards, now, SwitchTerms.Loss.ACCEPTED),
            config);
    return config
        .with("active", Value.string(group.active().word()))
        .with("target", Value.string(target.word()))
        .with("ready_planned", Value.bool(SwitchCheck.ready(planned)))
        .with("ready_emergency", Value.bool(SwitchCheck.ready(emergency)))
        .with("checks", checkValues(planned))
        .with("emergency_checks", checkValues(emergency))
        .with("replications", replicationValues(platform.apps(), view.replications()));
  }

  private static List<SwitchCheck> checks(
      Platform platform, GroupView view, SwitchTerms terms, Value config) {
    Side target = view.group().active().other();
    return Stream.concat(
            SwitchChecks.of(view, target, terms).stream(),
            HealthChecks.of(platform, view, target, terms.mode(), Health.from(config.get("health")))
                .stream())
        .toList();
  }

  private static DiagnosticException missing(Platform platform, String id) {
    return new DiagnosticException(
        Diagnostic.error(
            Path.root().attribute("failover_group_id"),
            "There is no failover group " + id,
            "The platform %s has no such group. Refer to the resource's attribute: `paas_failover_group.x.id`."
                .formatted(platform.name())));
  }

  private static Value checkValues(List<SwitchCheck> checks) {
    return Values.rows(
        SCHEMA,
        "checks",
        checks.stream()
            .map(check ->
                Value.object(
                    Map.of(
                        "name", Value.string(check.name()),
                        "verdict", Value.string(check.verdict().word()),
                        "detail", Value.string(check.detail()),
                        "fix", Value.string(check.fix())))));
  }

  private static Value replicationValues(Apps apps, List<Replication> replications) {
    return Values.rows(
        SCHEMA,
        "replications",
        replications.stream()
            .map(replication ->
                Value.object(
                    Map.ofEntries(
                        Map.entry("id", Value.string(replication.id())),
                        Map.entry("engine", Value.string(replication.engine())),
                        Map.entry("database", Values.text(replication.database())),
                        Map.entry("status", Value.string(replication.status().word())),
                        Map.entry("source_app_id", Value.string(replication.sourceAppId())),
                        Map.entry("replica_app_id", Value.string(replication.replicaAppId())),
                        Map.entry("lag", Values.duration(replication.lag())),
                        Map.entry("lag_writes", Values.number(replication.lagWrites())),
                        Map.entry(
                            "source_position",
                            position(apps, replication.sourceAppId(), replication)),
                        Map.entry(
                            "replica_position",
                            position(apps, replication.replicaAppId(), replication)),
                        Map.entry(
                            "source_backup_at", Values.instant(replication.sourceBackupAt()))))));
  }

  private static Value position(Apps apps, String appId, Replication replication) {
    Optional<App> app = apps.find(appId);
    return Values.number(
        app.flatMap(found -> found.database(replication.called()))
            .map(database -> database.position())
            .orElse(OptionalLong.empty()));
  }
}
