package dev.tfpaas.platform;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Position;
import java.util.ArrayList;
import java.util.List;

/// The dialects that a vendor's adapter is tried in: each position of each switch alone, and some
/// combinations, whose seeds are in the names of the tests.
public final class Dialects {
  /// How many combinations are drawn; `-Dtfpaas.dialects=N` draws others.
  private static final int DRAWN = Integer.getInteger("tfpaas.dialects", 4);

  private Dialects() {}

  /// Returns all of a vendor.
  public static List<Dialect> of(String vendor) {
    Dialect usual = Dialect.usual(vendor);
    List<Dialect> dialects = new ArrayList<>(List.of(usual));
    for (Entry entry : usual.register().switches()) {
      for (Position position : entry.alternatives()) {
        dialects.add(usual.with(entry.dialect().orElseThrow(), position.name()));
      }
    }
    for (long seed = 1; seed <= DRAWN; seed++) {
      dialects.add(Dialect.random(vendor, seed));
    }
    return dialects;
  }

  /// Returns those of a vendor in which everything can be done.
  public static List<Dialect> working(String vendor) {
    return of(vendor).stream().filter(Dialect::works).toList();
  }
}
