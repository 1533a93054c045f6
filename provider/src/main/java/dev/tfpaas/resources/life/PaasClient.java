package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.LivelyStep;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StepException;
import dev.tfpaas.runbook.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What every resource works with: the platform, the runner of runbooks and the clock.
///
/// Nothing of it changes but what was [found gone][#foundGone], what was [read][#readObjects] and
/// what it [owns][#ownership]. Without a platform as long as the provider block holds unknown
/// values: planning then skips every look at the platform, and whatever cannot do without it fails
/// naming the provider's attribute.
public final class PaasClient {
  /// How long the plan of an object may follow its reading where many are planned at once.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Optional<Platform> platform;
  private final Path unknown;
  private final Runner runner;
  private final Clock clock;
  private final boolean destroys;
  private final FoundGone foundGone = new FoundGone();
  private final PlannedGroups plannedGroups;
  private final Ownership ownership = new Ownership();
  private final Doubles doubles = new Doubles();
  private final ReadObjects readObjects = new ReadObjects();
  private final OnePlan onePlan = new OnePlan();
  private final PlannedDatabases plannedDatabases = new PlannedDatabases();
  private final Set<String> calls = ConcurrentHashMap.newKeySet();

  private PaasClient(
      Optional<Platform> platform,
      Path unknown,
      Runner runner,
      PlannedGroups groups,
      Clock clock,
      boolean destroys) {
    this.platform = platform;
    this.unknown = unknown;
    this.runner = runner;
    this.plannedGroups = groups;
    this.clock = clock;
    this.destroys = destroys;
  }

  /// Makes a client of a platform, for a Terraform that works on several objects at once.
  public static PaasClient of(Platform platform, Runner runner, Clock clock) {
    return of(platform, runner, clock, PlannedGroups.Order.SEVERAL_AT_ONCE, false);
  }

  /// Makes a client of a platform.
  ///
  /// @param order in which order Terraform plans what it destroys
  /// @param destroys whether Terraform is to destroy all
  public static PaasClient of(
      Platform platform, Runner runner, Clock clock, PlannedGroups.Order order, boolean destroys) {
    PlannedGroups groups = new PlannedGroups(order);
    return new PaasClient(Optional.of(platform), Path.root(), runner, groups, clock, destroys);
  }

  /// Makes a client whose platform is not known yet.
  ///
  /// @param unknown the provider's attribute that is unknown
  public static PaasClient incomplete(Path unknown, Runner runner, Clock clock) {
    return new PaasClient(
        Optional.empty(),
        unknown,
        runner,
        new PlannedGroups(PlannedGroups.Order.SEVERAL_AT_ONCE),
        clock,
        false);
  }

  /// Returns the platform; empty while the provider block holds unknown values.
  public Optional<Platform> platform() {
    return platform;
  }

  /// Returns the platform for what cannot be done without it.
  ///
  /// @throws DiagnosticException naming the provider's attribute while it is unknown
  public Platform requirePlatform() {
    return platform.orElseThrow(() ->
        DiagnosticException.error(
            "The provider is not configured completely",
            ("The provider block's attribute `%s` is not known yet, because it depends on"
                    + " something that is not created yet. Create that first, e.g. with"
                    + " `terraform apply -target=…`, or give the value directly.")
                .formatted(unknown)));
  }

  /// Does something that is one operation of the platform, see [Platform#during].
  public <R> R during(Supplier<R> operation) {
    return platform.isPresent() ? platform.get().during(operation) : operation.get();
  }

  /// Plans something, which follows its reading, see [Platform#following].
  public <R> R following(Supplier<R> operation) {
    return platform.isPresent() ? platform.get().following(operation) : operation.get();
  }

  /// Starts the time limit of an operation.
  TimeLimit limit(ResourceContext<PaasClient> context, Timeouts.Operation operation) {
    return TimeLimit.of(context.timeoutsFrom(), operation, clock);
  }

  /// Runs until all is done, a step fails, Terraform asks to stop or the time limit has passed.
  Outcome run(Runbook runbook, ResourceContext<PaasClient> context, TimeLimit limit) {
    StopSignal stop =
        () -> context.stopRequested() ? Optional.of("Terraform asked to stop.") : limit.passed();
    Platform live = requirePlatform();
    runbook.steps().stream().map(step -> step.call().toString()).forEach(calls::add);
    Outcome outcome = runner.run(runbook.with(step -> LivelyStep.of(step, live)), stop);
    outcome.warnings().forEach(it -> context.diagnostics().warning("A step was not possible", it));
    if (outcome instanceof Outcome.Failed failed
        && !(failed.cause() instanceof PlatformException
            || failed.cause() instanceof StepException)) {
      context.call().log().failure("unexpected failure in a step", failed.cause());
    }
    return outcome;
  }

  /// Returns the texts of the calls that the runbooks which this process ran or runs consist of.
  Set<String> calls() {
    return Set.copyOf(calls);
  }

  /// Tells whether Terraform is to destroy all: an ordinary plan is made for nothing then.
  boolean destroys() {
    return destroys;
  }

  /// Returns what this process looked for and did not find.
  FoundGone foundGone() {
    return foundGone;
  }

  /// Returns what the plans made with this client say of failover groups.
  public PlannedGroups plannedGroups() {
    return plannedGroups;
  }

  /// Returns which databases the creations planned with this client are of.
  public PlannedDatabases plannedDatabases() {
    return plannedDatabases;
  }

  /// Returns what this process made or took over.
  Ownership ownership() {
    return ownership;
  }

  /// Returns what the plan that is made with this client makes and ends.
  OnePlan onePlan() {
    return onePlan;
  }

  /// Returns what the plans made with this client say of groups that cannot be marked.
  Doubles doubles() {
    return doubles;
  }

  /// Tells whether the state has an object that is the same one on the platform: a creation of it
  /// takes its place.
  ///
  /// @param typeName the resource
  /// @param key what it calls the object, see [Kind#identity]
  public boolean hasRead(String typeName, String key) {
    return readObjects.find(new Ownership.Identity(typeName, key)).isPresent();
  }

  /// Returns the state of a copy that this process was shown, and whose plan does not follow within
  /// a moment: it is tainted, and another one takes its place, or it is only forgotten.
  ///
  /// @param app what the platform calls it
  public Optional<Value> appWithoutPlan(String app) {
    runner.waitFor(() -> readObjects.unplannedApp(app).isEmpty(), PATIENCE);
    return readObjects.unplannedApp(app);
  }

  /// Tells whether this process was shown a group with that member whose plan is still to come.
  ///
  /// @param member the app
  public boolean isGroupAwaited(String member) {
    return readObjects.isGroupAwaited(member);
  }

  /// Returns the objects of the state that were read with this client.
  ReadObjects readObjects() {
    return readObjects;
  }

  /// Returns what executes runbooks.
  public Runner runner() {
    return runner;
  }

  /// Returns the clock that deadlines and ages are measured with.
  public Clock clock() {
    return clock;
  }
}
