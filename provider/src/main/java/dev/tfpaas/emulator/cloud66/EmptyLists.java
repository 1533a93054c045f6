package dev.tfpaas.emulator.cloud66;

import java.util.List;
import java.util.Set;

/// The lists that the vendor's client reads of what no application here has, e.g. jobs. They are
/// empty, as those of an application without them are; that there is no such call would be another
/// answer.
final class EmptyLists {
  private static final Set<String> OF_A_STACK =
      Set.of(
          "application_variants",
          "containers",
          "deployments",
          "jobs",
          "processes",
          "services",
          "snapshots");
  private static final Set<String> OF_ALL = Set.of("dns_providers", "onprems", "queues");

  private EmptyLists() {}

  /// Tells whether a path below `/api/3` is that of such a list.
  static boolean isOne(List<String> path) {
    String last = path.isEmpty() ? "" : path.getLast();
    return switch (path.isEmpty() ? "" : path.getFirst() + " " + path.size()) {
      case "stacks 3" -> OF_A_STACK.contains(last);
      case "stacks 5" -> path.get(2).equals("servers") && last.equals("settings");
      default -> path.size() == 1 && OF_ALL.contains(last);
    };
  }
}
