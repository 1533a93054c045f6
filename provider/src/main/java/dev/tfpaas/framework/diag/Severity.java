package dev.tfpaas.framework.diag;

/// How much a [Diagnostic] matters.
public enum Severity {
  /// The call failed; Terraform stops.
  ERROR,
  /// Something the user should know; Terraform goes on.
  WARNING
}
