package dev.tfpaas.resources.group;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import java.util.ArrayList;
import java.util.List;

/// Says what serves now and what is writable now: the end of every failed apply of a group.
final class Standing {
  private Standing() {}

  /// Describes a group as it was read.
  static String of(GroupView view) {
    FailoverGroup group = view.group();
    String serves =
        group
            .member(group.active())
            .map(member ->
                member.appId() + " (" + group.active().word() + "), which " + state(member))
            .orElse("nobody");
    List<String> writable = new ArrayList<>();
    for (Replication replication : view.replications()) {
      if (replication.sourceWritable()) {
        writable.add(replication.called() + " of " + replication.sourceAppId());
      }
      if (replication.replicaWritable()) {
        writable.add(replication.called() + " of " + replication.replicaAppId());
      }
    }
    String writes =
        view.replications().isEmpty()
            ? ""
            : " Writable now: %s."
                .formatted(writable.isEmpty() ? "no database" : String.join(", ", writable));
    return "Serving now: %s leads to %s.%s".formatted(group.address(), serves, writes);
  }

  private static String state(FailoverGroup.Member member) {
    if (!member.reachable()) {
      return "cannot be reached";
    }
    if (member.maintenance()) {
      return "answers with its maintenance page";
    }
    return member.healthy() ? "serves" : "is not healthy";
  }
}
