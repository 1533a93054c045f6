package dev.tfpaas.platform;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

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

  /// Returns as few of a vendor as have each position in which everything can be done: the first
  /// alternative of every switch together, then the second, and so on, and two that are drawn;
  /// `-Dtfpaas.drawn=N` draws others.
  public static List<Dialect> together(String vendor) {
    Dialect usual = Dialect.usual(vendor);
    int most =
        usual.register().switches().stream().mapToInt(it -> workable(it).size()).max().orElse(0);
    List<Dialect> dialects = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Dialect dialect = usual;
      for (Entry entry : usual.register().switches()) {
        List<Position> all = workable(entry);
        dialect = dialect.with(entry.dialect().orElseThrow(), all.get(i % all.size()).name());
      }
      dialects.add(dialect);
    }
    LongStream.iterate(1, seed -> seed + 1)
        .mapToObj(seed -> Dialect.random(vendor, seed))
        .filter(Dialect::works)
        .limit(Integer.getInteger("tfpaas.drawn", 2))
        .forEach(dialects::add);
    return dialects;
  }

  /// Returns the positions of a switch in which everything can be done, what is assumed last.
  private static List<Position> workable(Entry entry) {
    List<Position> all = new ArrayList<>(entry.alternatives());
    all.removeIf(position -> position.then() != Position.Then.WORKS);
    all.add(entry.assumed());
    return all;
  }

  /// Returns those of a vendor in which everything can be done.
  public static List<Dialect> working(String vendor) {
    return of(vendor).stream().filter(Dialect::works).toList();
  }
}
