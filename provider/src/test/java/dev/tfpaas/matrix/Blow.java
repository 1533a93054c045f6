package dev.tfpaas.matrix;

/// What happens to a run at a point.
enum Blow {
  /// SIGKILL of the provider: nothing more is done, and Terraform keeps the state it had.
  PROVIDER_KILLED,
  /// SIGKILL of Terraform: the orphan stops at its next safe point, and its answer is lost.
  TERRAFORM_KILLED,
  /// SIGINT once: the provider stops at its next safe point, and its answer is kept.
  INTERRUPTED,
  /// SIGINT twice: the provider is asked to stop, and is killed one event later.
  INTERRUPTED_AND_KILLED,
  /// The same, with three events between the two.
  INTERRUPTED_AND_KILLED_LATER;

  /// Whether the provider is asked to stop.
  boolean asksToStop() {
    return this != PROVIDER_KILLED;
  }

  /// How many events after the point the provider dies; negative when it does not.
  int diesAfter() {
    return switch (this) {
      case PROVIDER_KILLED -> 0;
      case TERRAFORM_KILLED, INTERRUPTED -> -1;
      case INTERRUPTED_AND_KILLED -> 1;
      case INTERRUPTED_AND_KILLED_LATER -> 3;
    };
  }

  /// Whether Terraform stores what the provider answers.
  boolean answerIsKept() {
    return this == INTERRUPTED;
  }
}
