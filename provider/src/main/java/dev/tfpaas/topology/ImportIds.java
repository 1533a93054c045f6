package dev.tfpaas.topology;

import java.util.Optional;

/// What identifies things that exist already, as `terraform import` wants it.
final class ImportIds {
  private final Topology topology;

  /// Makes it for one topology.
  ImportIds(Topology topology) {
    this.topology = topology;
  }

  /// Returns the identifier that the file gives, or the usual one.
  String of(Item item) {
    return item.text(Vocabulary.IMPORT).orElseGet(() -> usual(item));
  }

  private String usual(Item item) {
    return switch (item.section()) {
      case PLATFORMS -> item.name();
      case APPS -> item.text("name").orElse(item.name());
      case FAILOVER -> item.text("name").orElse(item.name());
      case REPLICATION ->
          "%s:%s:%s%s"
              .formatted(
                  app(item, "source_app_id"),
                  app(item, "replica_app_id"),
                  item.text("engine").orElse(""),
                  item.text("database").map(name -> ":" + name).orElse(""));
      case MIGRATIONS -> "%s:%s".formatted(app(item, "app_id"), item.text("to_region").orElse(""));
    };
  }

  private String app(Item item, String attribute) {
    Optional<Item> app = item.reference(attribute).flatMap(topology::find);
    return app.map(it -> it.exists() ? Topology.idOf(it) : it.text("name").orElse(it.name()))
        .orElse("");
  }
}
