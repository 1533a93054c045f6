package dev.tfpaas.emulator.jelastic;

import java.util.Set;

/// What an environment is doing; the number is what the API says.
enum Status {
  RUNNING(1),
  DOWN(2),
  LAUNCHING(3),
  SLEEP(4),
  UNKNOWN(5),
  CREATING(6),
  CLONING(7),
  MIGRATING(10),
  BROKEN(11),
  STOPPING(13),
  GOING_TO_SLEEP(14);

  /// In these nothing is being done to an environment.
  static final Set<Status> AT_REST = Set.of(RUNNING, DOWN, SLEEP);

  private final int number;

  Status(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// Returns the name that error texts have.
  String text() {
    return "ENV_STATUS_TYPE_" + name();
  }
}
