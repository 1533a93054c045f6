package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [Migration] as a value, and back: the form in which it is remembered.
final class MigrationNote {
  /// How a migration is remembered.
  static final Note<Migration> NOTE =
      Note.of("migration", MigrationNote::toValue, MigrationNote::from);

  private static final Type KEPT_DNS_CHANGE =
      Type.object(
          Map.of(
              "name", Type.STRING, "type", Type.STRING, "value", Type.STRING, "done", Type.BOOL));

  private MigrationNote() {}

  /// Writes a migration.
  static Value toValue(Migration migration) {
    List<Value> changes =
        migration.dnsChanges().stream()
            .map(change -> object(change, Map.of("done", Value.bool(change.done()))))
            .toList();
    return Value.object(
        Map.ofEntries(
            Map.entry("id", Value.string(migration.id())),
            Map.entry("app_id", Value.string(migration.appId())),
            Map.entry("from_region", Value.string(migration.fromRegion())),
            Map.entry("to_region", Value.string(migration.toRegion())),
            Map.entry("new_name", Values.text(migration.newName())),
            Map.entry("status", Value.string(migration.status())),
            Map.entry("phase", phase(migration)),
            Map.entry("busy", Value.bool(migration.busy())),
            Map.entry("ended", Value.bool(migration.ended())),
            Map.entry("new_app_id", Values.text(migration.newAppId())),
            Map.entry("url", Value.string(migration.url())),
            Map.entry(
                "expected_downtime", Values.duration(Optional.of(migration.expectedDowntime()))),
            Map.entry("dns_changes", Value.list(KEPT_DNS_CHANGE, changes)),
            Map.entry("redirect_until", Values.instant(migration.redirectUntil())),
            Map.entry("checks", checks(migration))));
  }

  /// Reads what [#toValue] wrote.
  static Migration from(Value value) {
    return new Migration(
        value.get("id").asString(),
        value.get("app_id").asString(),
        value.get("from_region").asString(),
        value.get("to_region").asString(),
        value.get("new_name").optionalString(),
        value.get("status").asString(),
        value.get("phase").optionalString().map(MigrationSpec.Phase::parse),
        value.get("busy").asBool(),
        value.get("ended").asBool(),
        value.get("new_app_id").optionalString(),
        value.get("url").asString(),
        Values.duration(value.get("expected_downtime")).orElseThrow(),
        value.get("dns_changes").asList().stream().map(MigrationNote::dnsChange).toList(),
        Values.instant(value.get("redirect_until")),
        value.get("checks").asList().stream().map(MigrationNote::check).toList());
  }

  private static Migration.DnsChange dnsChange(Value value) {
    return new Migration.DnsChange(
        value.get("name").asString(),
        value.get("type").asString(),
        value.get("value").asString(),
        value.get("done").asBool());
  }

  private static Migration.Check check(Value value) {
    return new Migration.Check(
        value.get("name").asString(),
        value.get("verdict").asString(),
        value.get("detail").asString());
  }

  /// Writes the last phase that was reached, null before the first.
  static Value phase(Migration migration) {
    return Values.text(migration.phase().map(MigrationSpec.Phase::word));
  }

  /// Writes the attribute `checks`.
  static Value checks(Migration migration) {
    return Values.rows(
        MigrationSchema.SCHEMA,
        "checks",
        migration.checks().stream()
            .map(check ->
                Value.object(
                    Map.of(
                        "name", Value.string(check.name()),
                        "verdict", Value.string(check.verdict()),
                        "detail", Value.string(check.detail())))));
  }

  /// Writes the attribute `dns_changes`.
  static Value dnsChanges(Migration migration) {
    return Values.rows(
        MigrationSchema.SCHEMA,
        "dns_changes",
        migration.dnsChanges().stream().map(change -> object(change, Map.of())));
  }

  private static Value object(Migration.DnsChange change, Map<String, Value> more) {
    Map<String, Value> attributes = new HashMap<>(more);
    attributes.put("name", Value.string(change.name()));
    attributes.put("type", Value.string(change.type()));
    attributes.put("value", Value.string(change.value()));
    return Value.object(attributes);
  }
}
