package dev.tfpaas.platform.jelastic;

import java.util.List;

/// What an environment is doing.
enum State {
  RUNNING(1, "running"),
  STOPPED(2, "stopped"),
  STARTING(3, "starting"),
  SLEEPING(4, "sleeping"),
  SUSPENDED(5, "suspended"),
  CREATING(6, "being created"),
  CLONING(7, "being cloned"),
  GONE(8, "not there"),
  EXPORTING(9, "being exported"),
  MIGRATING(10, "migrating"),
  BROKEN(11, "broken"),
  UPDATING(12, "being redeployed"),
  STOPPING(13, "stopping"),
  FALLING_ASLEEP(14, "falling asleep"),
  RESTORING(15, "being restored"),
  /// A number that no client knows.
  OTHER(0, "in unknown status");

  private final int number;
  private final String word;

  State(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /// Returns what a number of the API means.
  static State of(int number) {
    for (State state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    return OTHER;
  }

  /// Returns the one that a word means.
  static State named(String word) {
    return List.of(values()).stream()
        .filter(state -> state.word.equals(word))
        .findFirst()
        .orElse(OTHER);
  }

  String word() {
    return word;
  }

  /// Tells whether nothing is being done to it and it can be told something.
  boolean atRest() {
    return this == RUNNING || isDown();
  }

  /// Tells whether it was stopped, or will be in a moment.
  boolean isGoingDown() {
    return isDown() || this == STOPPING || this == FALLING_ASLEEP;
  }

  /// Tells whether it was stopped, by somebody or because nobody used it.
  boolean isDown() {
    return this == STOPPED || this == SLEEPING;
  }
}
