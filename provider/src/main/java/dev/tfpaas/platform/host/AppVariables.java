package dev.tfpaas.platform.host;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an app is told by its environment.
final class AppVariables {
  private AppVariables() {}

  /// Returns its own variables, where it is to listen and where its databases are.
  ///
  /// @param databases the servers of all that it has
  static Map<String, String> of(AppRecord app, List<DatabaseServer> databases) {
    Map<String, String> variables = new HashMap<>(app.variables());
    variables.put("PORT", Integer.toString(app.port()));
    databases.forEach(it -> variables.put(it.variable(), it.url()));
    // An app that knows one database of SQL asks for it by this name.
    Optional.ofNullable(variables.get("MYSQL_URL"))
        .ifPresent(it -> variables.putIfAbsent("DATABASE_URL", it));
    return variables;
  }
}
