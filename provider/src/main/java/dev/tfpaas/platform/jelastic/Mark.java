package dev.tfpaas.platform.jelastic;

import java.util.Map;
import java.util.Optional;

/// Properties of environments in which it is remembered what the platform does not keep.
///
/// A value ends in the appid of the environment it was written for: a copy may have got the
/// properties of its source along.
final class Mark {
  /// Of what an environment is a copy.
  static final String CLONED_FROM = "paas_cloned_from";

  /// The appid of that, which a rename keeps.
  static final String SOURCE = "paas_source";

  /// Begins the name of what the source of a copy remembers while that is made, see [#copying].
  private static final String COPYING = "paas_copying_";

  /// Where an environment was before it was migrated, and where to: `from>to`.
  static final String MOVED = "paas_moved";

  /// To which failover group an environment belongs.
  static final String GROUP = "paas_group";

  /// How traffic came to an environment, see [SwitchNote].
  static final String SWITCH = "paas_switch";

  /// Of whose database the one of an environment is a replica.
  static final String REPLICA_OF = "paas_replica_of";

  /// Whose an environment is, see [JelasticIncarnations].
  static final String INCARNATION = "paas_incarnation";

  /// Whose the group of an environment is.
  static final String GROUP_INCARNATION = "paas_group_incarnation";

  /// Whose the replication is that fills the database of an environment.
  static final String REPLICATION_INCARNATION = "paas_replication_incarnation";

  private static final String OURS = "paas_";

  private Mark() {}

  /// Returns the name of the mark by which a source remembers that its copy of that name was begun.
  /// Names of environments have no underscores, and nothing says whether properties may have
  /// hyphens.
  static String copying(String copy) {
    return COPYING + copy.replace('-', '_');
  }

  static String written(String text, Environment environment) {
    return text + "@" + environment.appid();
  }

  /// Tells whether one of ours is among the properties of an environment.
  static boolean isAmong(Map<String, String> properties) {
    return properties.keySet().stream().anyMatch(name -> name.startsWith(OURS));
  }

  /// Reads a mark among the properties of an environment; empty when there is none.
  static Optional<String> read(
      Map<String, String> properties, String name, Environment environment) {
    String end = "@" + environment.appid();
    String value = properties.getOrDefault(name, "");
    return value.endsWith(end)
        ? Optional.of(value.substring(0, value.length() - end.length()))
        : Optional.empty();
  }
}
