package dev.tfpaas.resources;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.resources.replication.ReplicationKind;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StopSignal;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.world.fact.ViolationFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The app `shop` and its copy `shop-dr` on a real local platform, a clock that only moves when
/// somebody waits, and the resources that make a failover pair of them.
public final class FailoverStage {
  public static final String REPLICATION = "shop:shop-dr:postgresql";

  public final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  public final Platform platform;
  public final World world;
  public final LifecycleDriver<PaasClient> replication;
  public final LifecycleDriver<PaasClient> group;
  private final Runner runner;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private Runnable meanwhile = () -> {};

  public FailoverStage(Path parent) {
    this(parent, Map.of());
  }

  /// A stage on which some things take other times than usual.
  public FailoverStage(Path parent, Map<Timings.Timing, Duration> timings) {
    Path directory = parent.resolve(".paas");
    Estate usual = Estate.builtIn();
    Estate estate =
        new Estate(usual.regions(), usual.apps(), usual.traffic(), new Timings(timings));
    world = World.open(directory, estate, clock);
    // The first call writes the estate down, which the platform then finds.
    dashboard("begin", draft -> Regions.heal(draft, "eu-west"));
    platform = LocalPlatform.open(directory, Optional.empty(), clock);
    runner = new Runner(clock, this::sleep, log::add);
    replication = driver(new Life<>(new ReplicationKind()));
    group = driver(new Life<>(new GroupKind()));
    run(
        platform
            .appClones()
            .get()
            .orElseThrow()
            .create(
                new CloneSpec(
                    "shop",
                    "shop-dr",
                    Optional.empty(),
                    Optional.of("eu-central"),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Map.of(),
                    Optional.of(List.of("postgresql")),
                    true,
                    Optional.empty())));
  }

  private void sleep(Duration pause) throws InterruptedException {
    clock.sleep(pause);
    meanwhile.run();
  }

  /// Lets something happen at every pause of a running runbook.
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }

  public PaasClient client() {
    return PaasClient.of(platform, runner, clock);
  }

  public PaasClient client(PlannedGroups.Order order) {
    return PaasClient.of(platform, runner, clock, order, false);
  }

  public LifecycleDriver<PaasClient> driver(Life<?, ?> resource) {
    return LifecycleDriver.of(new Incarnated(resource), client());
  }

  /// A client of another view of the same platform.
  public PaasClient client(Platform other) {
    return PaasClient.of(other, runner, clock);
  }

  public PaasClient incompleteClient() {
    return PaasClient.incomplete(
        dev.tfpaas.framework.cty.Path.root().attribute("cloud66").attribute("access_token"),
        runner,
        clock);
  }

  /// Replicates and forms the group with `primary` active; returns this.
  public FailoverStage formed() {
    replication.apply(replicate("shop", "shop-dr", "")).orFail();
    group.apply(pair("primary", "")).orFail();
    clock.move(Duration.ofSeconds(5));
    return this;
  }

  /// A configuration of the replication; `more` is further attributes, each begun with a comma.
  public static String replicate(String source, String replica, String more) {
    return "{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': 'postgresql'%s}"
        .formatted(source, replica, more);
  }

  /// A configuration of the group; `more` is further attributes, each begun with a comma.
  public static String pair(String active, String more) {
    String word = active.isEmpty() ? "" : ", 'active': '%s'".formatted(active);
    return """
    {'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr',
     'replication_ids': ['%s']%s%s}\
    """
        .formatted(REPLICATION, word, more);
  }

  public static String emergency(String active) {
    return pair(active, ", 'switch_mode': 'emergency', 'accept_data_loss': true");
  }

  public void run(Runbook runbook) {
    if (!(runner.run(runbook, StopSignal.NEVER) instanceof dev.tfpaas.runbook.Outcome.Completed)) {
      throw new AssertionError("not completed: " + runbook.lines());
    }
  }

  /// Does something as a person at the platform's dashboard.
  public void dashboard(String call, Consumer<Draft> change) {
    world.call(Caller.DASHBOARD, call, change);
  }

  /// Switches the group as a person at the dashboard does.
  public void switchOutside(GroupFact.Place to) {
    dashboard("switch", draft -> Groups.switchAtOnce(draft, "shop", to));
  }

  public void fail(String region) {
    dashboard("fail " + region, draft -> Regions.fail(draft, region));
  }

  public void heal(String region) {
    dashboard("heal " + region, draft -> Regions.heal(draft, region));
  }

  public FailoverGroup liveGroup() {
    return platform.failoverGroups().get().orElseThrow().find("shop").orElseThrow();
  }

  public Replication liveReplication() {
    return platform.replications().get().orElseThrow().find(REPLICATION).orElseThrow();
  }

  public int callCount() {
    return world.calls().size();
  }

  /// The calls made through the provider since there were that many.
  public List<String> callsSince(int count) {
    return world.calls().stream()
        .skip(count)
        .filter(entry -> entry.by() == Caller.API)
        .map(CallEntry::call)
        .toList();
  }

  public List<String> violations() {
    return world.read(view -> view.violations().stream().map(ViolationFact::rule).toList());
  }

  /// The calls in the lines of a runbook.
  public static List<String> calls(Outcome outcome) {
    return lines(outcome).stream()
        .map(line -> line.replaceFirst("^.*?((?:PUT|POST|PATCH|DELETE) .*?)\\s{2,}.*$", "$1"))
        .toList();
  }

  public static List<String> lines(Outcome outcome) {
    return outcome.get("runbook").asList().stream().map(line -> line.asString()).toList();
  }

  /// The texts of all diagnostics.
  public static String text(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.diagnostics().forEach(diagnostic -> text.append(diagnostic).append('\n'));
    return text.toString();
  }
}
