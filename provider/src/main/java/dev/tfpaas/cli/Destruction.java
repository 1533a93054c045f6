package dev.tfpaas.cli;

import dev.tfpaas.platform.Database;
import dev.tfpaas.topology.Section;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What a plan destroys, of all that the provider has made in this state.
///
/// @param losses in the order of the plan
/// @param isTotal whether nothing of what there is now would be left
record Destruction(List<Loss> losses, boolean isTotal) {

  /// Copies the list.
  Destruction {
    losses = List.copyOf(losses);
  }

  /// One thing that is destroyed.
  ///
  /// @param path where it stands in the topology, or its address where it stands there no more
  /// @param text what it is, and what goes with it
  record Loss(String path, String text) {}

  /// Reads it from a plan.
  ///
  /// @param plan as `terraform show -json` shows it
  /// @param paths where addresses stand in the topology
  static Destruction of(JsonNode plan, Map<String, String> paths) {
    List<Loss> losses = new ArrayList<>();
    Set<String> left = new TreeSet<>();
    held(plan.at("/prior_state/values/root_module"), left);
    boolean isAnythingHeld = !left.isEmpty();
    for (JsonNode resource : plan.path("resource_changes")) {
      String address = resource.path("address").asString("");
      List<String> actions = new ArrayList<>();
      resource.at("/change/actions").forEach(action -> actions.add(action.asString()));
      if (isMade(resource) && actions.contains("delete")) {
        String text = text(resource.path("type").asString(), resource.at("/change/before"));
        losses.add(
            new Loss(
                paths.getOrDefault(address, address),
                actions.size() > 1 ? text + "; another one takes its place" : text));
        if (actions.size() == 1 && !resource.has("deposed")) {
          left.remove(address);
        }
      }
    }
    return new Destruction(losses, isAnythingHeld && left.isEmpty());
  }

  private static void held(JsonNode module, Set<String> addresses) {
    for (JsonNode resource : module.path("resources")) {
      if (isMade(resource)) {
        addresses.add(resource.path("address").asString());
      }
    }
    module.path("child_modules").forEach(child -> held(child, addresses));
  }

  private static boolean isMade(JsonNode resource) {
    return resource.path("mode").asString("").equals("managed")
        && resource.path("type").asString("").startsWith("paas_");
  }

  private static String text(String type, JsonNode before) {
    return Section.of(type).map(section -> text(section, before)).orElse(type);
  }

  private static String text(Section section, JsonNode before) {
    return switch (section) {
      case PLATFORMS -> "a platform";
      case APPS -> "the app %s and the data in it".formatted(word(before, "app_id"));
      case FAILOVER ->
          "a failover group; %s will not answer any more".formatted(word(before, "address"));
      case REPLICATION ->
          "the replication of %s from %s to %s"
              .formatted(
                  Database.called(
                      word(before, "engine"),
                      Optional.of(before)
                          .filter(it -> it.hasNonNull("database"))
                          .map(it -> word(it, "database"))),
                  word(before, "source_app_id"),
                  word(before, "replica_app_id"));
      case MIGRATIONS ->
          "the migration of %s to %s".formatted(word(before, "app_id"), word(before, "to_region"));
    };
  }

  private static String word(JsonNode values, String attribute) {
    return values.path(attribute).asString("?");
  }

  /// Prints what is destroyed; nothing when nothing is.
  void print(PrintStream out) {
    if (losses.isEmpty()) {
      return;
    }
    out.println();
    out.println(isTotal ? "THIS DESTROYS EVERYTHING that there is" : "THIS DESTROYS");
    out.print(Table.of(losses.stream().map(loss -> List.of(loss.path(), loss.text())).toList()));
    out.flush();
  }
}
