package dev.tfpaas.emulator.cloud66;

import java.time.Instant;

/// One failover group. Guarded by the emulator's lock.
final class GroupState {
  final String uid;
  final String address;
  final Instant createdAt;
  String primary = "";
  String secondary = "";
  int current = 1;
  Instant updatedAt;
  Instant busyUntil = Instant.MIN;

  /// Makes an empty group.
  GroupState(String uid, String address, Instant createdAt) {
    this.uid = uid;
    this.address = address;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  /// Returns the uid of the stack that gets the traffic; empty when there is none.
  String active() {
    return current == 1 ? primary : secondary;
  }

  boolean has(String stack) {
    return primary.equals(stack) || secondary.equals(stack);
  }
}
