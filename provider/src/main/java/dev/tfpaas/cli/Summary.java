package dev.tfpaas.cli;

import dev.tfpaas.topology.Topology;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a person wants to know after a command: what changed, what serves, what is to be done.
final class Summary {
  private final Map<String, String> paths;
  private final Map<String, String> promises;
  private final List<PlannedChange> changes = new ArrayList<>();
  private final List<ThingStatus> standings = new ArrayList<>();

  Summary(Topology topology) {
    this.paths = topology.paths();
    this.promises = topology.recoveryTimes();
  }

  /// Adds what a plan changes.
  Summary changes(JsonNode plan) {
    for (JsonNode resource : plan.path("resource_changes")) {
      PlannedChange.of(resource, path(resource)).ifPresent(changes::add);
    }
    return this;
  }

  /// Adds how things stand.
  Summary state(JsonNode state) {
    for (JsonNode resource : state.at("/values/root_module/resources")) {
      if (resource.path("mode").asString("").equals("managed")) {
        standings.add(
            new ThingStatus(
                path(resource), resource.path("type").asString(), resource.path("values")));
      }
    }
    return this;
  }

  private String path(JsonNode resource) {
    String address = resource.path("address").asString();
    return paths.getOrDefault(address, address);
  }

  /// Prints what a plan would change.
  void printPlanned(PrintWriter out) {
    out.println();
    out.println("To be changed");
    print(out, changed());
  }

  /// Prints everything.
  void print(PrintWriter out) {
    out.println();
    out.println(changes.isEmpty() ? "Nothing had to be changed" : "What was asked for");
    print(out, changed());
    printStanding(out);
  }

  /// Prints how things stand.
  void printStanding(PrintWriter out) {
    out.println("How it stands");
    if (standings.isEmpty()) {
      out.println("  nothing of this topology exists");
    }
    List<List<String>> rows = new ArrayList<>();
    for (ThingStatus standing : standings) {
      String label = standing.path();
      List<String> lines = new ArrayList<>(standing.lines());
      promise(standing).ifPresent(lines::add);
      for (String line : lines) {
        rows.add(List.of(label, line));
        label = "";
      }
    }
    print(out, Table.of(rows));
  }

  /// A writer flushes by itself only at the end of a line that it ends.
  private static void print(PrintWriter out, String table) {
    out.print(table);
    out.flush();
  }

  private String changed() {
    return Table.of(changes.stream().map(change -> List.of(change.path(), change.text())).toList());
  }

  private Optional<String> promise(ThingStatus standing) {
    Optional<String> promised = Optional.ofNullable(promises.get(standing.path()));
    Optional<Duration> most = promised.flatMap(Topology::duration);
    Optional<Duration> was = standing.downtime().flatMap(Topology::duration);
    if (most.isEmpty() || was.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        was.get().compareTo(most.get()) <= 0
            ? "which keeps the promise of " + promised.get()
            : "WHICH IS LONGER THAN THE PROMISE of " + promised.get());
  }

  ObjectNode json() {
    ObjectNode json = JsonAnswer.object();
    json.set("changes", JsonAnswer.list(changes.stream().map(PlannedChange::json).toList()));
    json.set("standing", JsonAnswer.list(standings.stream().map(ThingStatus::json).toList()));
    return json;
  }
}
