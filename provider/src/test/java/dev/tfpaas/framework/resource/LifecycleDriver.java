package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ProposedNewState;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Plays Terraform for one object of one resource, in process: same order of calls, same checks,
/// values through the wire form.
///
/// ```java
/// LifecycleDriver<Client> app = LifecycleDriver.of(new AppResource(), client);
/// app.apply("{'name': 'shop'}").orFail();
/// assertThat(app.plan("{'name': 'shop'}").action()).isEqualTo(Action.NO_OP);
/// ```
///
/// Configurations are JSON of the schema; single quotes are read as double quotes, what is left out
/// is null (or an absent block). What Terraform would report as a bug of the provider is an
/// [AssertionError] here. Refreshing is a step of its own: [#plan] does it first, as Terraform
/// does.
///
/// @param <C> the provider's client
public final class LifecycleDriver<C> {
  private final ResourceLifecycle<C> lifecycle;
  private final Supplier<C> client;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private Value state;
  private PrivateState privateState = PrivateState.NONE;
  private boolean tainted;
  private volatile boolean stop;
  private BooleanSupplier interrupt = () -> false;

  private LifecycleDriver(Resource<C> resource, Supplier<C> client) {
    this.lifecycle = new ResourceLifecycle<>(resource);
    this.client = client;
    this.state = nothing();
  }

  /// A driver with no object yet.
  public static <C> LifecycleDriver<C> of(Resource<C> resource, C client) {
    return new LifecycleDriver<>(resource, () -> client);
  }

  /// The stored state; null when there is none.
  public Value state() {
    return state;
  }

  /// The private bytes stored beside the state.
  public PrivateState privateState() {
    return privateState;
  }

  /// Whether the stored object is marked to be replaced because its creation failed.
  public boolean tainted() {
    return tainted;
  }

  /// Everything logged so far.
  public List<String> log() {
    return List.copyOf(log);
  }

  /// Forgets the object and the log, as if the driver were new.
  public void clear() {
    state = nothing();
    privateState = PrivateState.NONE;
    tainted = false;
    stop = false;
    log.clear();
  }

  /// Puts an object into the state, as another Terraform run would have left it.
  public void restore(Value state, PrivateState privateState) {
    this.state = wire(Completion.complete(schema().block(), state));
    this.privateState = privateState;
    this.tainted = false;
  }

  /// Marks the object to be replaced, as a failed creation does.
  public void taint() {
    tainted = true;
  }

  /// What an interrupt does: calls see [CallContext#stopRequested] from now on.
  public void requestStop() {
    stop = true;
  }

  /// Interrupts calls as soon as something is so.
  public void stoppingWhen(BooleanSupplier interrupted) {
    interrupt = interrupted;
  }

  /// A new run of Terraform after an interrupt.
  public void clearStop() {
    stop = false;
  }

  /// The configuration in this JSON, with these top-level attributes unknown.
  public Value config(String json, String... unknown) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Value config = Completion.complete(schema().block(), JsonCodec.decode(bytes, schema().type()));
    for (String name : unknown) {
      config = config.with(name, Value.unknown(config.get(name).type()));
    }
    return config;
  }

  /// `terraform validate`.
  public List<Diagnostic> validate(String config) {
    return validate(config(config));
  }

  /// `terraform validate`.
  public List<Diagnostic> validate(Value config) {
    Invocation<C> call = call();
    lifecycle.validate(wire(config), WriteOnly.Support.SUPPORTED, call.diagnostics());
    return call.diagnostics().list();
  }

  /// `terraform plan`: reads, validates, plans. A failed read or validation ends it.
  public Outcome plan(String config) {
    return plan(config(config));
  }

  /// `terraform plan` of a configuration that may hold unknown values.
  public Outcome plan(Value config) {
    Outcome read = refresh();
    if (read.failed()) {
      return read;
    }
    return withMore(read.diagnostics(), planWithoutRefresh(config));
  }

  /// `terraform plan -refresh=false`.
  public Outcome planWithoutRefresh(Value config) {
    load();
    List<Diagnostic> invalid = validate(config);
    if (invalid.stream().anyMatch(Diagnostic::isError)) {
      return outcome(Action.NO_OP, config, state, List.of(), privateState, invalid);
    }
    return withMore(invalid, planAs(PlanContext.Walk.PLAN, config));
  }

  /// `terraform plan -destroy`.
  public Outcome planDestroy() {
    Outcome read = refresh();
    return read.failed()
        ? read
        : withMore(read.diagnostics(), planAs(PlanContext.Walk.PLAN, nothing()));
  }

  /// `terraform plan -replace=…`: plans an update, and a creation beside it although the update
  /// demands no replacement.
  public Outcome planReplacement(String config) {
    return replacing(plan(config).orFail());
  }

  /// `terraform plan -replace=…` of a configuration that may hold unknown values.
  public Outcome planReplacement(Value config) {
    Outcome first = plan(config);
    return first.failed() ? first : replacing(first);
  }

  private Outcome replacing(Outcome first) {
    return first.action() == Action.REPLACE ? first : replacement(PlanContext.Walk.PLAN, first);
  }

  /// What Terraform asks before it destroys a deposed object.
  public Outcome planDestroyWithoutRefresh() {
    load();
    return planAs(PlanContext.Walk.APPLY, nothing());
  }

  /// `terraform apply`: plans, and applies the plan if it has no errors.
  public Outcome apply(String config) {
    return apply(config(config));
  }

  /// `terraform apply`: plans, and applies the plan if it has no errors.
  public Outcome apply(Value config) {
    Outcome planned = plan(config);
    return planned.failed() ? planned : withMore(planned.warnings(), apply(planned));
  }

  /// `terraform apply PLANFILE`: plans again, compares, applies.
  public Outcome apply(Outcome plan) {
    return apply(plan, plan.config());
  }

  /// Applies a plan at once, as if nothing could have changed since it was made: for who tries out
  /// very many applies.
  public Outcome applyDirectly(Outcome plan) {
    if (plan.action() == Action.REPLACE) {
      return apply(plan);
    }
    plan.orFail();
    Value prior = state;
    Invocation<C> call = call();
    Value config = plan.action() == Action.DELETE ? nothing() : plan.config();
    ApplyRequest request = new ApplyRequest(prior, config, plan.value(), plan.privateState());
    keep(lifecycle.apply(request, call));
    tainted = prior.isNull() && !state.isNull() && call.diagnostics().hasErrors();
    return new Outcome(
        plan.action(), config, prior, state, List.of(), privateState, call.diagnostics().list());
  }

  /// Applies a plan whose configuration held unknown values that have become known since.
  public Outcome apply(Outcome plan, Value knownConfig) {
    plan.orFail();
    return switch (plan.action()) {
      case NO_OP, READ ->
          outcome(plan.action(), knownConfig, state, List.of(), privateState, List.of());
      case CREATE, UPDATE -> write(plan, knownConfig);
      case DELETE -> delete(plan.privateState());
      case REPLACE -> {
        Outcome deleted = delete(plan.privateState());
        yield deleted.failed() ? deleted : write(plan, knownConfig);
      }
    };
  }

  /// Applies what of a plan destroys the object: all of it, or the first half of a replacement.
  public Outcome applyDestruction(Outcome plan) {
    return delete(plan.orFail().privateState());
  }

  /// Applies what of a plan creates the object: all of it, or the second half of a replacement,
  /// where the object that it replaces was destroyed, or is another driver's by now.
  public Outcome applyCreation(Outcome plan, Value knownConfig) {
    return write(plan.orFail(), knownConfig);
  }

  /// `terraform destroy`.
  public Outcome destroy() {
    Outcome planned = planDestroy();
    return planned.failed() ? planned : withMore(planned.warnings(), apply(planned));
  }

  /// `terraform refresh`: reads the object, if there is one.
  public Outcome refresh() {
    if (state.isNull()) {
      return outcome(Action.READ, nothing(), state, List.of(), privateState, List.of());
    }
    Invocation<C> call = call();
    Value stored = load();
    Optional<StateResult> read =
        Guarded.run("read", call, () -> lifecycle.read(wire(stored), privateState, call));
    if (!call.diagnostics().hasErrors()) {
      read.ifPresent(this::keep);
    }
    return outcome(
        Action.READ, nothing(), state, List.of(), privateState, call.diagnostics().list());
  }

  /// `terraform import`: imports into the empty state, then reads.
  public Outcome importState(String id) {
    Invocation<C> call = call();
    boolean imported =
        Guarded.run(
                "import",
                call,
                () -> {
                  keep(lifecycle.importState(id, call));
                  return true;
                })
            .isPresent();
    Outcome result =
        outcome(Action.READ, nothing(), state, List.of(), privateState, call.diagnostics().list());
    return imported && !result.failed() ? withMore(result.diagnostics(), refresh()) : result;
  }

  private Outcome planAs(PlanContext.Walk walk, Value config) {
    // Terraform gives no facts of a tainted object either.
    boolean anew = tainted && !config.isNull();
    Value prior = anew ? nothing() : state;
    PrivateState facts = anew ? PrivateState.NONE : privateState;
    if (prior.isNull() && config.isNull()) {
      return outcome(Action.NO_OP, config, prior, List.of(), privateState, List.of());
    }
    Outcome first = planOnce(walk, prior, config, facts);
    if (anew) {
      return withAction(Action.REPLACE, first);
    }
    if (first.action() != Action.UPDATE || first.requiresReplace().isEmpty() || first.failed()) {
      return first;
    }
    return replacement(walk, first);
  }

  /// Plans the creation after the planning that demanded replacement.
  private Outcome replacement(PlanContext.Walk walk, Outcome first) {
    Outcome second = planOnce(walk, nothing(), first.config(), first.privateState());
    List<Diagnostic> diagnostics = new ArrayList<>(first.diagnostics());
    diagnostics.addAll(second.diagnostics());
    return new Outcome(
        Action.REPLACE,
        first.config(),
        state,
        second.value(),
        first.requiresReplace(),
        second.privateState(),
        diagnostics);
  }

  private Outcome planOnce(
      PlanContext.Walk walk, Value prior, Value config, PrivateState privateState) {
    Invocation<C> call = call();
    Value proposed = ProposedNewState.of(schema(), prior, config);
    PlanRequest request =
        new PlanRequest(
            wire(prior),
            wire(config),
            wire(proposed),
            privateState,
            walk,
            () -> MsgpackCodec.encode(prior, schema().type()));
    return Guarded.run("plan", call, () -> lifecycle.plan(request, call))
        .map(result -> {
          Action action = action(prior, config, result.planned());
          return new Outcome(
              action,
              config,
              prior,
              wire(result.planned()),
              result.requiresReplace(),
              result.privateState(),
              call.diagnostics().list());
        })
        .orElseGet(() ->
            new Outcome(
                Action.NO_OP,
                config,
                prior,
                prior,
                List.of(),
                privateState,
                call.diagnostics().list()));
  }

  private static Action action(Value prior, Value config, Value planned) {
    if (config.isNull()) {
      return Action.DELETE;
    }
    if (prior.isNull()) {
      return Action.CREATE;
    }
    return prior.equals(planned) ? Action.NO_OP : Action.UPDATE;
  }

  private Outcome write(Outcome plan, Value config) {
    if (!config.isWhollyKnown()) {
      throw new AssertionError("a configuration is wholly known when it is applied");
    }
    List<Diagnostic> invalid = validate(config);
    if (invalid.stream().anyMatch(Diagnostic::isError)) {
      return outcome(plan.action(), config, state, List.of(), privateState, invalid);
    }
    load();
    // Of what was destroyed, or is put aside, Terraform gives no facts to this second planning.
    Outcome again = planOnce(PlanContext.Walk.APPLY, state, config, privateState);
    if (again.failed()) {
      return again;
    }
    requireSamePlan(plan, again);
    if (again.action() == Action.NO_OP) {
      return outcome(Action.NO_OP, config, state, List.of(), privateState, again.diagnostics());
    }
    Value prior = state;
    Invocation<C> call = call();
    keep(
        lifecycle.apply(
            new ApplyRequest(wire(prior), wire(config), wire(again.value()), again.privateState()),
            call));
    tainted = prior.isNull() && !state.isNull() && call.diagnostics().hasErrors();
    return new Outcome(
        plan.action(), config, prior, state, List.of(), privateState, call.diagnostics().list());
  }

  /// Terraform has decoded what is stored before it has to do with it.
  private Value load() {
    return state.isNull()
        ? state
        : lifecycle.upgrade(
            schema().version(), json(state), Optional.of(client.get()), new Diagnostics());
  }

  private Outcome delete(PrivateState plannedPrivate) {
    load();
    Value prior = state;
    Invocation<C> call = call();
    keep(
        lifecycle.apply(new ApplyRequest(wire(prior), nothing(), nothing(), plannedPrivate), call));
    if (state.isNull()) {
      tainted = false;
    }
    return new Outcome(
        Action.DELETE, nothing(), prior, state, List.of(), privateState, call.diagnostics().list());
  }

  /// What Terraform calls "Provider produced inconsistent final plan".
  private void requireSamePlan(Outcome first, Outcome again) {
    boolean sameAction =
        again.action() == first.action()
            || again.action() == Action.NO_OP
            || (first.action() == Action.REPLACE && again.action() == Action.CREATE);
    if (!sameAction) {
      throw new AssertionError(
          "the second plan changed the action from " + first.action() + " to " + again.action());
    }
    List<?> broken = ApplyCheck.mismatches(schema(), first.value(), again.value());
    if (!broken.isEmpty() && again.action() != Action.NO_OP) {
      throw new AssertionError("the second plan differs from the first: " + broken);
    }
  }

  private void keep(StateResult result) {
    state = wire(result.state());
    privateState = state.isNull() ? PrivateState.NONE : result.privateState();
    tainted = tainted && !state.isNull();
    if (!state.isWhollyKnown()) {
      throw new AssertionError("a state holds unknown values: " + state);
    }
  }

  private Outcome outcome(
      Action action,
      Value config,
      Value value,
      List<Path> replace,
      PrivateState privateState,
      List<Diagnostic> diagnostics) {
    return new Outcome(action, config, state, value, replace, privateState, diagnostics);
  }

  private static Outcome withMore(List<Diagnostic> before, Outcome outcome) {
    List<Diagnostic> all = new ArrayList<>(before);
    all.addAll(outcome.diagnostics());
    return new Outcome(
        outcome.action(),
        outcome.config(),
        outcome.prior(),
        outcome.value(),
        outcome.requiresReplace(),
        outcome.privateState(),
        all);
  }

  private static Outcome withAction(Action action, Outcome outcome) {
    return new Outcome(
        action,
        outcome.config(),
        outcome.prior(),
        outcome.value(),
        outcome.requiresReplace(),
        outcome.privateState(),
        outcome.diagnostics());
  }

  private Invocation<C> call() {
    return Invocation.of(
        client,
        () -> stop || interrupt.getAsBoolean(),
        (level, message) -> log.add(level + " " + message));
  }

  private Schema schema() {
    return lifecycle.schema();
  }

  private Value nothing() {
    return Value.nullOf(schema().type());
  }

  private Value wire(Value value) {
    return MsgpackCodec.decode(MsgpackCodec.encode(value, schema().type()), schema().type());
  }

  private String json(Value value) {
    return new String(JsonCodec.encode(value, schema().type()), StandardCharsets.UTF_8);
  }
}
