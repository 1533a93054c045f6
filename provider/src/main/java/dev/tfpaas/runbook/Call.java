package dev.tfpaas.runbook;

/// One mutating call as a plan shows it: method, path and the meaning of the body, never a secret.
///
/// The text is the same in the plan and in the local platform's call log, so that the two can be
/// compared line by line.
///
/// @param method the HTTP method, e.g. `PUT`
/// @param path the path with its parameters filled in, e.g. `/apps/shop/maintenance`
/// @param body the meaning of the body, e.g. `{on: true}`; empty when there is none
public record Call(String method, String path, String body) {

  /// Makes a call without a body.
  public static Call of(String method, String path) {
    return new Call(method, path, "");
  }

  /// Makes a call with a body.
  public static Call of(String method, String path, String body) {
    return new Call(method, path, body);
  }

  /// Returns the call on one line, e.g. `PUT /apps/shop/maintenance {on: true}`.
  @Override
  public String toString() {
    return body.isEmpty() ? method + " " + path : method + " " + path + " " + body;
  }
}
