package dev.tfpaas.resources.life;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What this process made or took over, so that no other destruction in it touches that; and whose
/// turn it is: Terraform creates and destroys objects of one identity at the same time when a label
/// was renamed.
///
/// Safe for several threads.
final class Ownership {
  private final Map<Made, String> made = new ConcurrentHashMap<>();
  private final Map<Identity, ReentrantLock> turns = new ConcurrentHashMap<>();

  /// Under what an object of a resource is found again by whoever creates it: two objects of one
  /// identity are one on the platform.
  ///
  /// @param typeName the resource
  /// @param key what the resource says of it
  record Identity(String typeName, String key) {}

  /// An object by the platform's identifier.
  private record Made(String typeName, String id) {}

  /// Does something while nothing else is done to an object of that identity.
  <T> T alone(Identity identity, Supplier<T> what) {
    ReentrantLock turn = turns.computeIfAbsent(identity, _ -> new ReentrantLock());
    turn.lock();
    try {
      return what.get();
    } finally {
      turn.unlock();
    }
  }

  /// Remembers what was made or taken over.
  ///
  /// @param incarnation what it bears from now on
  void made(String typeName, String id, String incarnation) {
    made.put(new Made(typeName, id), incarnation);
  }

  /// Returns which incarnation of an object this process made; empty when it made none.
  Optional<String> incarnation(String typeName, String id) {
    return Optional.ofNullable(made.get(new Made(typeName, id)));
  }
}
