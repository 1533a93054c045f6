package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// All that exists, and what is going to happen to it; owned by [ScalingoEmulator] and guarded by
/// its lock.
final class Inventory {
  /// How the service behaves where nobody knows.
  final Dialect dialect;

  private final Clock clock;
  private final Duration pace;
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final PriorityQueue<Event> future =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private long counter;

  /// Makes an empty estate of the two public regions.
  Inventory(Clock clock, ScalingoOptions options) {
    this.clock = clock;
    this.pace = options.pace();
    this.dialect = options.dialect();
    regions.put("osc-fr1", new Region("osc-fr1", "Paris - Outscale", true));
    regions.put(
        "osc-secnum-fr1", new Region("osc-secnum-fr1", "Paris - SecNumCloud - Outscale", false));
  }

  Map<String, Region> regions() {
    return regions;
  }

  Instant now() {
    return clock.instant();
  }

  /// Lets happen what is due.
  void settle() {
    while (!future.isEmpty() && !future.element().at().isAfter(now())) {
      future.remove().effect().run();
    }
  }

  /// Lets something happen when so many things have taken their time.
  void later(int things, Runnable effect) {
    future.add(new Event(now().plus(pace.multipliedBy(things)), counter++, effect));
  }

  /// Makes an identifier of 24 hex digits, as apps and most other things have.
  String hexId() {
    return "65e2f0c4b7a1d900%08x".formatted(0x12c4e000L + counter++);
  }

  /// Makes an identifier of the form of a UUID.
  String uuid() {
    return "b0a7c1d2-5e89-43cb-a44a-%012x".formatted(0x7a392a740000L + counter++);
  }

  private record Event(Instant at, long number, Runnable effect) {}

  /// A region and its apps.
  static final class Region {
    final String name;
    final String displayName;
    final boolean isDefault;
    final Map<String, EmulatedApp> apps = new LinkedHashMap<>();
    boolean down;

    Region(String name, String displayName, boolean isDefault) {
      this.name = name;
      this.displayName = displayName;
      this.isDefault = isDefault;
    }

    /// Finds an app by its name or its identifier.
    Optional<EmulatedApp> find(String nameOrId) {
      return apps.values().stream()
          .filter(app -> app.name.equals(nameOrId) || app.id.equals(nameOrId))
          .findFirst();
    }
  }
}
