package dev.tfpaas.cli;

import dev.tfpaas.topology.Topology;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which failover groups are where `active_region` wants them after an apply, and which stayed.
///
/// @param region the region; empty without `active_region`
/// @param moved the groups that serve from it
/// @param stayed the groups that do not
record Switched(Optional<String> region, List<ThingStatus> moved, List<ThingStatus> stayed) {

  /// Copies the lists.
  Switched {
    moved = List.copyOf(moved);
    stayed = List.copyOf(stayed);
  }

  /// Reads it.
  ///
  /// @param state as Terraform shows it to programs
  static Switched of(Topology topology, JsonNode state) {
    Map<String, String> wanted = new HashMap<>(topology.evacuation());
    List<ThingStatus> moved = new ArrayList<>();
    List<ThingStatus> stayed = new ArrayList<>();
    for (JsonNode resource : state.at("/values/root_module/resources")) {
      String address = resource.path("address").asString();
      Optional<String> place = Optional.ofNullable(wanted.get(address));
      if (place.isPresent()) {
        JsonNode values = resource.path("values");
        ThingStatus status =
            new ThingStatus(
                topology.paths().getOrDefault(address, address),
                resource.path("type").asString(),
                values);
        (values.path("active").asString("").equals(place.get()) ? moved : stayed).add(status);
      }
    }
    return new Switched(topology.activeRegion(), moved, stayed);
  }

  /// Returns the exit status of the command.
  ///
  /// @param status as it is without this
  int status(int status) {
    return stayed.isEmpty() ? status : PaasCommand.REFUSED;
  }

  /// Says which groups are where; nothing without `active_region`.
  void print(PrintWriter out) {
    if (region.isEmpty()) {
      return;
    }
    out.println("Serving from " + region.get());
    List<List<String>> rows = new ArrayList<>();
    moved.forEach(group -> rows.add(List.of(group.path(), group.active(), group.wasDown())));
    stayed.forEach(group -> rows.add(List.of(group.path(), group.active(), "STAYED")));
    out.print(Table.of(rows));
    if (!stayed.isEmpty()) {
      out.println(
          "%d of %d groups stayed where they are; why is said above. The next `paas apply` takes the rest."
              .formatted(stayed.size(), stayed.size() + moved.size()));
    }
    out.flush();
  }

  /// Adds the same for programs.
  void addTo(ObjectNode json) {
    region.ifPresent(name -> {
      ObjectNode object = json.putObject("active_region").put("region", name);
      object.set("serving", JsonAnswer.texts(moved.stream().map(ThingStatus::path).toList()));
      object.set("stayed", JsonAnswer.texts(stayed.stream().map(ThingStatus::path).toList()));
    });
  }
}
