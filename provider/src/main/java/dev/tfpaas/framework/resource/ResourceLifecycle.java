package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.ConfigCheck;
import dev.tfpaas.framework.schema.Conformance;
import dev.tfpaas.framework.schema.Mismatch;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.StoredState;
import dev.tfpaas.framework.schema.WriteOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The life of the objects of one resource: the only place that decides between create, update,
/// replace and delete, applies the rules that hold for every resource, and checks what the resource
/// returns before Terraform does.
///
/// Methods throw what the resource throws, except [#apply], which always has a state to report.
/// What else there is to say is in the diagnostics of the [Invocation]. Safe for use by many
/// threads.
///
/// @param <C> the provider's client
public final class ResourceLifecycle<C> {
  private final Resource<C> resource;
  private final Schema schema;

  /// The lifecycle of one resource type.
  public ResourceLifecycle(Resource<C> resource) {
    this.resource = resource;
    this.schema = resource.schema();
  }

  /// The resource's type name.
  public String typeName() {
    return resource.typeName();
  }

  /// The resource's schema.
  public Schema schema() {
    return schema;
  }

  /// Checks a configuration, adding every problem found.
  ///
  /// @param config object of the schema; may hold unknown values
  public void validate(Value config, WriteOnly.Support support, Diagnostics diagnostics) {
    ConfigCheck.check(schema, config, support, diagnostics);
    if (config.isKnown()) {
      resource.validate(config, diagnostics);
    }
  }

  /// Plans a create, an update or a destroy.
  ///
  /// A null configuration means destroy. A null prior state means create, also for an object that
  /// is tainted or about to be replaced.
  public PlanResult plan(PlanRequest request, Invocation<C> call) {
    PrivateState own = PriorNote.without(request.privateState());
    if (request.config().isNull()) {
      PrivateState left =
          planDestroy(request.prior(), DestroyPlanContext.Reason.DESTROY, own, call);
      return new PlanResult(Value.nullOf(schema.type()), List.of(), left);
    }
    PlanRules rules = new PlanRules(schema, request.prior(), request.config(), request.proposed());
    PlanContext<C> context = new PlanContext<>(call, rules, request.walk(), own);
    resource.plan(context);
    Value planned = context.planned();
    List<Mismatch> misfits = Conformance.mismatches(schema, planned);
    report("plan for " + typeName(), misfits, call.diagnostics());
    if (!misfits.isEmpty()) {
      return new PlanResult(
          Conformance.salvage(schema, planned), List.of(), context.privateState());
    }
    List<Path> replace = replacements(request, planned, context);
    PrivateState privateState = context.privateState();
    if (!replace.isEmpty() && !call.diagnostics().hasErrors()) {
      // Terraform asks for no destroy plan of the old object, so a refusal to destroy has to come
      // from here. Where no new object is possible nothing is destroyed for it.
      privateState =
          planDestroy(request.prior(), DestroyPlanContext.Reason.REPLACE, privateState, call);
    }
    planReplacementOnRequest(request, call);
    report(
        "plan for " + typeName(),
        PlanCheck.mismatches(schema, request.prior(), request.config(), planned),
        call.diagnostics());
    boolean mayBeReplaced = !request.prior().isNull() && replace.isEmpty();
    return new PlanResult(
        planned,
        replace,
        mayBeReplaced
            ? PriorNote.of(request.priorBytes().get(), privateState).noted()
            : privateState);
  }

  /// Plans the destruction of an object that is replaced because the user wants it.
  private void planReplacementOnRequest(PlanRequest request, Invocation<C> call) {
    if (request.prior().isNull() && request.walk() == PlanContext.Walk.PLAN) {
      PriorNote.read(request.privateState())
          .ifPresent(note ->
              planDestroy(note.prior(schema), DestroyPlanContext.Reason.REPLACE, note.own(), call));
    }
  }

  private PrivateState planDestroy(
      Value prior,
      DestroyPlanContext.Reason reason,
      PrivateState privateState,
      Invocation<C> call) {
    DestroyPlanContext<C> context = new DestroyPlanContext<>(call, prior, reason, privateState);
    resource.planDestroy(context);
    return context.privateState();
  }

  private List<Path> replacements(PlanRequest request, Value planned, PlanContext<C> context) {
    Value prior = request.prior();
    if (prior.isNull()) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>(Replacements.of(schema, prior, request.config(), planned));
    if (context.demandedReplacements().isEmpty() || planned.equals(prior)) {
      return paths;
    }
    for (Path path : context.demandedReplacements()) {
      Optional<Value> before = prior.at(path);
      Optional<Value> after = planned.at(path);
      if (before.isEmpty() && after.isEmpty()) {
        report(
            "plan for " + typeName(),
            List.of(new Mismatch(path, "replacement is demanded at a path that does not exist")),
            context.diagnostics());
      } else if (!before.equals(after) && !paths.contains(path)) {
        paths.add(path);
      }
    }
    return paths;
  }

  /// Creates, updates or deletes, and returns what there is afterwards. Never throws: a failure is
  /// in the diagnostics of the call, and the state is then what the resource last said exists.
  /// Failing that, it is the prior state: null for a create.
  public StateResult apply(ApplyRequest request, Invocation<C> call) {
    ApplyRequest own =
        new ApplyRequest(
            request.prior(),
            request.config(),
            request.planned(),
            PriorNote.without(request.privateState()));
    return own.planned().isNull() ? delete(own, call) : write(own, call);
  }

  private StateResult delete(ApplyRequest request, Invocation<C> call) {
    Value none = Value.nullOf(schema.type());
    if (request.prior().isNull()) {
      return new StateResult(none, request.privateState());
    }
    DeleteContext<C> context = new DeleteContext<>(call, request.prior(), request.privateState());
    boolean done =
        Guarded.run(
                "delete " + typeName(),
                call,
                () -> {
                  resource.delete(context);
                  return true;
                })
            .isPresent();
    if (done && !call.diagnostics().hasErrors()) {
      return new StateResult(none, context.privateState());
    }
    return new StateResult(
        lastKnown(context.checkpoint(), request.prior(), call), context.privateState());
  }

  private StateResult write(ApplyRequest request, Invocation<C> call) {
    ApplyContext<C> context =
        new ApplyContext<>(
            call, request.prior(), request.config(), request.planned(), request.privateState());
    String action = (context.isCreate() ? "create " : "update ") + typeName();
    Optional<Value> written =
        Guarded.run(
            action,
            call,
            () -> context.isCreate() ? resource.create(context) : resource.update(context));
    if (written.isEmpty()) {
      return new StateResult(
          lastKnown(context.checkpoint(), request.prior(), call), context.privateState());
    }
    boolean failed = call.diagnostics().hasErrors();
    StateCheck check = new StateCheck(schema, action);
    Value state =
        failed
            ? check.lastKnown(written.get(), call.diagnostics())
            : check.planned(request.planned(), written.get(), call.diagnostics());
    return new StateResult(state, context.privateState());
  }

  private Value lastKnown(Optional<Value> checkpoint, Value prior, Invocation<C> call) {
    StateCheck check = new StateCheck(schema, "report the state of " + typeName());
    return checkpoint.map(state -> check.lastKnown(state, call.diagnostics())).orElse(prior);
  }

  /// Reads an object. The resulting state is null when the object is gone.
  public StateResult read(Value prior, PrivateState privateState, Invocation<C> call) {
    ReadContext<C> context = new ReadContext<>(call, prior, PriorNote.without(privateState));
    StateCheck check = new StateCheck(schema, "read " + typeName());
    Value state =
        resource
            .read(context)
            .map(read -> check.complete(read, call.diagnostics()))
            .orElse(Value.nullOf(schema.type()));
    return new StateResult(state, context.privateState());
  }

  /// Makes the state of an existing object from the user's text.
  public StateResult importState(String id, Invocation<C> call) {
    ImportContext<C> context = new ImportContext<>(call, id);
    Value state = resource.importState(context);
    StateCheck check = new StateCheck(schema, "import " + typeName());
    return new StateResult(check.imported(state, call.diagnostics()), context.privateState());
  }

  /// Reads stored state, and tells the resource that the state has this object.
  ///
  /// @param client empty where the provider is not configured
  /// @throws DiagnosticException when it cannot be read, or the resource has no upgrade
  public Value upgrade(long version, String json, Optional<C> client, Diagnostics diagnostics) {
    Value state = upgrade(version, json, diagnostics);
    client.filter(_ -> !state.isNull()).ifPresent(it -> resource.stands(state, it));
    return state;
  }

  /// Reads stored state, of the present schema version or of an earlier one.
  ///
  /// @throws DiagnosticException when it cannot be read, or the resource has no upgrade
  public Value upgrade(long version, String json, Diagnostics diagnostics) {
    try {
      if (version == schema.version()) {
        return StoredState.decode(schema, json);
      }
      if (version > schema.version()) {
        throw new DiagnosticException(
            Diagnostic.error(
                "Cannot read the state of " + typeName(),
                "It was written by a newer version of the provider (schema version "
                    + version
                    + ", this one has "
                    + schema.version()
                    + "). Use that version."));
      }
      Value upgraded = resource.upgrade(new UpgradeRequest(version, json, schema));
      return new StateCheck(schema, "upgrade " + typeName()).complete(upgraded, diagnostics);
    } catch (CtyException e) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Cannot read the state of " + typeName(),
              "The stored state (schema version "
                  + version
                  + ") is not as expected: "
                  + e.getMessage()),
          e);
    }
  }

  /// Takes over the state of another resource type.
  ///
  /// @throws DiagnosticException when the resource does not support the source
  public StateResult move(MoveRequest request, Diagnostics diagnostics) {
    Moved moved =
        resource
            .move(request)
            .orElseThrow(() ->
                new DiagnosticException(
                    Diagnostic.error(
                        "Cannot move " + request.sourceType() + " to " + typeName(),
                        typeName()
                            + " does not take over objects of "
                            + request.sourceType()
                            + " from "
                            + request.sourceProvider()
                            + ". Remove the moved block; use import to adopt an existing"
                            + " object.")));
    StateCheck check = new StateCheck(schema, "move to " + typeName());
    return new StateResult(check.complete(moved.state(), diagnostics), moved.privateState());
  }

  private void report(String what, List<Mismatch> mismatches, Diagnostics diagnostics) {
    mismatches.forEach(m -> diagnostics.add(Bug.diagnostic(what, m)));
  }
}
