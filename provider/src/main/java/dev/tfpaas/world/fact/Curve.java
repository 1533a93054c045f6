package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How many writes a database had acknowledged at any recent instant: a broken line with an open
/// end.
///
/// @param points where the rate changed, oldest first; at least one
/// @param rate writes a second since the last point
public record Curve(List<Point> points, long rate) {
  private static final long BILLION = 1_000_000_000;

  /// Copies the points.
  public Curve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve needs a point");
    }
  }

  /// A known position.
  ///
  /// @param at when
  /// @param position how many writes
  /// @param begun billionths of the next write: what was begun before a rate changed is not lost
  public record Point(Instant at, long position, long begun) {

    /// Makes one between two writes.
    public Point(Instant at, long position) {
      this(at, position, 0);
    }
  }

  static Curve read(Fields in) {
    return new Curve(
        in.objects("points").stream()
            .map(point ->
                new Point(point.instant("at"), point.whole("position"), point.wholeOr("begun", 0)))
            .toList(),
        in.whole("rate"));
  }

  Fields write() {
    List<Json> written = points.stream().<Json>map(Curve::write).toList();
    return Fields.empty().with("points", new Json.Items(written)).whole("rate", rate);
  }

  private static Fields write(Point point) {
    Fields out = Fields.empty().instant("at", point.at()).whole("position", point.position());
    return point.begun() == 0 ? out : out.whole("begun", point.begun());
  }

  /// Makes a curve that stays where it is.
  public static Curve flat(Instant at, long position) {
    return new Curve(List.of(new Point(at, position)), 0);
  }

  /// Returns the position at an instant; before the first point it is the first position.
  public long at(Instant instant) {
    Point last = points.getLast();
    if (!instant.isBefore(last.at())) {
      return last.position() + billionths(instant) / BILLION;
    }
    for (int i = points.size() - 2; i >= 0; i--) {
      Point from = points.get(i);
      if (!instant.isBefore(from.at())) {
        return between(from, points.get(i + 1), instant);
      }
    }
    return points.getFirst().position();
  }

  private static long between(Point from, Point to, Instant instant) {
    long whole = Duration.between(from.at(), to.at()).toNanos();
    long part = Duration.between(from.at(), instant).toNanos();
    double share = whole == 0 ? 0 : (double) part / whole;
    return from.position() + (long) Math.floor((to.position() - from.position()) * share);
  }

  /// Returns how many billionths of a write were made since the last point; what is whole and what
  /// is begun.
  private long billionths(Instant instant) {
    Point last = points.getLast();
    if (rate == 0 || !instant.isAfter(last.at())) {
      return last.begun();
    }
    return Math.addExact(
        Math.multiplyExact(rate, Duration.between(last.at(), instant).toNanos()), last.begun());
  }

  /// Returns the curve with another rate from now on; points older than `memory` are forgotten.
  public Curve continued(Instant now, long newRate, Duration memory) {
    return added(now, 0, newRate, memory);
  }

  /// Returns the curve with more writes made now and another rate from now on.
  public Curve added(Instant now, long writes, long newRate, Duration memory) {
    long begun = billionths(now) % BILLION;
    return jumped(new Point(now, at(now) + writes, begun), newRate, memory);
  }

  /// Returns the curve with another position and rate from now on.
  public Curve jumped(Instant now, long position, long newRate, Duration memory) {
    return jumped(new Point(now, position), newRate, memory);
  }

  private Curve jumped(Point point, long newRate, Duration memory) {
    List<Point> kept = new ArrayList<>();
    Instant now = point.at();
    Instant horizon = now.minus(memory);
    for (int i = 0; i < points.size(); i++) {
      boolean needed = i == points.size() - 1 || points.get(i + 1).at().isAfter(horizon);
      if (needed && points.get(i).at().isBefore(now)) {
        kept.add(points.get(i));
      }
    }
    kept.add(point);
    return new Curve(kept, newRate);
  }

  /// Returns how many whole writes a rate makes between two instants.
  static long written(long rate, Instant from, Instant to) {
    if (rate == 0 || !to.isAfter(from)) {
      return 0;
    }
    Duration elapsed = Duration.between(from, to);
    return rate * elapsed.toSeconds() + rate * elapsed.toNanosPart() / 1_000_000_000L;
  }
}
