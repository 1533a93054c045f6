package dev.tfpaas.platform;

import java.util.Optional;

/// One thing that a diagnosis has looked at.
///
/// @param subject what was looked at, e.g. `credentials`
/// @param verdict what it means
/// @param seen what was seen, as a statement; no secret, and no name of anything of the account
///   unless the diagnosis knows the name and hides it
/// @param advice what to do, in the imperative; empty when there is nothing to do
/// @param settled the entry of the register that it settles; empty for everything else
public record Sight(
    String subject, Verdict verdict, String seen, String advice, Optional<Settled> settled) {

  /// What a sight means.
  public enum Verdict {
    /// All is well.
    GOOD,
    /// It works, and is not as it should be.
    LOOK,
    /// Something will not work.
    BAD,
    /// It could not be found out.
    UNKNOWN
  }

  /// An entry of the register, and the position that the service is in.
  ///
  /// @param entry the id of the entry
  /// @param position the name of the position; empty when the answer is none of those that are
  ///   known, or there was nothing to read it from
  public record Settled(String entry, Optional<String> position) {}

  /// Makes a sight of what is well.
  public static Sight good(String subject, String seen) {
    return new Sight(subject, Verdict.GOOD, seen, "", Optional.empty());
  }

  /// Makes a sight of what works and should be otherwise.
  public static Sight look(String subject, String seen, String advice) {
    return new Sight(subject, Verdict.LOOK, seen, advice, Optional.empty());
  }

  /// Makes a sight of what does not work.
  public static Sight bad(String subject, String seen, String advice) {
    return new Sight(subject, Verdict.BAD, seen, advice, Optional.empty());
  }

  /// Makes a sight of what could not be found out.
  ///
  /// @param why it could not
  public static Sight unknown(String subject, String why) {
    return new Sight(subject, Verdict.UNKNOWN, why, "", Optional.empty());
  }

  /// Makes a sight of an entry of the register whose position was seen.
  public static Sight in(String entry, String position, String seen) {
    return new Sight(
        entry, Verdict.GOOD, seen, "", Optional.of(new Settled(entry, Optional.of(position))));
  }

  /// Makes a sight of an entry of the register that an answer fits in no position, or of which
  /// there was nothing to read.
  public static Sight undecided(String entry, Verdict verdict, String seen) {
    String advice = verdict == Verdict.UNKNOWN ? "" : REPORT;
    return new Sight(
        entry, verdict, seen, advice, Optional.of(new Settled(entry, Optional.empty())));
  }

  /// What is asked of somebody whose service answers what nobody knew.
  public static final String REPORT = "Please report it together with `paas doctor --output json`";
}
