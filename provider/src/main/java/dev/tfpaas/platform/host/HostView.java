package dev.tfpaas.platform.host;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What there is on the platform of this machine, and what it does.
///
/// @param regions `up`, `failed`, `cut off` or `not answering` by name
/// @param processes numbers of processes, by what they are for
public record HostView(
    Map<String, String> regions,
    List<App> apps,
    List<Replication> replications,
    List<Group> groups,
    Map<String, Long> processes) {

  /// A failover group.
  ///
  /// @param group empty when it cannot be read
  /// @param trouble why it cannot be read
  public record Group(String id, Optional<FailoverGroup> group, Optional<String> trouble) {
    private String line() {
      return "group %s: %s".formatted(id, trouble.or(() -> group.map(Group::leads)).orElse("gone"));
    }

    private static String leads(FailoverGroup group) {
      return "%s leads to %s, the %s"
          .formatted(
              group.address(),
              group.member(group.active()).map(FailoverGroup.Member::appId).orElse("nothing"),
              group.active().word());
    }
  }

  /// Returns it for people, one line a thing.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    regions.forEach((name, state) -> lines.add("region %s: %s".formatted(name, state)));
    apps.forEach(app -> lines.add(line(app)));
    replications.forEach(it -> lines.add(line(it)));
    groups.forEach(it -> lines.add(it.line()));
    lines.add(
        processes.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining(", ", "processes: ", "")));
    return lines;
  }

  private static String line(App app) {
    String databases =
        app.databases().stream().map(HostView::text).collect(Collectors.joining(", "));
    return "app %s in %s: %s, %s%s"
        .formatted(
            app.name(),
            app.region(),
            app.status(),
            app.url(),
            databases.isEmpty() ? "" : "; " + databases);
  }

  private static String text(Database database) {
    return "%s %s, %s%s"
        .formatted(
            database.engine(),
            database.role().name().toLowerCase(Locale.ROOT),
            database.writable() ? "writable" : "not writable",
            database.position().isPresent()
                ? ", %d rows of requests".formatted(database.position().getAsLong())
                : "");
  }

  private static String line(Replication it) {
    return "replication %s: %s to %s, %s%s"
        .formatted(
            it.id(),
            it.sourceAppId(),
            it.replicaAppId(),
            it.status().word(),
            it.lag().map(lag -> ", %d ms behind".formatted(lag.toMillis())).orElse(""));
  }
}
