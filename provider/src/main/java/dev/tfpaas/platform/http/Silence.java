package dev.tfpaas.platform.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers for a little while which sides did not answer, so that a plan asks a dead side once
/// and not once for everything in it. Safe for many threads.
///
/// A side is a host and the first segment of the path, since one host may stand in front of several
/// regions. Only reads are spared: a change is always tried.
final class Silence {
  /// Shorter than anybody's patience with a plan, longer than the reads of one plan take.
  private static final Duration MEMORY = Duration.ofSeconds(20);

  private final Map<String, Mark> sides = new ConcurrentHashMap<>();
  private final Clock clock;

  Silence(Clock clock) {
    this.clock = clock;
  }

  /// What is remembered of a side.
  ///
  /// @param kind how it failed
  /// @param until when that is forgotten
  private record Mark(Kind kind, Instant until) {}

  /// How a side failed.
  enum Kind {
    /// It answered, refused or failed at once: asking once more costs nothing, insisting does.
    FAILING,
    /// It let the time run out.
    SILENT
  }

  /// Tells whether a side failed like this a moment ago.
  boolean is(Kind kind, URI uri) {
    Mark mark = sides.get(side(uri));
    return mark != null && mark.kind() == kind && mark.until().isAfter(clock.instant());
  }

  /// Remembers a failure.
  void note(Kind kind, URI uri) {
    sides.put(side(uri), new Mark(kind, clock.instant().plus(MEMORY)));
  }

  /// Forgets a failure.
  void forget(URI uri) {
    sides.remove(side(uri));
  }

  private static String side(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    int end = path.indexOf('/', 1);
    return uri.getAuthority() + (end < 0 ? path : path.substring(0, end));
  }
}
