package dev.tfpaas.platform;

import dev.tfpaas.runbook.Repeatable;
import java.util.regex.Pattern;

/// Says that a platform refused or could not answer a call; carries facts, not advice.
public final class PlatformException extends RuntimeException implements Repeatable {
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
  private static final int LONGEST = 2_000;

  private final Kind kind;
  private final String platform;
  private final String call;
  private final boolean safeToRepeat;
  private final boolean lasting;

  /// Makes an exception.
  ///
  /// @param kind what went wrong
  /// @param platform the platform's name
  /// @param call the call, e.g. `GET /apps/shop`; never with a secret
  /// @param message what the platform answered; control characters become blanks, and 2,000
  ///   characters are kept
  /// @param safeToRepeat whether making the same call again is harmless and may help
  public PlatformException(
      Kind kind, String platform, String call, String message, boolean safeToRepeat) {
    this(new Facts(kind, platform, call, safeToRepeat, false), message);
  }

  private PlatformException(Facts facts, String message) {
    super(fit(message));
    this.kind = facts.kind();
    this.platform = facts.platform();
    this.call = facts.call();
    this.safeToRepeat = facts.safeToRepeat();
    this.lasting = facts.lasting();
  }

  /// What an exception says beside its text.
  private record Facts(
      Kind kind, String platform, String call, boolean safeToRepeat, boolean lasting) {}

  /// What a platform answered may be any text: a terminal must not obey it, nor be flooded by it.
  private static String fit(String message) {
    String line = OBEYED.matcher(message).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /// Makes an exception of a call that the platform refuses, or that is not made because it would;
  /// repeating does not help.
  ///
  /// @param call the call that was refused, or by which it was seen that it would be
  public static PlatformException rejected(String platform, String call, String text) {
    return new PlatformException(Kind.REJECTED, platform, call, text, false);
  }

  /// Makes an exception of an answer that is refused for what it is, such as one without end: it
  /// says nothing of the object, and will be the same when it is asked for again.
  ///
  /// @param call the call that was answered
  public static PlatformException unreadable(String platform, String call, String text) {
    return new PlatformException(new Facts(Kind.UNAVAILABLE, platform, call, false, true), text);
  }

  /// Makes an exception of an object that definitely does not exist.
  ///
  /// @param call the call by which that was seen
  public static PlatformException notFound(String platform, String call, String text) {
    return new PlatformException(Kind.NOT_FOUND, platform, call, text, false);
  }

  /// Returns what went wrong.
  public Kind kind() {
    return kind;
  }

  /// Returns the platform's name.
  public String platform() {
    return platform;
  }

  /// Returns the call that failed.
  public String call() {
    return call;
  }

  /// Tells whether the same call will be answered the same, whenever it is made.
  public boolean lasting() {
    return lasting;
  }

  @Override
  public boolean safeToRepeat() {
    return safeToRepeat;
  }

  @Override
  public boolean refused() {
    return switch (kind) {
      case NOT_FOUND, DENIED, CONFLICT, RATE_LIMITED, REJECTED -> true;
      case UNAVAILABLE, CORRUPT -> false;
    };
  }

  /// What went wrong, as far as the caller's next move depends on it.
  public enum Kind {
    /// The object definitely does not exist.
    NOT_FOUND,
    /// The credentials do not allow it; says nothing about whether the object exists.
    DENIED,
    /// The object is busy or in a state that forbids the call; may pass.
    CONFLICT,
    /// Too many calls.
    RATE_LIMITED,
    /// No usable answer: connection, time-out, 5xx, a region that is down. Says nothing about the
    /// object.
    UNAVAILABLE,
    /// The platform understood and refused; repeating does not help.
    REJECTED,
    /// What the platform keeps on disk or sent cannot be read.
    CORRUPT
  }
}
