package dev.tfpaas.topology;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A part of the file that holds named things of one kind.
public enum Section {
  /// What the apps run on.
  PLATFORMS(
      "platforms",
      "platform",
      "",
      "The platforms, by a name of your choice; without any it is the embedded `local`. One that is"
          + " named like its kind needs no `kind`."),
  /// Apps that exist and copies of them.
  APPS(
      "apps",
      "app",
      "paas_app_clone",
      "The apps, by a name of your choice: with `clone_of` a copy that this file makes, without it"
          + " an app that exists."),
  /// Databases that follow others.
  REPLICATION(
      "replication",
      "replication",
      "paas_db_replication",
      "Databases of one app that are kept as live replicas in another app."),
  /// Pairs of apps of which one serves.
  FAILOVER(
      "failover",
      "failover group",
      "paas_failover_group",
      "Pairs of apps with one address, of which one serves."),
  /// Apps that move.
  MIGRATIONS(
      "migrations",
      "migration",
      "paas_region_migration",
      "Apps that move to another region, phase by phase.");

  private final String key;
  private final String noun;
  private final String resource;
  private final String description;

  Section(String key, String noun, String resource, String description) {
    this.key = key;
    this.noun = noun;
    this.resource = resource;
    this.description = description;
  }

  /// Returns the key at the top of the file.
  public String key() {
    return key;
  }

  /// Returns what one of its things is called in messages.
  String noun() {
    return noun;
  }

  /// Returns the resource type that it becomes; empty for platforms.
  public String resource() {
    return resource;
  }

  /// Returns the section whose things become a resource type; empty when none does.
  public static Optional<Section> of(String resource) {
    return Stream.of(values())
        .filter(section -> !resource.isEmpty() && section.resource.equals(resource))
        .findFirst();
  }

  /// Returns what it is, for whoever writes the file.
  String description() {
    return description;
  }

  /// Returns what an attribute of the resource is called in the file.
  String keyOf(String attribute) {
    return renamed().getOrDefault(attribute, attribute);
  }

  /// Returns the attributes that have another name in the file.
  Map<String, String> renamed() {
    return switch (this) {
      case PLATFORMS -> Map.of();
      case APPS -> Map.of("source_app_id", "clone_of");
      case REPLICATION -> Map.of("source_app_id", "source", "replica_app_id", "replica");
      case FAILOVER ->
          Map.of(
              "primary_app_id",
              "members",
              "secondary_app_id",
              "members",
              "replication_ids",
              "data");
      case MIGRATIONS ->
          Map.of(
              "app_id", "app",
              "to_region", "to",
              "target_app_id", "target",
              "failover_group_id", "failover");
    };
  }
}
