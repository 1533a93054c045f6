package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Namesakes;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// `paas_app`: an app that exists, whoever made it.
public final class AppDataSource implements DataSource<PaasClient> {
  private static final Schema SCHEMA =
      Schema.of(
          "An app that exists, as the platform shows it now.",
          List.of(
              Attribute.computed("id", Type.STRING, "Same as `app_id`."),
              Attribute.required("app_id", Type.STRING, "The platform's identifier of the app.")
                  .validatedBy(new NotEmpty()),
              Attribute.computed("name", Type.STRING, "Its name."),
              Attribute.computed(
                  "environment",
                  Type.STRING,
                  "Its environment; null where the platform has no environments."),
              Attribute.computed("region", Type.STRING, "Where it runs."),
              Attribute.computed(
                  "cloud", Type.STRING, "The cloud it runs on; null where there is no choice."),
              Attribute.computed(
                  "size", Type.STRING, "Size of its instances; null where there is no choice."),
              Attribute.computed("url", Type.STRING, "Where it answers."),
              Attribute.computed(
                  "status",
                  Type.STRING,
                  "What it is doing, in the platform's words, e.g. `running`."),
              Attribute.computed(
                  "reachable",
                  Type.BOOL,
                  "Whether its region answers; if not, the other values are the last known ones,"
                      + " and null where none is known."),
              Attribute.computed(
                  "healthy", Type.BOOL, "Whether it would serve, maintenance aside."),
              Attribute.computed(
                  "maintenance", Type.BOOL, "Whether it answers with a maintenance page."),
              Attribute.computedObjectList(
                  "databases",
                  List.of(
                      Attribute.computed("engine", Type.STRING, "E.g. `postgresql`."),
                      Attribute.computed(
                          "name",
                          Type.STRING,
                          "Its own name, which tells it from others of the engine; null where it"
                              + " has none."),
                      Attribute.computed(
                          "role", Type.STRING, "`empty`, `primary` (follows nobody) or `replica`."),
                      Attribute.computed("writable", Type.BOOL, "Whether it accepts writes now.")),
                  "Its databases, ordered by engine and name."),
              Attribute.computed(
                  "failover_group_id",
                  Type.STRING,
                  "The failover group it belongs to; null when none."),
              Attribute.computed(
                  "active", Type.BOOL, "Whether it is the active member of its failover group."),
              Attribute.computed(
                  "cloned_from", Type.STRING, "The app it is a copy of; null when none.")));

  @Override
  public String typeName() {
    return "paas_app";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Value read(DataContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    String id = context.config().get("app_id").asString();
    App app =
        platform
            .apps()
            .find(id)
            .orElseThrow(() ->
                new DiagnosticException(
                    Diagnostic.error(
                        Path.root().attribute("app_id"),
                        "There is no app " + id,
                        "The platform %s has no app \"%s\". %s"
                            .formatted(
                                platform.name(), id, Namesakes.advice(platform.apps(), id)))));
    if (!app.reachable()) {
      context
          .diagnostics()
          .warning(
              Path.root().attribute("app_id"),
              "App %s does not answer".formatted(id),
              "Its region %s cannot be reached. %s"
                  .formatted(
                      app.region(),
                      app.isUnread()
                          ? "Whether it exists is not known, and what is not known of it is null."
                          : "The last known values are shown."));
    }
    return app.isUnread() ? unread(id, app) : toValue(id, app);
  }

  private static Value unread(String id, App app) {
    Map<String, Value> values = new TreeMap<>(toValue(id, app).asMap());
    List<String> unknown = List.of("url", "healthy", "maintenance", "databases", "active");
    SCHEMA
        .type()
        .attributes()
        .forEach((name, type) -> {
          if (unknown.contains(name)) {
            values.put(name, Value.nullOf(type));
          }
        });
    return Value.object(values);
  }

  private static Value toValue(String id, App app) {
    return Value.object(
        Map.ofEntries(
            Map.entry("id", Value.string(app.id())),
            Map.entry("app_id", Value.string(id)),
            Map.entry("name", Value.string(app.name())),
            Map.entry("environment", Values.text(app.environment())),
            Map.entry("region", Value.string(app.region())),
            Map.entry("cloud", Values.text(app.cloud())),
            Map.entry("size", Values.text(app.size())),
            Map.entry("url", Value.string(app.url())),
            Map.entry("status", Value.string(app.status())),
            Map.entry("reachable", Value.bool(app.reachable())),
            Map.entry("healthy", Value.bool(app.healthy())),
            Map.entry("maintenance", Value.bool(app.maintenance())),
            Map.entry(
                "databases",
                Values.rows(
                    SCHEMA, "databases", app.databases().stream().map(AppDataSource::toValue))),
            Map.entry("failover_group_id", Values.text(app.failoverGroupId())),
            Map.entry("active", Value.bool(app.activeInGroup())),
            Map.entry("cloned_from", Values.text(app.clonedFrom()))));
  }

  private static Value toValue(Database database) {
    return Value.object(
        Map.of(
            "engine", Value.string(database.engine()),
            "name", Values.text(database.name()),
            "role", Value.string(database.role().name().toLowerCase(Locale.ROOT)),
            "writable", Value.bool(database.writable())));
  }
}
