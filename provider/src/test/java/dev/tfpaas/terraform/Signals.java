package dev.tfpaas.terraform;

/// The ways a running Terraform is stopped.
enum Signals {
  /// SIGKILL of the provider.
  PROVIDER_KILLED,
  /// SIGKILL of Terraform; the provider is left as an orphan.
  TERRAFORM_KILLED,
  /// SIGINT of both, as Ctrl-C sends it.
  INTERRUPTED,
  /// SIGINT of both, and again.
  INTERRUPTED_TWICE;

  /// Whether the provider ends by itself, and can clean up.
  boolean leavesTime() {
    return this == TERRAFORM_KILLED || this == INTERRUPTED;
  }
}
