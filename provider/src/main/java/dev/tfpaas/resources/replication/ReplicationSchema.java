package dev.tfpaas.resources.replication;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.PlanModifier;
import dev.tfpaas.framework.schema.Range;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.life.RunbookAttribute;
import java.util.List;

/// The schema of `paas_db_replication`.
final class ReplicationSchema {
  /// The type name of the resource.
  static final String TYPE_NAME = "paas_db_replication";

  /// Another spelling of the same duration, e.g. `60m` for `1h`, is no change.
  static final PlanModifier SAME_DURATION =
      PlanModifier.keepPriorIf((prior, planned) ->
          Durations.parse(prior.asString()).equals(Durations.parse(planned.asString())));

  static final Schema SCHEMA =
      Schema.of(
          "Keeps a database of one app as a live replica in another app. Data flows only onto a"
              + " database that is empty, or descends from the source, or that `overwrite_replica`"
              + " gives up; never onto the app that serves a failover group.",
          List.of(
              Attribute.computed("id", Type.STRING, "The platform's identifier.").keepsPrior(),
              source(),
              replica(),
              Attribute.required(
                      "engine",
                      Type.STRING,
                      "Which database of the two apps: `mysql`, `postgresql`, `redis`, or what else"
                          + " the platform has. Changing it replaces the replication.")
                  .validatedBy(new NotEmpty())
                  .replaces(),
              database(),
              Attribute.optional(
                      "overwrite_replica",
                      Type.BOOL,
                      "Whether a replica that holds data of its own may be overwritten. Default:"
                          + " false, then that is refused. The app that serves a failover group is"
                          + " never overwritten.")
                  .withDefault(Value.bool(false)),
              backup(),
              direction(),
              Attribute.optional(
                      "on_destroy",
                      Type.STRING,
                      "What becomes of the replica when this is destroyed: `detach` (default) turns"
                          + " streaming off and leaves the replica with its data, and read-only"
                          + " where the platform does (the plan says where it does not); `abandon`"
                          + " makes no call, the platform keeps what it has.")
                  .withDefault(Value.string("detach"))
                  .validatedBy(new OneOf("detach", "abandon")),
              Attribute.computed(
                  "status",
                  Type.STRING,
                  "`seeding`, `replicating`, `detached` (streaming is off), `promoted` (the replica"
                      + " was made writable) or `broken` (it cannot follow now)."),
              Attribute.computed(
                  "source_backup_at",
                  Type.STRING,
                  "When the newest good backup of the source was made, as RFC 3339; null when there"
                      + " is none."),
              Attribute.computed(
                  "flows_from",
                  Type.STRING,
                  "The app that data flows from now; null while none flows (`detached`,"
                      + " `promoted`)."),
              Attribute.computed(
                  "flows_to", Type.STRING, "The app that data flows to now; null as `flows_from`."),
              RunbookAttribute.schema()),
          List.of(Timeouts.block(Timeouts.Operation.values())));

  private ReplicationSchema() {}

  private static Attribute source() {
    return Attribute.required(
            "source_app_id",
            Type.STRING,
            "The app that is written to. Swapping it with `replica_app_id` reverses the direction"
                + " in place; any other change replaces the replication. With `direction ="
                + " \"follow\"` the order of the two means nothing.")
        .validatedBy(new NotEmpty());
  }

  private static Attribute replica() {
    return Attribute.required(
            "replica_app_id", Type.STRING, "The app that follows, read-only. See `source_app_id`.")
        .validatedBy(new NotEmpty());
  }

  private static Attribute database() {
    return Attribute.optional(
            "database",
            Type.STRING,
            "The database's own name, where an app has several of the engine: it must be given"
                + " there, and may be left out where there is one. One that was given no name has"
                + " that of the engine. It is a fourth part of the `id` where it was named when the"
                + " replication was made; an import finds it by that `id`, and by the name that the"
                + " database has now. Another database replaces the replication; the same one"
                + " by its name changes the state only. Refused where the platform has at most one"
                + " of an engine.")
        .validatedBy(new NotEmpty());
  }

  private static Attribute direction() {
    return Attribute.optional(
            "direction",
            Type.STRING,
            "Which way data flows. `fixed` (default): from `source_app_id` to `replica_app_id`;"
                + " after a switch it does not flow until the two are swapped. `follow`: the two"
                + " ids only name the pair, in any order, and data flows away from the side that"
                + " serves: a planned switch of the failover group that hands this over ends, once"
                + " traffic has moved, by making the side that was left the replica of the other"
                + " one. What a switch did not hand over is never overwritten by that. Refused"
                + " where the platform has no call for it. Changed in place.")
        .withDefault(Value.string(Replication.Direction.FIXED.word()))
        .validatedBy(
            new OneOf(Replication.Direction.FIXED.word(), Replication.Direction.FOLLOW.word()));
  }

  private static Attribute backup() {
    return Attribute.optionalObject(
        "backup",
        List.of(
            Attribute.required(
                    "frequency",
                    Type.STRING,
                    "Time between two backups, as a duration such as `24h`.")
                .validatedBy(new DurationText(), ReplicationSchema::checkPositive)
                .modifiedBy(SAME_DURATION),
            Attribute.required("keep", Type.NUMBER, "How many backups are kept, 1 to 1000.")
                .validatedBy(new Range(1, 1000))),
        "The managed backup of the side that data flows from, which must exist, and be good, before"
            + " replication starts. Null: backups are left as they are. Changed in place.");
  }

  private static void checkPositive(Path path, Value value, Diagnostics diagnostics) {
    if (Durations.parse(value.asString()).filter(duration -> duration.isZero()).isPresent()) {
      diagnostics.error(path, "Invalid duration", "The time between two backups must not be zero.");
    }
  }
}
