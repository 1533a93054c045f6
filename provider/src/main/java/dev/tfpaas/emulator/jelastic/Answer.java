package dev.tfpaas.emulator.jelastic;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a method answers: at once, or when its work is done.
sealed interface Answer {

  static Answer of(ObjectNode body) {
    return new Now(body);
  }

  static Answer ok() {
    return new Now(Envelope.ok());
  }

  /// An answer that is there.
  ///
  /// @param body the whole envelope
  record Now(ObjectNode body) implements Answer {}

  /// An answer to come; the connection stays open until then.
  ///
  /// @param work what is being done
  record Later(Work work) implements Answer {}

  /// Work that takes its time, whether or not somebody waits for it. Guarded by the emulator's
  /// lock.
  final class Work {
    private Optional<ObjectNode> body = Optional.empty();

    Optional<ObjectNode> body() {
      return body;
    }

    void done(ObjectNode answer) {
      body = Optional.of(answer);
    }
  }
}
