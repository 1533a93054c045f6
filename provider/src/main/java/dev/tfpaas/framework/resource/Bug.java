package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.schema.Mismatch;

/// What the user is told when the provider itself is at fault.
public final class Bug {
  private static final String SUMMARY = "This is a bug in the provider";

  private Bug() {}

  /// Something unexpected was thrown. The message of the exception may hold anything, secrets too,
  /// so that only its type is shown.
  ///
  /// @param action what was attempted: "create paas_app_clone"
  public static Diagnostic diagnostic(String action, Throwable unexpected) {
    return Diagnostic.error(
        SUMMARY,
        "Cannot "
            + action
            + ": "
            + unexpected.getClass().getName()
            + ". The stack trace is in the log: run again with TF_LOG_PROVIDER=ERROR, and report it"
            + " to the developers of the provider.");
  }

  /// A value is not what Terraform requires.
  ///
  /// @param what the value or the action that made it
  static Diagnostic diagnostic(String what, Mismatch mismatch) {
    return Diagnostic.error(
        mismatch.path(),
        SUMMARY,
        "Invalid result (" + what + "): " + mismatch + ". Please report it to the developers.");
  }
}
