package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.Values;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An [App] as a value, and back: the form in which it is remembered.
final class AppNote {
  /// How a copy is remembered.
  static final Note<App> NOTE = Note.of("app", AppNote::toValue, AppNote::from);

  private AppNote() {}

  /// Writes an app.
  static Value toValue(App app) {
    Map<String, Value> databases = new HashMap<>();
    app.databases().forEach(database -> databases.put(database.called(), toValue(database)));
    return Value.object(
        Map.ofEntries(
            Map.entry("id", Value.string(app.id())),
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
            Map.entry("databases", Value.object(databases)),
            Map.entry("failover_group_id", Values.text(app.failoverGroupId())),
            Map.entry("active_in_group", Value.bool(app.activeInGroup())),
            Map.entry("cloned_from", Values.text(app.clonedFrom())),
            Map.entry("own_id", Values.text(app.ownId()))));
  }

  private static Value toValue(Database database) {
    return Value.object(
        Map.of(
            "role", Value.string(database.role().name().toLowerCase(Locale.ROOT)),
            "writable", Value.bool(database.writable())));
  }

  /// Reads what [#toValue(App)] wrote.
  static App from(Value value) {
    List<Database> databases =
        value.get("databases").asMap().entrySet().stream()
            .map(entry -> database(entry.getKey(), entry.getValue()))
            .toList();
    return new App(
        value.get("id").asString(),
        value.get("name").asString(),
        value.get("environment").optionalString(),
        value.get("region").asString(),
        value.get("cloud").optionalString(),
        value.get("size").optionalString(),
        value.get("url").asString(),
        value.get("status").asString(),
        value.get("reachable").asBool(),
        value.get("healthy").asBool(),
        value.get("maintenance").asBool(),
        databases,
        value.get("failover_group_id").optionalString(),
        value.get("active_in_group").asBool(),
        value.get("cloned_from").optionalString(),
        // Version 0.1.0 did not write it.
        Optional.ofNullable(value.asMap().get("own_id")).flatMap(Value::optionalString));
  }

  /// Returns what its databases are called, ordered.
  static List<String> databases(App app) {
    return app.databases().stream().map(Database::called).sorted().toList();
  }

  /// Tells whether a list that names databases, or all of an engine, names a database.
  static boolean isNamed(Database database, Collection<String> names) {
    return names.contains(database.called())
        || names.contains(database.engine())
        || names.contains(database.engine() + "/" + database.choice());
  }

  /// Returns an app without what others do to it: no group has it, and its databases are as made.
  static App alone(App app) {
    List<Database> databases =
        app.databases().stream()
            .map(it ->
                new Database(
                    it.engine(), it.name(), Database.Role.EMPTY, false, OptionalLong.empty()))
            .toList();
    return new App(
        app.id(),
        app.name(),
        app.environment(),
        app.region(),
        app.cloud(),
        app.size(),
        app.url(),
        app.status(),
        app.reachable(),
        app.healthy(),
        app.maintenance(),
        databases,
        Optional.empty(),
        false,
        app.clonedFrom(),
        app.ownId());
  }

  private static Database database(String called, Value value) {
    String[] parts = called.split("/", 2);
    return new Database(
        parts[0],
        parts.length == 1 ? Optional.empty() : Optional.of(parts[1]),
        Database.Role.valueOf(value.get("role").asString().toUpperCase(Locale.ROOT)),
        value.get("writable").asBool(),
        OptionalLong.empty());
  }
}
