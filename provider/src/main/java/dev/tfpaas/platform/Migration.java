package dev.tfpaas.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A migration as the platform shows it.
///
/// @param id the platform's identifier
/// @param appId the app that is moved, by the identifier it had at first
/// @param fromRegion where it came from
/// @param toRegion where it goes
/// @param newName the name it gets; empty when it keeps its own
/// @param status in the platform's words, e.g. `running`, `prepared`, `failed`, `aborted`,
///   `finalized`
/// @param phase the last phase that was reached; empty when not even checked
/// @param busy whether a phase is running now
/// @param ended whether no further phase can be run, because it was finalized, aborted or failed
///   for good
/// @param newAppId the app after the move; empty until it is known
/// @param url where the app answers now
/// @param expectedDowntime how long the app will not serve; zero for live
/// @param dnsChanges records the user has to change
/// @param redirectUntil until when the old address leads to the new one; empty when it never does,
///   or not yet
/// @param checks what the platform found when it checked
public record Migration(
    String id,
    String appId,
    String fromRegion,
    String toRegion,
    Optional<String> newName,
    String status,
    Optional<MigrationSpec.Phase> phase,
    boolean busy,
    boolean ended,
    Optional<String> newAppId,
    String url,
    Duration expectedDowntime,
    List<DnsChange> dnsChanges,
    Optional<Instant> redirectUntil,
    List<Check> checks) {

  /// Copies the lists.
  public Migration {
    dnsChanges = List.copyOf(dnsChanges);
    checks = List.copyOf(checks);
  }

  /// Tells whether it is done for good.
  public boolean isFinalized() {
    return phase.filter(reached -> reached == MigrationSpec.Phase.FINALIZED).isPresent();
  }

  /// Tells whether it ended before it was done: aborted, or failed for good.
  public boolean isDead() {
    return ended && !isFinalized();
  }

  /// A DNS record to change.
  ///
  /// @param name the record's name
  /// @param type e.g. `CNAME`
  /// @param value what it must point to
  /// @param done whether it points there already
  public record DnsChange(String name, String type, String value, boolean done) {}

  /// One check of the platform.
  ///
  /// @param name what was checked
  /// @param verdict `ok`, `warning` or `failed`
  /// @param detail what was found
  public record Check(String name, String verdict, String detail) {}
}
