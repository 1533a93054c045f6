package dev.tfpaas.world;

import java.nio.file.Path;
import java.time.Clock;

/// A process that writes to a world until it is killed, and says on standard output what was
/// accepted.
final class Writer {
  private Writer() {}

  /// Writes.
  ///
  /// @param args the directory, the app's name, how many calls to make
  public static void main(String[] args) {
    World world = World.open(Path.of(args[0]), Estate.builtIn(), Clock.systemUTC());
    int calls = Integer.parseInt(args[2]);
    for (int i = 0; i < calls; i++) {
      world.call(
          Caller.API,
          "write " + args[1] + " " + i,
          draft -> AppOperations.write(draft, args[1], 1));
      System.out.println(i);
    }
  }
}
