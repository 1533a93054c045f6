package dev.tfpaas.platform.jelastic;

import java.util.Optional;

/// What is known of a move before the platform is asked: its own check needs an environment that
/// exists.
final class Moving {
  private Moving() {}

  /// Says why users may not move environments between two host groups; empty when they may.
  static Optional<String> forbidden(Account account, String from, String to) {
    for (String name : java.util.List.of(from, to)) {
      Optional<HostGroup> group = account.hostGroup(name);
      if (group.isPresent() && !group.get().migrationAllowed()) {
        return Optional.of(
            "the hoster does not let users migrate environments in and out of the data centre of "
                + name);
      }
    }
    return Optional.empty();
  }
}
