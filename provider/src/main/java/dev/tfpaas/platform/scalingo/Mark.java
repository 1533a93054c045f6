package dev.tfpaas.platform.scalingo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/// What is remembered about an app, as environment variables of the app itself.
///
/// Scalingo offers no other place that belongs to an app, and a file of ours would be unknown to
/// the next machine. Setting a variable does not restart the app. The values hold no secret.
final class Mark {
  /// The identifier of the app that this one is a copy of.
  static final String CLONED_FROM = "PAAS_CLONED_FROM";

  /// What the platform calls that app, whatever its name.
  static final String SOURCE = "PAAS_CLONED_FROM_ID";

  /// The identifier of the failover group that the app belongs to.
  static final String GROUP = "PAAS_FAILOVER_GROUP";

  /// The app's [Role] in its failover group.
  static final String ROLE = "PAAS_FAILOVER_ROLE";

  /// What the platform calls the other app of its failover group, whatever its name.
  static final String PARTNER = "PAAS_FAILOVER_PARTNER";

  /// The [Formation] to start the app with, because a stopped app has forgotten its own.
  static final String FORMATION = "PAAS_FORMATION";

  /// Which [incarnation][dev.tfpaas.platform.Incarnations] of a copy the app is.
  static final String INCARNATION = "PAAS_INCARNATION";

  /// Which incarnation of its failover group the app belongs to; of two members, the later one.
  static final String GROUP_INCARNATION = "PAAS_GROUP_INCARNATION";

  /// All of them.
  static final Set<String> ALL =
      Set.of(CLONED_FROM, SOURCE, GROUP, ROLE, PARTNER, FORMATION, INCARNATION, GROUP_INCARNATION);

  private Mark() {}

  /// What an app is in its failover group, written as e.g. `active 2026-03-02T09:00:00Z planned`.
  ///
  /// @param active whether it is the active side; of two, the later one
  /// @param since when that was written
  /// @param how by what: `planned` or `emergency` switch, or `created` with the group
  record Role(boolean active, Instant since, String how) {

    /// Reads a mark; empty when it is none, e.g. edited by hand.
    static Optional<Role> parse(String text) {
      String[] words = text.split(" ", -1);
      boolean known = words[0].equals("active") || words[0].equals("standby");
      if (words.length != 3 || !known) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Role(words[0].equals("active"), Instant.parse(words[1]), words[2]));
      } catch (DateTimeParseException _) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "%s %s %s".formatted(active ? "active" : "standby", since, how);
    }
  }
}
