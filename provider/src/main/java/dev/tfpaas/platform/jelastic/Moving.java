package dev.tfpaas.platform.jelastic;

import java.util.Optional;
import java.util.Set;

/// What is known of a move before the platform is asked: its own check needs an environment that
/// exists.
final class Moving {
  private Moving() {}

  /// Says why users may not move environments between two host groups; empty when they may.
  static Optional<String> forbidden(Account account, String from, String to) {
    Set<String> concerned = from.equals(to) ? Set.of(from) : Set.of(from, to);
    return account.hostGroups().stream()
        .filter(group -> concerned.contains(group.name()) && !group.migrationAllowed())
        .findFirst()
        .map(group ->
            "the hoster does not let users migrate environments in and out of the data centre of "
                + group.name());
  }
}
