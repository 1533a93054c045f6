package dev.tfpaas.platform.host.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server says of itself. Facts of two engines have nothing to do with each other.
public interface ServerFacts {
  /// Tells whether no client can make it accept a write.
  boolean isStandby();

  /// Tells whether it is told to follow another one.
  boolean follows();

  /// Tells whether it receives from that one now.
  boolean streams();

  /// Returns how far its log goes, in bytes or transactions; to be compared between related ones
  /// only.
  long position();

  /// Tells whether there is nothing in it.
  boolean isEmpty();

  /// Returns how many requests the app of ours has written; empty where it wrote none.
  OptionalLong rows();

  /// Returns since when a standby has received nothing newer; empty where nobody knows, or nothing
  /// is missing.
  Optional<Duration> behind();

  /// Tells whether both are known to have begun as one data set.
  boolean isRelatedTo(ServerFacts other);

  /// Tells whether its first copy of a source is still being made, as far as that can be told.
  boolean isFilling(ServerFacts source);

  /// Tells whether another one holds nothing that this one lacks, so that it can follow without
  /// losing anything: it cannot be written to, and ends before this one went its own way.
  boolean includes(ServerFacts other);
}
