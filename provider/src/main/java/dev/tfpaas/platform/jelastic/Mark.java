package dev.tfpaas.platform.jelastic;

import java.util.Optional;

/// Properties of environments in which it is remembered what the platform does not keep.
///
/// A value ends in the appid of the environment it was written for: a copy may have got the
/// properties of its source along.
final class Mark {
  /// Of what an environment is a copy.
  static final String CLONED_FROM = "paas_cloned_from";

  /// Where an environment was before it was migrated, and where to: `from>to`.
  static final String MOVED = "paas_moved";

  /// To which failover group an environment belongs.
  static final String GROUP = "paas_group";

  /// How traffic came to an environment, see [SwitchNote].
  static final String SWITCH = "paas_switch";

  /// Of whose database the one of an environment is a replica.
  static final String REPLICA_OF = "paas_replica_of";

  private Mark() {}

  static String written(String text, Environment environment) {
    return text + "@" + environment.appid();
  }

  static Optional<String> read(String value, Environment environment) {
    String end = "@" + environment.appid();
    return value.endsWith(end)
        ? Optional.of(value.substring(0, value.length() - end.length()))
        : Optional.empty();
  }
}
