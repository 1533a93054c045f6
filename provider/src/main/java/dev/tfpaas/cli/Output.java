package dev.tfpaas.cli;

/// How an answer is printed.
enum Output {
  /// For people.
  TEXT,
  /// For programs.
  JSON
}
