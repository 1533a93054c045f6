package dev.tfpaas.terraform;

import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.ViolationFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The local platform of a workspace: read in process, acted on as with a dashboard by `paas
/// local`.
///
/// @param workspace the workspace whose `.paas` it is
record LocalCloud(Workspace workspace) {

  private static final String SHOP =
      """
      apps:
        shop:
          region: eu-west
      """;

  /// Returns the mutating calls that were accepted of all applies so far, in order, e.g. `PUT
  /// /apps/shop/maintenance {on: true}`.
  List<String> calls() {
    return entries().stream().filter(CallEntry::accepted).map(CallEntry::call).toList();
  }

  /// Returns the accepted calls after the first few.
  List<String> callsAfter(int first) {
    List<String> calls = calls();
    return calls.subList(first, calls.size());
  }

  /// Returns the mutating calls of all applies so far, those that were refused too.
  List<String> attempts() {
    return entries().stream().map(CallEntry::call).toList();
  }

  private List<CallEntry> entries() {
    return world().calls().stream().filter(entry -> entry.by() == Caller.API).toList();
  }

  /// Returns what the monitors recorded: one text a broken invariant.
  List<String> violations() {
    return world().read(view -> view.violations().stream().map(ViolationFact::toString).toList());
  }

  /// Returns one app.
  AppFact app(String name) {
    return world()
        .read(view -> view.app(name))
        .orElseThrow(() -> new AssertionError("there is no app " + name));
  }

  /// Opens the world itself.
  World world() {
    return World.open(directory(), Estate.builtIn(), Clock.systemUTC());
  }

  /// Makes a region fail.
  void fail(String region) {
    paas("fail", region);
  }

  /// Brings a region back.
  void heal(String region) {
    paas("heal", region);
  }

  /// Switches a group as the dashboard does.
  void switchTo(String group, String side) {
    paas("switch", group, side);
  }

  /// Returns the store's own text; cheap to look at again and again.
  String journal() {
    try {
      Path journal = directory().resolve("journal.jsonl");
      return Files.exists(journal) ? Files.readString(journal) : "";
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Makes one kind of operation take longer; only before the first change.
  void slowDown(String timing, String duration) {
    String file = Files.exists(estate()) ? workspace.read("estate.yaml") : SHOP;
    String line = "  %s: %s%n".formatted(timing, duration);
    if (file.contains("  " + timing + ":")) {
      file = file.replaceFirst("(?m)^  %s:.*\\R".formatted(timing), line);
    } else if (file.contains("timings:\n")) {
      file = file.replace("timings:\n", "timings:\n" + line);
    } else {
      file = file + "\ntimings:\n" + line;
    }
    workspace.file("estate.yaml", file);
  }

  private Path estate() {
    return workspace.directory().resolve("estate.yaml");
  }

  /// Tells whether the world exists.
  boolean exists() {
    return Files.exists(directory());
  }

  /// Returns the world's directory.
  Path directory() {
    return workspace.directory().resolve(".paas");
  }

  /// Runs `paas local` with some words; fails the test when that fails.
  Finished paas(String... words) {
    return workspace
        .paas("local")
        .and(words)
        .and("--path", directory().toString())
        .run()
        .succeeded();
  }
}
