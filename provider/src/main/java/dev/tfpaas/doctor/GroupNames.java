package dev.tfpaas.doctor;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.http.HostNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The groups of an account: whether the names that clients use lead to each.
final class GroupNames {
  private final Platform platform;
  private final HostNames names;
  private final Set<String> seen = new TreeSet<>();

  GroupNames(Platform platform, HostNames names) {
    this.platform = platform;
    this.names = names;
  }

  /// Returns what a report must not name: apps, groups, addresses, domains.
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  /// Looks at every group.
  ///
  /// @param known the groups of the state with their domains; empty when there is no state, and the
  ///   platform is asked
  List<Sight> look(Optional<Map<String, Set<String>>> known) {
    List<Sight> sights = new ArrayList<>();
    Map<String, Set<String>> groups = new TreeMap<>(known.orElse(Map.of()));
    try {
      for (App app : platform.apps().list()) {
        seen.add(app.id());
        seen.add(app.name());
        app.ownId().ifPresent(seen::add);
        app.failoverGroupId().ifPresent(id -> groups.putIfAbsent(id, Set.of()));
      }
    } catch (PlatformException failure) {
      sights.add(Checkup.failed("apps", failure));
    }
    seen.addAll(groups.keySet());
    groups.values().forEach(seen::addAll);
    groups.forEach(
        (id, domains) -> sights.add(Checkup.tried("group " + id, () -> group(id, domains))));
    if (groups.isEmpty() && sights.isEmpty()) {
      sights.add(
          Sight.unknown("groups", "neither Terraform's state nor the platform names a group"));
    }
    return sights;
  }

  private Sight group(String id, Set<String> fromState) {
    String subject = "group " + id;
    Optional<FailoverGroup> found =
        platform.failoverGroups().get().map(FailoverGroups.class::cast).flatMap(it -> it.find(id));
    if (found.isEmpty()) {
      return Sight.look(
          subject,
          "the state has this group, and the platform does not",
          "Run `terraform plan`, which says what became of it");
    }
    FailoverGroup group = found.get();
    Set<String> domains = new TreeSet<>(fromState);
    domains.addAll(group.domains());
    seen.addAll(domains);
    seen.add(group.address());
    if (domains.isEmpty()) {
      return Sight.unknown(
          subject,
          "nothing says which names lead to it; a CNAME to %s should".formatted(group.address()));
    }
    Set<String> astray = new HashSet<>(domains);
    astray.removeIf(domain -> names.leadsTo(domain, group.address()));
    return astray.isEmpty()
        ? Sight.good(subject, "its names lead to it: " + String.join(", ", domains))
        : Sight.look(
            subject,
            "these names do not lead to it: " + String.join(", ", new TreeSet<>(astray)),
            "Set a CNAME of each to %s, at whoever serves the zone".formatted(group.address()));
  }
}
