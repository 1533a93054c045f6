package dev.tfpaas.platform;

import java.util.List;
import java.util.Optional;

/// An app as the platform shows it; what cannot be read while its region is down is kept as last
/// known.
///
/// @param id the platform's identifier
/// @param name its name
/// @param environment e.g. `production`; empty where the platform has no environments
/// @param region where it runs
/// @param cloud the cloud it runs on; empty where the platform has no such thing
/// @param size the size of its instances; empty where the platform has no such thing
/// @param url where it answers
/// @param status e.g. `running`, `maintenance`, `unreachable`, `busy`, in the platform's words
/// @param reachable whether the platform could read it; false means that its region does not answer
/// @param healthy whether it would serve if traffic came (maintenance aside)
/// @param maintenance whether it answers with a maintenance page
/// @param databases its databases, ordered by what they are called
/// @param failoverGroupId the failover group it belongs to; empty when none
/// @param activeInGroup whether it is the active member of that group
/// @param clonedFrom the app it is a copy of; empty when it is none
/// @param ownId what the platform calls it under every name: it stays when the app is renamed, and
///   an app that is made anew under the same name has another; empty where nothing does, or not
///   known
public record App(
    String id,
    String name,
    Optional<String> environment,
    String region,
    Optional<String> cloud,
    Optional<String> size,
    String url,
    String status,
    boolean reachable,
    boolean healthy,
    boolean maintenance,
    List<Database> databases,
    Optional<String> failoverGroupId,
    boolean activeInGroup,
    Optional<String> clonedFrom,
    Optional<String> ownId) {

  /// Copies the databases.
  public App {
    databases = List.copyOf(databases);
  }

  /// Makes an app of which nothing is known but where it should be, because its region does not
  /// answer; whether it exists is not known either.
  public static App unread(String id, String name, String region) {
    return new App(
        id,
        name,
        Optional.empty(),
        region,
        Optional.empty(),
        Optional.empty(),
        "",
        "unreachable",
        false,
        false,
        false,
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /// Tells whether nothing is known of it, see [#unread]; a platform that remembers what it has
  /// read last shows that instead.
  public boolean isUnread() {
    return equals(unread(id, name, region));
  }

  /// Returns the database that is called so, see [Database#called].
  public Optional<Database> database(String called) {
    return databases.stream().filter(database -> database.called().equals(called)).findFirst();
  }

  /// Returns the databases of an engine.
  public List<Database> databasesOf(String engine) {
    return databases.stream().filter(database -> database.engine().equals(engine)).toList();
  }
}
