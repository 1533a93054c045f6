package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;

/// Failures that are found by reading, before or after a call.
final class ReadFailures {
  private ReadFailures() {}

  /// Makes a refusal that no repetition changes.
  ///
  /// @param method the call that is not made, or that did not lead to what was wanted
  static PlatformException of(String method, String text) {
    return PlatformException.rejected(JelasticPlatform.NAME, "POST /1.0/" + method, text);
  }
}
