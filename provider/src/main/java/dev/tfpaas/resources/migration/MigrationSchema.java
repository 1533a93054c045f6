package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.resources.life.RunbookAttribute;
import java.util.List;
import java.util.stream.Stream;

/// The schema of `paas_region_migration`.
final class MigrationSchema {
  /// The type name of the resource.
  static final String TYPE_NAME = "paas_region_migration";

  static final Schema SCHEMA =
      Schema.of(
          "Moves an app to another region, phase by phase. Phases only go forward; destroying the"
              + " resource before `finalized` aborts the migration and puts everything back, and"
              + " after that only forgets it.",
          Stream.concat(configured().stream(), computed().stream()).toList(),
          List.of(Timeouts.block(Timeouts.Operation.values())));

  private MigrationSchema() {}

  private static List<Attribute> configured() {
    return List.of(
        Attribute.required(
                "app_id",
                Type.STRING,
                "The app to move. Naming another app replaces the migration; the identifier that"
                    + " the app got by it (`new_app_id`) is no other app.")
            .validatedBy(new NotEmpty())
            .replaces(),
        Attribute.required(
                "to_region",
                Type.STRING,
                "The region to move to. Changing it replaces the migration: it is aborted if it is"
                    + " not finalized.")
            .validatedBy(new NotEmpty())
            .replaces(),
        Attribute.optional(
                "new_name",
                Type.STRING,
                "The app's name after the move. Default: it keeps its own. Changing it replaces the"
                    + " migration.")
            .validatedBy(new NotEmpty())
            .replaces(),
        Attribute.optional(
                "mode",
                Type.STRING,
                "`auto` (default): live where the platform can, else offline. `live`: without a"
                    + " stop, refused where the platform cannot. `offline`: with a stop.")
            .withDefault(Value.string("auto"))
            .validatedBy(new OneOf("auto", "live", "offline")),
        phase(),
        Attribute.optional(
                "data",
                Type.STRING,
                "Who moves the data: `managed` (default), the platform; `manual`, you, between"
                    + " `prepared` and `finalized`.")
            .withDefault(Value.string("managed"))
            .validatedBy(new OneOf("managed", "manual")),
        Attribute.optional(
                "target_app_id",
                Type.STRING,
                "The copy in the new region, on platforms that move an app by a copy and a switch.")
            .validatedBy(new NotEmpty()),
        Attribute.optional(
                "failover_group_id",
                Type.STRING,
                "The failover group that is switched, on platforms that move an app by a copy and a"
                    + " switch.")
            .validatedBy(new NotEmpty()),
        Attribute.optional(
                "allow_live_databases",
                Type.BOOL,
                "Whether an app whose databases are in use may be moved live, which vendors warn"
                    + " against. Default: false, then that is refused.")
            .withDefault(Value.bool(false)));
  }

  private static Attribute phase() {
    return Attribute.optional(
            "phase",
            Type.STRING,
            "The phase to reach: `checked` (looked at, nothing moved), `prepared` (the target"
                + " exists), `data_migrated` (the data is there) or `finalized` (default: the app"
                + " runs in the new region, the old one is given up). Raise it to go on; it cannot"
                + " be lowered.")
        .withDefault(Value.string("finalized"))
        .validatedBy(new OneOf("checked", "prepared", "data_migrated", "finalized"));
  }

  private static List<Attribute> computed() {
    return List.of(
        Attribute.computed("id", Type.STRING, "The platform's identifier of the migration.")
            .keepsPrior(),
        Attribute.computed(
            "status",
            Type.STRING,
            "What the migration is doing, in the platform's words, e.g. `running`, `prepared`,"
                + " `failed`, `aborted`, `finalized`."),
        Attribute.computed(
            "reached_phase",
            Type.STRING,
            "The last phase that was reached; null before the first. Below `phase`, the next apply"
                + " goes on."),
        Attribute.computed("from_region", Type.STRING, "The region the app comes from.")
            .keepsPrior(),
        Attribute.computed(
            "new_app_id", Type.STRING, "The app after the move; null until that is known."),
        Attribute.computed("url", Type.STRING, "Where the app answers now."),
        Attribute.computed(
            "expected_downtime",
            Type.STRING,
            "How long the app is expected not to serve, as a duration; `0s` for a live migration."),
        Attribute.computedObjectList(
            "dns_changes",
            List.of(
                Attribute.computed("name", Type.STRING, "The record's name."),
                Attribute.computed("type", Type.STRING, "The record's type, e.g. `CNAME`."),
                Attribute.computed("value", Type.STRING, "What it must point to.")),
            "DNS records that you have to change."),
        Attribute.computed(
            "redirect_until",
            Type.STRING,
            "Until when the old address leads to the new one, as RFC 3339; null when it does not,"
                + " or not yet. In the last 7 days every plan warns while `dns_changes` are not"
                + " done."),
        Attribute.computedObjectList(
            "checks",
            List.of(
                Attribute.computed("name", Type.STRING, "What was checked."),
                Attribute.computed("verdict", Type.STRING, "`ok`, `warning` or `failed`."),
                Attribute.computed("detail", Type.STRING, "What was found.")),
            "What the platform found when it checked."),
        RunbookAttribute.schema());
  }
}
