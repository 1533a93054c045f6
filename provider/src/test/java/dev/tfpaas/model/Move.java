package dev.tfpaas.model;

/// What can happen in a history: somebody edits or applies a configuration, or a person acts on the
/// platform.
///
/// @param kind what
/// @param state whose configuration and state it is about, 0 or 1
/// @param choice decides what the kind leaves open
record Move(Kind kind, int state, int choice) {

  /// The kinds.
  enum Kind {
    APPLY,
    APPLY_AFTER_OTHERS,
    APPLY_KILLED,
    REMOVED,
    IMPORTED,
    REPLACE,
    TARGET,
    EDIT_COPY,
    EDIT_NAME,
    EDIT_MAINTENANCE,
    EDIT_REPLICATION,
    EDIT_GROUP,
    EDIT_ACTIVE,
    EDIT_FIRST,
    EDIT_LABEL,
    MOVED_LABEL,
    IMPORT,
    FORGET,
    TAINT,
    DESTROY,
    PERSON
  }

  /// Returns what becomes of the provider while it applies.
  Fate fate() {
    Fate.End[] ends = Fate.End.values();
    return kind == Kind.APPLY_KILLED
        ? new Fate(ends[1 + choice % (ends.length - 1)], choice / 4 % 12)
        : Fate.NONE;
  }

  @Override
  public String toString() {
    return "%s %d %d".formatted(kind, state, choice);
  }
}
