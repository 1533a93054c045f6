package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a `paas_failover_group` asks for, once it is known.
///
/// @param spec members, name and domains
/// @param replicationIds the replications that a switch hands over
/// @param mode how a switch is made
/// @param maintenance whether the side that is left is put into maintenance
/// @param guards conditions on a planned switch
/// @param health a request that tells who serves; empty when the platform alone does
/// @param active the place that is to be active in the end, as planning decided; empty when that is
///   left open
public record GroupConfig(
    GroupSpec spec,
    Set<String> replicationIds,
    SwitchSpec.Mode mode,
    boolean maintenance,
    Guards guards,
    Optional<Health> health,
    Optional<Side> active) {
  /// The attributes that decide which calls are made.
  static final List<String> INPUTS =
      List.of(
          "name",
          "primary_app_id",
          "secondary_app_id",
          "domains",
          "replication_ids",
          "switch_mode",
          "maintenance",
          "guards");

  /// The attributes that are handed to the platform as membership.
  static final List<String> MEMBERSHIP =
      List.of("name", "primary_app_id", "secondary_app_id", "domains");

  /// Copies the set.
  public GroupConfig {
    replicationIds = Set.copyOf(replicationIds);
  }

  /// Tells whether everything that decides which calls are made is known in a plan. A name that the
  /// platform chooses is.
  static boolean isKnown(Value planned, Value config) {
    return INPUTS.stream()
        .filter(name -> !(name.equals("name") && config.get(name).isNull()))
        .allMatch(name -> planned.get(name).isWhollyKnown());
  }

  /// Reads a plan or a state whose inputs are known.
  ///
  /// @param current the group as it is: its domains and its name stay where the configuration says
  ///   nothing
  static GroupConfig from(Value object, Optional<FailoverGroup> current) {
    Value name = object.get("name");
    Value domains = object.get("domains");
    return new GroupConfig(
        new GroupSpec(
            name.isKnown() ? name.optionalString() : current.flatMap(FailoverGroup::name),
            object.get("primary_app_id").asString(),
            object.get("secondary_app_id").optionalString(),
            domains.isNull()
                ? current.map(FailoverGroup::domains).orElse(Set.of())
                : Values.texts(domains)),
        Values.texts(object.get("replication_ids")),
        mode(object),
        object.get("maintenance").optionalBool().orElse(true),
        Guards.from(object.get("guards")),
        Health.from(object.get("health")),
        side(object, "active"));
  }

  /// Reads how a switch is made; planned while it is not known.
  static SwitchSpec.Mode mode(Value object) {
    return PrivateFacts.part(object, "switch_mode")
        .filter(mode -> mode.asString().equals(SwitchSpec.Mode.EMERGENCY.word()))
        .map(_ -> SwitchSpec.Mode.EMERGENCY)
        .orElse(SwitchSpec.Mode.PLANNED);
  }

  /// Reads an attribute that names a place; empty when it is null, unknown or no place.
  static Optional<Side> side(Value object, String attribute) {
    return PrivateFacts.part(object, attribute)
        .map(Value::asString)
        .flatMap(word ->
            List.of(Side.values()).stream().filter(side -> side.word().equals(word)).findFirst());
  }

  /// Returns what the platform offers for groups.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when it has none
  static FailoverGroups groups(Platform platform) {
    return Capabilities.require(platform, platform.failoverGroups(), GroupSchema.TYPE_NAME);
  }
}
