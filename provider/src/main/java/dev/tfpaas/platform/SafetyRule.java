package dev.tfpaas.platform;

/// A rule that forbids what a user asked for although it is possible, because it would hurt. What a
/// rule forbids is refused before any call is made.
public enum SafetyRule {
  /// What is protected is not destroyed: `deletion_protection`.
  PROTECTED("protected"),
  /// What serves clients is not stopped, closed or deleted, and traffic does not move unasked.
  SERVES("serves"),
  /// The only or the newest copy of data is not deleted, overwritten or left behind.
  DATA("data"),
  /// Nothing is handed over to a replica that does not follow its source.
  NOT_STREAMING("not_streaming"),
  /// What cannot be read, does not answer or is not healthy is not relied on.
  NOT_READY("not_ready"),
  /// What the platform or somebody else is changing now is not changed at the same time.
  BUSY("busy"),
  /// A condition that the user set does not hold: `guards`.
  GUARD("guard"),
  /// A member of a group is not replaced, renamed or taken away behind the group's back.
  MEMBER("member"),
  /// What differs from the plan that a user has seen is not done.
  CHANGED_SINCE_PLAN("changed_since_plan");

  private final String word;

  SafetyRule(String word) {
    this.word = word;
  }

  /// Returns its name for users and programs, which never changes.
  public String word() {
    return word;
  }
}
