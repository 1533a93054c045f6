package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.MoveRequest;
import dev.tfpaas.framework.resource.Moved;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.UpgradeRequest;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A resource whose failed calls to the platform, wherever they happen, reach the user as errors
/// that name call and platform. Without it the framework would take them for bugs of the provider.
///
/// @param resource the resource itself
public record GuardedResource(Resource<PaasClient> resource) implements Resource<PaasClient> {

  @Override
  public String typeName() {
    return resource.typeName();
  }

  @Override
  public Schema schema() {
    return resource.schema();
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    resource.validate(config, diagnostics);
  }

  @Override
  public void plan(PlanContext<PaasClient> context) {
    try {
      guard("plan", () -> resource.plan(context));
    } catch (DiagnosticException refusal) {
      boolean isFailedCall = refusal.getCause() != null;
      if (isFailedCall || !context.isCreate()) {
        throw refusal;
      }
      context.diagnostics().addAll(refusal.diagnostics());
    }
    if (context.isCreate()) {
      context
          .client()
          .foundGone()
          .soften(
              typeName(),
              schema(),
              context.config(),
              context.client().platform(),
              context.diagnostics());
    }
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    guard("plan to destroy", () -> resource.planDestroy(context));
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    return guarded("create", () -> resource.create(context));
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    // Looked up first: what ends in between is then seen both as under way and as done.
    Set<String> underWay = underWay(context);
    Optional<Value> state = guarded("read", () -> resource.read(context));
    context.privateState(Facts.noting(context.privateState(), underWay));
    if (state.isEmpty()) {
      context.client().foundGone().add(typeName(), schema(), context.prior());
    }
    return state;
  }

  /// A platform that cannot be read tells nothing; the resource itself warns of it.
  private static Set<String> underWay(ReadContext<PaasClient> context) {
    Observation<Set<String>> seen =
        Observation.of(() -> context.client().platform().map(Platform::underWay));
    return seen instanceof Observation.Found<Set<String>>(Set<String> calls) ? calls : Set.of();
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    return guarded("change", () -> resource.update(context));
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    guard("destroy", () -> resource.delete(context));
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    return guarded("import", () -> resource.importState(context));
  }

  @Override
  public Value upgrade(UpgradeRequest request) {
    return resource.upgrade(request);
  }

  @Override
  public Optional<Moved> move(MoveRequest request) {
    return resource.move(request);
  }

  private void guard(String verb, Runnable call) {
    guarded(
        verb,
        () -> {
          call.run();
          return true;
        });
  }

  private <T> T guarded(String verb, Supplier<T> call) {
    try {
      return call.get();
    } catch (PlatformException failure) {
      throw PlatformFailure.error(Path.root(), "Cannot %s %s".formatted(verb, typeName()), failure);
    }
  }
}
