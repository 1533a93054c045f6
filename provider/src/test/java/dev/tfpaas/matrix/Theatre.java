package dev.tfpaas.matrix;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A platform in a world of its own, in a time that moves only when somebody waits, with a provider
/// that can die and be started again.
abstract class Theatre implements AutoCloseable {
  private static final Pattern PASSING =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\\b[0-9a-f]{24}\\b|\\bfg-[0-9a-f]{32}\\b"
              + "|\\b\\d+-\\d+-\\d+\\.cloud66\\.net|\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");

  final MovedClock clock;
  final Tap tap = new Tap();
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Runner runner;
  private final Platform tapped;
  private Platform platform;

  Theatre(MovedClock clock, Platform platform) {
    this.clock = clock;
    this.platform = platform;
    this.runner = new Runner(clock, clock, log::add);
    this.tapped = AroundPlatform.of(() -> this.platform, this::tapped);
  }

  private Object tapped(AroundPlatform.Question question) {
    Object answer = question.real();
    return answer instanceof Runbook runbook ? tap.on(runbook) : answer;
  }

  /// Opens the platform as a new process does.
  abstract Platform open();

  /// Returns the mutating calls of the provider that were accepted so far.
  abstract List<String> calls();

  /// Returns how many calls the platform got, those that only read included.
  int requests() {
    return calls().size();
  }

  /// Returns what the monitors recorded.
  abstract List<String> violations();

  /// Returns everything that lasts of what the platform is, without times and positions.
  abstract List<String> standing();

  /// Returns a text without what is different in every world: identifiers and times.
  static String withoutIds(String text) {
    return PASSING.matcher(text).replaceAll("_");
  }

  /// What a process had in memory is gone.
  final void restart() {
    platform = open();
  }

  /// Begins again after a process died.
  void reopen() {
    restart();
  }

  Runner runner() {
    return runner;
  }

  Platform platform() {
    return platform;
  }

  /// Lets the world go on by itself.
  void rest(Duration time) {
    clock.move(time);
  }

  /// Returns one object of a resource, as Terraform would manage it.
  LifecycleDriver<PaasClient> driver(String type) {
    return LifecycleDriver.of(resource(type), PaasClient.of(tapped, runner, clock));
  }

  /// Returns one object of a resource, after an apply that made it.
  LifecycleDriver<PaasClient> made(String type, String config) {
    LifecycleDriver<PaasClient> made = driver(type);
    made.apply(config).orFail();
    return made;
  }

  /// Sets the scene for a creation.
  Scene creating(String type, String config) {
    return Scene.apply(this, type, driver(type), config);
  }

  /// Returns a resource by its name.
  Resource<PaasClient> resource(String type) {
    PaasProvider provider =
        new PaasProvider(
            KnownPlatforms.ALL,
            KnownResources.ALL,
            _ -> tapped,
            new Surroundings(Map.of(), Path.of("").toAbsolutePath(), clock, runner));
    return provider.resources().stream()
        .filter(resource -> resource.typeName().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {}
}
