package dev.tfpaas.emulator.cloud66;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is known of one stack beside the world's app of the same name. Guarded by the emulator's
/// lock.
final class StackState {
  final String uid;
  final String app;
  String name;
  final boolean containers;
  final Instant createdAt;
  final Instant listedFrom;
  final Map<String, VariableState> variables = new LinkedHashMap<>();
  final Map<String, String> settings = new TreeMap<>();
  final List<FileVersion> services = new ArrayList<>();
  final List<FileVersion> manifests = new ArrayList<>();

  /// Makes a stack.
  ///
  /// @param app the world's app
  /// @param name its name; the world's may be longer, where names repeat in environments
  /// @param life how many stacks the world's app of that name had before; each has its own uid
  StackState(
      String app,
      int life,
      String name,
      boolean containers,
      Instant createdAt,
      Instant listedFrom) {
    this.uid = Ids.hex("stack:" + app + (life == 0 ? "" : ":" + life));
    this.app = app;
    this.name = name;
    this.containers = containers;
    this.createdAt = createdAt;
    this.listedFrom = listedFrom;
  }

  /// A version of a service or manifest file.
  record FileVersion(String uid, String body, String comments, Instant at) {}

  /// A variable that the user made, with its earlier values.
  record VariableState(
      int id, String value, Instant createdAt, Instant updatedAt, List<String> history) {
    VariableState {
      history = List.copyOf(history);
    }

    VariableState changed(String newValue, Instant at) {
      List<String> longer = new ArrayList<>(history);
      longer.add(value);
      return new VariableState(id, newValue, createdAt, at, longer);
    }
  }
}
