package dev.tfpaas.emulator.jelastic;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that is being done or was done. Guarded by the emulator's lock.
final class TrackedAction {
  static final int CREATE = 2;
  static final int DELETE = 3;
  static final int START = 4;
  static final int STOP = 5;
  static final int CLONE = 20;
  static final int BIND = 61;
  static final int UNBIND = 64;
  static final int SWAP_DOMAINS = 65;
  static final int MIGRATE = 83;
  static final int COMMAND = 109;
  static final int VARIABLES = 122;
  static final int COUNT_ADDRESSES = 127;
  static final int SWAP_ADDRESSES = 133;

  final int id;
  final int number;
  final Map<String, String> text;
  final String key;
  final Instant began;
  Optional<Instant> ended = Optional.empty();
  int result;
  String error = "";

  TrackedAction(int id, int number, Map<String, String> text, String key, Instant began) {
    this.id = id;
    this.number = number;
    this.text = Map.copyOf(text);
    this.key = key;
    this.began = began;
  }

  void end(Instant now) {
    ended = Optional.of(now);
  }

  void fail(Instant now, Refused refused) {
    ended = Optional.of(now);
    result = refused.code();
    error = String.valueOf(refused.getMessage());
  }
}
