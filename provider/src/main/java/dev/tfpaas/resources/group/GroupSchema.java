package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.EachElement;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.resources.life.RunbookAttribute;
import java.util.List;
import java.util.stream.Stream;

/// The schema of `paas_failover_group`.
final class GroupSchema {
  /// The type name of the resource.
  static final String TYPE_NAME = "paas_failover_group";

  /// The attribute that says what a refused switch does to a plan.
  static final String ON_REFUSAL = "on_refusal";

  /// The plan fails.
  static final String FAIL = "fail";

  /// The side that serves is kept, with a warning.
  static final String KEEP = "keep";

  static final Schema SCHEMA =
      Schema.of(
          "Two apps, one address, and which of them is active. Changing the one word `active` moves"
              + " traffic, and the databases of `replication_ids`, in the right order; the plan"
              + " lists every call. A switch made elsewhere is kept and reported, never undone."
              + " Nothing here is ever replaced.",
          Stream.of(members(), switching(), guarding(), computed()).flatMap(List::stream).toList(),
          List.of(Timeouts.block(Timeouts.Operation.values())));

  /// The type of `last_switch`.
  static final Type LAST_SWITCH = Attribute.computedObject("last_switch", lastSwitch(), "").type();

  private GroupSchema() {}

  private static List<Attribute> members() {
    return List.of(
        Attribute.computed("id", Type.STRING, "The platform's identifier.").keepsPrior(),
        Attribute.optionalComputed(
                "name",
                Type.STRING,
                "Name of the group, where the platform has names. Default: the platform chooses."
                    + " Changed in place.")
            .validatedBy(new NotEmpty()),
        Attribute.required(
                "primary_app_id",
                Type.STRING,
                "The app in the first place. Places are not roles: `active` says which serves."
                    + " Changed in place, but the app that is active cannot leave the group; switch"
                    + " first.")
            .validatedBy(new NotEmpty()),
        Attribute.optional(
                "secondary_app_id",
                Type.STRING,
                "The app in the second place. Null: none yet, and nothing to switch to. Changed in"
                    + " place, as `primary_app_id`.")
            .validatedBy(new NotEmpty()),
        Attribute.optional(
                "domains",
                Type.set(Type.STRING),
                "Custom domain names that the pair carries, where the platform moves them. Null:"
                    + " they are left as they are. Changed in place.")
            .validatedBy(new EachElement(new NotEmpty())));
  }

  private static List<Attribute> switching() {
    return List.of(
        Attribute.optionalComputed(
                "active",
                Type.STRING,
                "Which place gets the traffic: `primary` or `secondary`. Changing it switches."
                    + " Null: whatever is active stays so, and a new group leads to the side that"
                    + " serves; forming one never switches. A switch made elsewhere makes no change"
                    + " here: the plan keeps the live side and warns.")
            .validatedBy(new OneOf("primary", "secondary")),
        Attribute.optional(
                "replication_ids",
                Type.set(Type.STRING),
                "The `paas_db_replication`s between the two apps that a switch hands over. A"
                    + " database of both apps that none of them hands over is left behind, which a"
                    + " planned switch refuses unless `accept_data_loss = true`.")
            .validatedBy(new EachElement(new NotEmpty())),
        Attribute.optional(
                "switch_mode",
                Type.STRING,
                "How a switch is made: `planned` (default) needs both sides and loses nothing;"
                    + " `emergency` makes no call to the side that is left before traffic has"
                    + " moved, and may lose writes.")
            .withDefault(Value.string("planned"))
            .validatedBy(new OneOf("planned", "emergency")),
        Attribute.optional(
            "accept_data_loss",
            Type.BOOL,
            "Must be true for `switch_mode = \"emergency\"`, where writes that the other side does"
                + " not have yet are lost, and for a planned switch that leaves a database behind;"
                + " the plan says which and how many writes."),
        Attribute.optional(
            "switch_trigger",
            Type.STRING,
            "Any text. Changing it enforces `active` against a switch that was made elsewhere."
                + " Null: never."),
        Attribute.optional(
                ON_REFUSAL,
                Type.STRING,
                "What a switch that is refused while it is planned does to the plan: `fail`"
                    + " (default) is an error, which ends the plan of everything else, too; `keep`"
                    + " is a warning that keeps the side that serves and lets other groups go on,"
                    + " and the next plan asks again. It counts as soon as it is written; alone it"
                    + " is no change, and it is written down with the next one. A switch that is"
                    + " refused only while it is applied is an error with both; it does not stop"
                    + " the others.")
            .withDefault(Value.string(FAIL))
            .validatedBy(new OneOf(FAIL, KEEP)),
        Attribute.optional(
                "maintenance",
                Type.BOOL,
                "Whether the side that is left is put into maintenance, where the platform has"
                    + " that. Default: true.")
            .withDefault(Value.bool(true)));
  }

  private static List<Attribute> guarding() {
    return List.of(
        // Computed as well, so that an import may leave it open: no platform knows it.
        Attribute.nested(
            "guards",
            Nesting.SINGLE,
            guards(),
            Attribute.Mode.OPTIONAL_COMPUTED,
            "Conditions on a planned switch. Null: none of them is asked. After an import it is"
                + " written down with the next change; what the configuration says is asked at"
                + " once."),
        // As above.
        Attribute.nested(
            "health",
            Nesting.SINGLE,
            HealthSchema.attributes(),
            Attribute.Mode.OPTIONAL_COMPUTED,
            "A request that a client would make. The side that serves must answer it before a"
                + " planned switch begins, the target must answer it three times in a row before"
                + " traffic moves to it, and during a switch it measures how long nobody was"
                + " served. Certificates are verified. Null: what the platform says counts, and"
                + " the downtime is what the platform's own steps tell. After an import as"
                + " `guards`."),
        Attribute.optional(
                "deletion_protection",
                Type.BOOL,
                "Whether destroying the group is refused. Default: true. Set it to false and apply"
                    + " before destroying.")
            .withDefault(Value.bool(true)));
  }

  /// The attributes of `guards`, which `paas_failover_readiness` has, too.
  static List<Attribute> guards() {
    return List.of(
        duration("max_lag", "How far a replica may be behind when the switch starts. Null: any."),
        duration(
            "drain_timeout",
            "How long the switch waits, out of service, until lag is zero, before it gives up and"
                + " gives the old side back. Null: what the platform's step allows."),
        duration("min_interval", "How long ago the last switch must be. Null: any."),
        duration(
            "require_backup_within",
            "How old the newest good backup of every source may be. Null: none is asked for."));
  }

  private static Attribute duration(String name, String description) {
    return Attribute.optional(
            name, Type.STRING, description + " A duration such as `90s` or `1h30m`.")
        .validatedBy(new DurationText());
  }

  private static List<Attribute> computed() {
    return List.of(
        Attribute.computed(
                "address",
                Type.STRING,
                "Where clients go: point your CNAME here. No switch changes it, unless the plan"
                    + " says so; another `name` may, and the plan warns.")
            .keepsPrior(),
        Attribute.computed(
                "ttl_seconds",
                Type.NUMBER,
                "How long clients may keep an old answer of `address`, in seconds.")
            .keepsPrior(),
        Attribute.computed("active_app_id", Type.STRING, "The app that gets the traffic."),
        Attribute.computed(
            "standby_app_id", Type.STRING, "The other app; null when there is none."),
        Attribute.computed(
            "applied_active",
            Type.STRING,
            "What `active` said when it was applied last. Differs from `active` after a switch made"
                + " elsewhere; null after an import until something is applied."),
        Attribute.computed(
            "dns_populated", Type.BOOL, "Whether `address` answers with the active side."),
        Attribute.computedObject(
            "last_switch", lastSwitch(), "The last switch; null when there was none."),
        RunbookAttribute.schema());
  }

  private static List<Attribute> lastSwitch() {
    return List.of(
        Attribute.computed("from", Type.STRING, "The place that was left."),
        Attribute.computed("to", Type.STRING, "The place that was moved to."),
        Attribute.computed(
            "mode",
            Type.STRING,
            "`planned`, `emergency`, `outside` (not made by Terraform), or `unknown` where the"
                + " platform does not tell."),
        Attribute.computed("started_at", Type.STRING, "When it began, as RFC 3339."),
        Attribute.computed(
            "finished_at",
            Type.STRING,
            "When the traffic had moved, as RFC 3339; null while it runs."),
        Attribute.computed(
            "downtime",
            Type.STRING,
            "How long clients were not served, as a duration; null where nothing tells."),
        Attribute.computed(
            "measured_by",
            Type.STRING,
            "What tells `downtime`: `probe`, which is `health` as clients saw it, or `platform`;"
                + " null as that."),
        Attribute.computed(
            "lost_writes",
            Type.NUMBER,
            "How many acknowledged writes the new side does not have; null where unknown."));
  }
}
