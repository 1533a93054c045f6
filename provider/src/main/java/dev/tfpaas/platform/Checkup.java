package dev.tfpaas.platform;

import java.util.List;
import java.util.function.Supplier;

/// What a platform can tell of itself and of the account by reads alone.
public interface Checkup {

  /// What the sight of the credentials is called; when it is bad, nothing else was looked at.
  String CREDENTIALS = "credentials";

  /// Looks at everything; makes no change, and throws no [PlatformException].
  ///
  /// @return the sights, credentials first
  List<Sight> look();

  /// Looks at one thing, whatever comes of it.
  ///
  /// @param subject what was to be seen
  static Sight tried(String subject, Supplier<Sight> look) {
    try {
      return look.get();
    } catch (PlatformException failure) {
      return failed(subject, failure);
    }
  }

  /// Makes a sight of a read that failed.
  ///
  /// @param subject what was to be seen
  static Sight failed(String subject, PlatformException failure) {
    String seen = failure.call() + ": " + failure.getMessage();
    return switch (failure.kind()) {
      case DENIED ->
          Sight.bad(subject, seen, "Give the provider a token that is valid and may read this");
      case UNAVAILABLE, RATE_LIMITED ->
          Sight.bad(
              subject, seen, "Find out whether the service answers others, and what is in between");
      case CORRUPT, REJECTED, NOT_FOUND, CONFLICT ->
          Sight.bad(subject, seen, "Look at the platform's settings in the provider block");
    };
  }
}
