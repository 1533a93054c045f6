package dev.tfpaas.emulator.jelastic;

import java.util.Optional;

/// One call that has passed the checks that are the same for every method.
///
/// @param method its name in lower case, e.g. `migrate`
/// @param params its parameters
/// @param target the environment it is made on; empty for calls on the account
record CheckedCall(String method, Params params, Optional<Environment> target) {

  /// Returns the environment that the call is made on.
  Environment environment() {
    return target.orElseThrow(() -> Refused.parameter("envName"));
  }
}
