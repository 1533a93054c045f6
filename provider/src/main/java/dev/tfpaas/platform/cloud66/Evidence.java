package dev.tfpaas.platform.cloud66;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds out whether a database follows another one.
///
/// The API has no such field. What shows is a generated variable such as
/// `POSTGRESQL_SLAVE_ADDRESSES_INT`, or with the name of a group in the middle, that lists the
/// addresses of the replicas; it comes and goes with replication. On which of the two sides it
/// appears is not documented, so that both are looked at.
final class Evidence {
  private final Account account;

  Evidence(Account account) {
    this.account = account;
  }

  /// Tells whether an engine of one stack follows another.
  ///
  /// @param replica the stack that is looked at
  /// @param lookedAt the stacks whose variables are read
  boolean follows(String replica, String engine, List<String> lookedAt) {
    List<Server> servers = account.servers(replica);
    if (servers.stream().noneMatch(server -> server.has(engine))) {
      return false;
    }
    return follows(servers, engine, lookedAt.stream().map(account::variables).toList());
  }

  /// Tells the same from servers and variables that were read already.
  ///
  /// Every server of the engine must be listed: a stack with one that is not has its own primary,
  /// and its replicas follow that.
  static boolean follows(
      List<Server> servers, String engine, List<Map<String, Variable>> variables) {
    List<Server> ours = servers.stream().filter(server -> server.has(engine)).toList();
    return !ours.isEmpty()
        && ours.stream()
            .allMatch(server -> variables.stream().anyMatch(it -> lists(it, engine, server)));
  }

  /// Returns the servers of an engine.
  List<Server> servers(String stack, String engine) {
    return account.servers(stack).stream().filter(server -> server.has(engine)).toList();
  }

  static boolean lists(Map<String, Variable> variables, String engine, Server server) {
    Pattern name =
        Pattern.compile(
            engine.toUpperCase(Locale.ROOT) + "(_[A-Z0-9_]+)?_SLAVE_ADDRESSES(_INT|_EXT)?");
    return variables.values().stream()
        .filter(variable -> name.matcher(variable.name()).matches())
        .flatMap(variable -> Arrays.stream(variable.value().value().split(",", -1)))
        .map(String::strip)
        .anyMatch(server.addresses()::contains);
  }
}
