package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The life of one kind of object, from its first plan to its end: the only place that decides what
/// is done when an object is gone, cannot be read, is half made, or is not any more what was seen
/// when it was planned.
///
/// @param <T> the object as the platform shows it
/// @param <C> what is asked for, once it is known
public final class Life<T, C> implements Resource<PaasClient> {
  private final Kind<T, C> kind;

  /// Makes the resource of a kind of object.
  public Life(Kind<T, C> kind) {
    this.kind = kind;
  }

  /// Returns what is particular about its objects.
  public Kind<T, C> kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return kind.typeName();
  }

  @Override
  public Schema schema() {
    return kind.schema();
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    kind.validate(config, diagnostics);
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    PaasClient client = context.client();
    try {
      planning(context, "plan", () -> planGuarded(context));
    } catch (DiagnosticException refusal) {
      boolean isFailedCall = refusal.getCause() != null;
      if (isFailedCall || !(context.isCreate() || client.destroys())) {
        throw refusal;
      }
      context.diagnostics().addAll(refusal.diagnostics());
    }
    if (context.isCreate()) {
      client
          .foundGone()
          .soften(typeName(), schema(), context.config(), client.platform(), context.diagnostics());
    }
    if (client.destroys()) {
      PlanBeforeDestroying.soften(context.diagnostics());
    }
  }

  private void planGuarded(PlanContext<PaasClient> context) {
    context.privateState(PlannedSteps.without(context.privateState()));
    context.client().platform().ifPresent(platform -> refuseUnsupported(context, platform));
    if (!context.diagnostics().hasErrors()) {
      kind.plan(context, kind.remembered(context));
    }
  }

  private void refuseUnsupported(PlanContext<PaasClient> context, Platform platform) {
    Capabilities.refuseUnsupported(
        platform,
        Capabilities.require(platform, kind.capability(platform), typeName()),
        context.config(),
        context.diagnostics());
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    boolean forNothing =
        context.client().destroys() && context.reason() == DestroyPlanContext.Reason.REPLACE;
    try {
      planning(
          context, "plan to destroy", () -> kind.planDestroy(context, kind.remembered(context)));
    } catch (DiagnosticException refusal) {
      if (!forNothing || refusal.getCause() != null) {
        throw refusal;
      }
      context.diagnostics().addAll(refusal.diagnostics());
    }
    if (forNothing) {
      PlanBeforeDestroying.soften(context.diagnostics());
    }
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    return guarded(
        context,
        "create",
        () -> new Applying<>(kind, context, context.client().requirePlatform()).create());
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Optional<Platform> platform = context.client().platform();
    return platform.isEmpty()
        ? Optional.of(context.prior())
        : guarded(context, "read", () -> read(context, platform.get()));
  }

  /// What one look at an object shows.
  private record Look<T>(T object, Set<String> underWay, Beside beside) {}

  private Optional<Value> read(ReadContext<PaasClient> context, Platform platform) {
    Value prior = context.prior();
    TimeLimit limit = context.client().limit(context, Timeouts.Operation.READ);
    String what = kind.named(prior);
    Remembered<T> remembered = kind.remembered(context);
    return switch (limit.look(platform, what, () -> look(platform, prior, remembered))) {
      case Observation.Found<Look<T>>(Look<T>(T live, Set<String> underWay, Beside beside)) -> {
        context.diagnostics().addAll(beside.warnings());
        remembered
            .seen()
            .ifPresent(before -> context.diagnostics().addAll(kind.news(before, live)));
        Remembered<T> now = remembered.seeing(live).underWay(underWay);
        kind.remember(context, kind.isWhole(live) ? now.whole() : now);
        // What was imported bears no incarnation of its own, and what stands in its place may be
        // another state's: from now on it counts as an incarnation that is gone.
        remembered
            .seen()
            .flatMap(before -> kind.lost(before, live))
            .ifPresent(lost ->
                context.privateState(
                    PrivateFacts.incarnated(context.privateState(), Optional.of(lost))));
        Map<String, Value> state = new HashMap<>(kind.observed(prior, live).asMap());
        state.putAll(beside.attributes());
        yield Optional.of(Value.object(state));
      }
      case Observation.Gone<Look<T>> _ -> {
        context.client().foundGone().add(typeName(), schema(), prior);
        yield Optional.empty();
      }
      case Observation.Unreadable<Look<T>>(PlatformException failure) -> {
        String reason = PlatformFailure.detail(failure);
        context
            .diagnostics()
            .warning("Cannot read " + what, reason + " The last known values are shown.");
        kind.remember(context, remembered.unreadable(reason));
        yield Optional.of(prior);
      }
    };
  }

  private Optional<Look<T>> look(Platform platform, Value state, Remembered<T> remembered) {
    // Looked up first: what ends in between is then seen both as under way and as done.
    Set<String> underWay = underWay(platform);
    return kind.find(platform, id(state), state, remembered)
        .map(live -> new Look<>(live, underWay, kind.beside(platform, live, state)));
  }

  /// A platform that cannot tell tells nothing.
  private static Set<String> underWay(Platform platform) {
    return Observation.of(() -> Optional.of(platform.underWay()))
            instanceof Observation.Found<Set<String>>(Set<String> calls)
        ? calls
        : Set.of();
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    Value runbook = context.planned().get(RunbookAttribute.NAME);
    if (context.planned().isWhollyKnown() && runbook.asList().isEmpty()) {
      // Nothing is to be called, and nothing to be found out: no platform has to answer for that.
      kind.remember(context, kind.remembered(context).applied(kind.applied(context.config())));
      return context.planned();
    }
    return guarded(
        context,
        "change",
        () -> new Applying<>(kind, context, context.client().requirePlatform()).update());
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    if (!kind.isForgotten(context.prior())) {
      guard(context, "destroy", () -> delete(context, context.client().requirePlatform()));
    }
  }

  private void delete(DeleteContext<PaasClient> context, Platform platform) {
    TimeLimit limit = context.client().limit(context, Timeouts.Operation.DELETE);
    Value prior = context.prior();
    Supplier<Optional<T>> find =
        () -> kind.find(platform, id(prior), prior, kind.remembered(context));
    switch (limit.look(platform, kind.named(prior), find)) {
      case Observation.Found<T>(T live) -> {
        Refusal.raise(kind.refusals(platform, live, prior, kind.remembered(context)));
        Runbook runbook = kind.delete(platform, live, prior);
        if (context.client().run(runbook, context, limit) instanceof Outcome.Unfinished early) {
          throw notDeleted(context, early, Observation.of(find), live);
        }
      }
      case Observation.Gone<T> _ -> {}
      case Observation.Unreadable<T>(PlatformException failure) ->
          throw DiagnosticException.error(
              kind.cannotDelete(id(prior)),
              "%s %s".formatted(PlatformFailure.detail(failure), kind.insteadOfDelete()).strip());
    }
  }

  private DiagnosticException notDeleted(
      DeleteContext<PaasClient> context, Outcome.Unfinished early, Observation<T> seen, T live) {
    T now = seen instanceof Observation.Found<T>(T found) ? found : live;
    kind.remember(context, kind.remembered(context).seeing(now));
    context.checkpoint(kind.observed(context.prior(), now));
    return DiagnosticException.error(
        kind.cannotDelete(id(context.prior())),
        "%s %s %s"
            .formatted(
                Wording.ending(early),
                kind.standing(now),
                Wording.goOn(early, "the same command")));
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    return guarded(
        context,
        "import",
        () -> {
          Platform platform = context.client().requirePlatform();
          String id = context.id().strip();
          return (id.isEmpty() ? Optional.<Value>empty() : kind.imported(platform, id))
              .orElseThrow(() ->
                  DiagnosticException.error(
                      "Cannot import %s \"%s\"".formatted(kind.noun(), id),
                      "The platform %s has no such %s. %s"
                          .formatted(platform.name(), kind.noun(), kind.howToImport(platform))));
        });
  }

  private static String id(Value state) {
    return state.get("id").asString();
  }

  /// Tells whether the creation of the object beside which these facts are kept ended early.
  boolean isUnfinished(PrivateState privateState) {
    return Remembered.read(privateState, kind.note()).unfinished();
  }

  /// A failed call to the platform, wherever it happens, reaches the user as an error that names
  /// call and platform: the framework would take it for a bug of the provider.
  private void guard(ResourceContext<PaasClient> context, String verb, Runnable call) {
    guarded(
        context,
        verb,
        () -> {
          call.run();
          return true;
        });
  }

  private void planning(ResourceContext<PaasClient> context, String verb, Runnable call) {
    context
        .client()
        .following(() -> {
          guard(context, verb, call);
          return true;
        });
  }

  private <R> R guarded(ResourceContext<PaasClient> context, String verb, Supplier<R> call) {
    try {
      return context.client().during(call);
    } catch (PlatformException failure) {
      throw PlatformFailure.error(Path.root(), "Cannot %s %s".formatted(verb, typeName()), failure);
    }
  }
}
