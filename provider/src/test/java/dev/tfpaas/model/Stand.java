package dev.tfpaas.model;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.model.Operator.Apply;
import dev.tfpaas.model.Operator.Stored;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.MemoryWorld;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The provider's own resources over a world in memory, moved one point at a time. Not for two
/// threads.
final class Stand {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final MemoryWorld world;
  private final LocalPlatform platform;
  private final Map<String, LifecycleDriver<PaasClient>> alone = new HashMap<>();
  private final Map<String, LifecycleDriver<PaasClient>> taped = new HashMap<>();
  private final Map<String, Resource<PaasClient>> resources = new HashMap<>();
  private final Supplier<PaasClient> lone;
  private final Supplier<PaasClient> stepped;
  private final Clock clock;
  private final Runner runner;
  private Tape tape = Tape.empty();

  Stand(Estate estate) {
    world = new MemoryWorld(estate, START);
    platform = LocalPlatform.over(world);
    clock = new StandClock(() -> world.moment().at());
    runner = new Runner(clock, world::pass, _ -> {});
    Clock tapedClock =
        new StandClock(() -> (Instant) tape.take("clock", () -> world.moment().at()));
    Runner tapedRunner =
        new Runner(tapedClock, _ -> tape.pass(new Tape.Point("wait", true)), _ -> {});
    // Every call is a process of its own, which remembers nothing of another's.
    lone = () -> PaasClient.of(platform, runner, clock);
    stepped = () -> PaasClient.of(TapedPlatform.of(platform, () -> tape), tapedRunner, tapedClock);
    Surroundings surroundings = new Surroundings(Map.of(), Path.of("."), clock, runner);
    for (Resource<PaasClient> resource :
        new PaasProvider(KnownPlatforms.ALL, KnownResources.ALL, _ -> platform, surroundings)
            .resources()) {
      resources.put(resource.typeName(), resource);
    }
  }

  /// Starts a process of the provider that ends as is decided, and remembers nothing of another's.
  PaasClient process(Fate fate) {
    return process(fate, PlannedGroups.Order.SEVERAL_AT_ONCE);
  }

  /// Starts a process of the provider of a walk.
  PaasClient process(Fate fate, PlannedGroups.Order order) {
    return PaasClient.of(
        LocalPlatform.over(new FatedWorld(world, fate)),
        runner,
        clock,
        order,
        order == PlannedGroups.Order.GROUPS_FIRST);
  }

  /// Makes the driver of one object in a process.
  LifecycleDriver<PaasClient> driver(String typeName, PaasClient process) {
    return LifecycleDriver.of(Objects.requireNonNull(resources.get(typeName), typeName), process);
  }

  LocalPlatform platform() {
    return platform;
  }

  Clock clock() {
    return clock;
  }

  /// Plans with nobody else about.
  Outcome plan(Apply apply, Map<String, Stored> states) {
    LifecycleDriver<PaasClient> driver = fresh(alone, lone, apply);
    load(driver, apply, states);
    return plan(driver, apply);
  }

  /// Applies with nobody else about and returns what the state holds then; time passes meanwhile.
  Outcome apply(Apply apply, Map<String, Stored> states) {
    return run(fresh(alone, lone, apply), apply, states);
  }

  private LifecycleDriver<PaasClient> fresh(
      Map<String, LifecycleDriver<PaasClient>> drivers, Supplier<PaasClient> client, Apply apply) {
    Resource<PaasClient> resource =
        Objects.requireNonNull(resources.get(apply.resource()), apply.resource());
    LifecycleDriver<PaasClient> driver = LifecycleDriver.of(resource, client.get());
    drivers.put(apply.resource(), driver);
    return driver;
  }

  private static LifecycleDriver<PaasClient> driver(
      Map<String, LifecycleDriver<PaasClient>> drivers, Apply apply) {
    return Objects.requireNonNull(drivers.get(apply.resource()), apply.resource());
  }

  private static Outcome run(
      LifecycleDriver<PaasClient> driver, Apply apply, Map<String, Stored> states) {
    load(driver, apply, states);
    return apply.config().isEmpty() ? driver.destroy() : driver.apply(apply.config());
  }

  private static void load(
      LifecycleDriver<PaasClient> driver, Apply apply, Map<String, Stored> states) {
    Stored stored = states.get(apply.object());
    if (stored != null) {
      driver.restore(stored.state(), stored.privateState());
      if (stored.tainted()) {
        driver.taint();
      }
    }
  }

  /// What the state holds of an object after [#apply].
  Optional<Stored> stored(Apply apply) {
    return stored(driver(alone, apply));
  }

  private static Optional<Stored> stored(LifecycleDriver<PaasClient> driver) {
    return driver.state().isNull()
        ? Optional.empty()
        : Optional.of(new Stored(driver.state(), driver.privateState(), driver.tainted()));
  }

  /// Lets an operator go on to its next point; the world is then as it left it.
  Operator move(Operator operator, MemoryWorld.Moment from, Tape.Resume how) {
    world.go(from);
    Apply apply = operator.current();
    tape =
        operator
            .tape()
            .filter(it -> !it.isUnbegun())
            .map(it -> it.continued(how))
            .orElseGet(Tape::empty);
    LifecycleDriver<PaasClient> driver = fresh(taped, stepped, apply);
    load(driver, apply, operator.states());
    Optional<Outcome> outcome = outcome(driver, operator);
    if (tape.point().isPresent()) {
      return operator.suspended(tape);
    }
    Outcome end = outcome.orElseThrow();
    boolean planned = operator.plan().isEmpty() && !end.failed();
    return planned && end.action() != Outcome.Action.NO_OP
        ? operator.planned(end, stored(driver))
        : operator.ended(!end.failed(), stored(driver));
  }

  /// Plans, or applies what is planned; empty when it was suspended.
  private static Optional<Outcome> outcome(LifecycleDriver<PaasClient> driver, Operator operator) {
    try {
      return Optional.of(
          operator
              .plan()
              .map(driver::applyDirectly)
              .orElseGet(() -> plan(driver, operator.current())));
    } catch (Tape.Suspension _) {
      return Optional.empty();
    }
  }

  private static Outcome plan(LifecycleDriver<PaasClient> driver, Apply apply) {
    return apply.config().isEmpty() ? driver.planDestroy() : driver.plan(apply.config());
  }

  /// A clock that asks somebody else.
  private static final class StandClock extends Clock {
    private final InstantSource source;

    StandClock(InstantSource source) {
      this.source = source;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock has one zone");
    }
  }
}
