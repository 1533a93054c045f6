package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Incarnations;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Under what an object of a resource is found again by whoever creates it: two objects of one
/// identity are one on the platform.
///
/// @param typeName the resource
/// @param key what the resource says of it
record Identity(String typeName, String key) {

  /// Tells the identity of a plan or a state.
  static Identity of(String typeName, Value object) {
    String key =
        switch (typeName) {
          case "paas_app_clone" -> text(object, "name");
          case "paas_db_replication" ->
              Stream.of("source_app_id", "replica_app_id")
                      .map(name -> text(object, name))
                      .sorted()
                      .collect(Collectors.joining(":"))
                  + ":"
                  + text(object, "engine");
          case "paas_failover_group" -> text(object, "primary_app_id");
          default -> text(object, "app_id");
        };
    return new Identity(typeName, key);
  }

  private static String text(Value object, String name) {
    return PrivateFacts.part(object, name).map(Value::asString).orElse("");
  }

  /// Returns what it is where it can be marked; empty for what is only remembered here.
  Optional<Incarnations.Kind> kind() {
    return switch (typeName) {
      case "paas_app_clone" -> Optional.of(Incarnations.Kind.APP);
      case "paas_db_replication" -> Optional.of(Incarnations.Kind.REPLICATION);
      case "paas_failover_group" -> Optional.of(Incarnations.Kind.FAILOVER_GROUP);
      default -> Optional.empty();
    };
  }
}
