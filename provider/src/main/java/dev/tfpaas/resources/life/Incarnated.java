package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.MoveRequest;
import dev.tfpaas.framework.resource.Moved;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.framework.resource.UpgradeRequest;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import java.util.Optional;

/// A resource that destroys only what it made or took over last.
///
/// A creation takes over what exists under its name. With `create_before_destroy`, a renamed label,
/// or a second state, the destruction of an older object then means the very same one. So each
/// creation marks the object with a new incarnation and keeps it beside the state, and a
/// destruction leaves an object that bears another one than its own.
///
/// @param resource the resource itself
/// @param whose tells whose an object is
public record Incarnated(Life<?, ?> resource, Whose whose) implements Resource<PaasClient> {

  /// Makes it of a resource.
  public Incarnated(Life<?, ?> resource) {
    this(resource, new Whose(resource.kind()));
  }

  @Override
  public Value create(ApplyContext<PaasClient> context) {
    Ownership.Identity identity = identity(context.planned());
    return context
        .client()
        .ownership()
        .alone(identity, () -> context.client().during(() -> created(context)));
  }

  private Value created(ApplyContext<PaasClient> context) {
    Value state = resource.create(context);
    String id = state.get("id").asString();
    Optional<String> mark = renewed(context, id);
    // What this process itself does knows whose the object is, marked or not.
    String incarnation = mark.orElseGet(Incarnations::fresh);
    context.client().ownership().made(typeName(), id, incarnation);
    context.client().onePlan().done(identity(context.planned()));
    context.client().doubles().made(state, incarnation);
    context.client().plannedDatabases().made(id);
    context.privateState(PrivateFacts.incarnated(context.privateState(), mark));
    return state;
  }

  private Ownership.Identity identity(Value object) {
    return new Ownership.Identity(typeName(), resource.kind().identity(object));
  }

  /// An object whose mark could not be written is there all the same. A mark that it may not bear
  /// is not kept beside the state, or no later destruction would take it for its own.
  private Optional<String> renewed(ApplyContext<PaasClient> context, String id) {
    try {
      return Optional.of(
          resource
              .kind()
              .marked()
              .map(kind -> whose.marks(context).renew(kind, id))
              .orElseGet(Incarnations::fresh));
    } catch (PlatformException failure) {
      context
          .diagnostics()
          .warning(
              id + " could not be marked as made here",
              PlatformFailure.detail(failure)
                  + " It is complete all the same. Until it is marked, another object that is the"
                  + " same one, e.g. one that is left over as deposed, would delete it when that is"
                  + " destroyed: `terraform state rm` forgets that one.");
      return Optional.empty();
    }
  }

  @Override
  public void delete(DeleteContext<PaasClient> context) {
    PaasClient client = context.client();
    Ownership.Identity identity = identity(context.prior());
    client.ownership().alone(identity, () -> client.during(() -> ended(context)));
  }

  private Value ended(DeleteContext<PaasClient> context) {
    Value prior = context.prior();
    if (OnePlan.isLeft(context.privateState())
        || whose.isOthers(context, prior, context.privateState())) {
      warn(context.diagnostics(), prior, "It is left as it is, and only forgotten here.");
      context.client().readObjects().remove(identity(prior));
    } else {
      deleteOwn(context);
    }
    return prior;
  }

  private void deleteOwn(DeleteContext<PaasClient> context) {
    GroupFirst.require(context);
    UnsaidEnd.recallUnfinished(context);
    Optional<String> own = PrivateFacts.incarnation(context.privateState());
    try {
      resource.delete(context);
      context.client().doubles().ended(context.prior());
      forget(context, context.prior());
    } finally {
      context.privateState(PrivateFacts.incarnated(context.privateState(), own));
    }
  }

  private void forget(ResourceContext<PaasClient> context, Value object) {
    context.client().readObjects().remove(identity(object));
    context.client().onePlan().done(identity(object));
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context) {
    context.client().following(() -> planned(context));
    GroupFirst.note(context);
    if (isApp()
        && context.reason() == DestroyPlanContext.Reason.DESTROY
        && !context.diagnostics().hasErrors()
        && context.client().onePlan().ends(identity(context.prior()), context.prior())) {
      context.privateState(OnePlan.left(context.privateState()));
      context
          .diagnostics()
          .warning(
              "%s goes on under another label".formatted(context.prior().get("id").asString()),
              "This plan takes it over at another address. Here it is left as it is, and only"
                  + " forgotten. A `moved` block says the same, and nothing is made anew.");
    }
  }

  private boolean isApp() {
    return resource.kind().marked().equals(Optional.of(Incarnations.Kind.APP));
  }

  private boolean isGroup() {
    return resource.kind().marked().equals(Optional.of(Incarnations.Kind.FAILOVER_GROUP));
  }

  private Value planned(DestroyPlanContext<PaasClient> context) {
    Value prior = context.prior();
    context.client().readObjects().planned(identity(prior));
    if (isUnmarked(context)) {
      context.client().doubles().destroys(prior, context.privateState(), context.diagnostics());
    }
    if (whose.isOthers(context, prior, context.privateState())) {
      warn(
          context.diagnostics(),
          prior,
          "Destroying it here leaves it as it is, and only forgets it.");
      if (isGroup()) {
        String group = prior.get("id").asString();
        context.diagnostics().addAll(context.client().plannedGroups().stays(group));
      }
    } else {
      resource.planDestroy(context);
    }
    return prior;
  }

  private static void warn(Diagnostics diagnostics, Value prior, String what) {
    diagnostics.warning(
        "%s was taken over".formatted(prior.get("id").asString()),
        "Another resource, in this configuration or in another state, made it anew or took it over"
            + " since this one did. "
            + what);
  }

  @Override
  public Optional<Value> read(ReadContext<PaasClient> context) {
    Optional<String> own = PrivateFacts.incarnation(context.privateState());
    context.client().readObjects().planned(identity(context.prior()));
    Optional<Value> state = resource.read(context);
    if (state.isEmpty()) {
      forget(context, context.prior());
    }
    context.privateState(PrivateFacts.incarnated(context.privateState(), own));
    state.ifPresent(there -> {
      Ownership.Identity identity = identity(there);
      context.client().readObjects().add(identity, there, context.privateState());
      if (isUnmarked(context)) {
        context.client().doubles().stands(there, context.privateState());
      }
    });
    return state;
  }

  @Override
  public void stands(Value state, PaasClient client) {
    client.readObjects().addUnread(identity(state), state);
  }

  /// Whether this is a group of a platform that cannot mark it. Other objects are replaced in the
  /// usual order, where the destruction comes first.
  private boolean isUnmarked(ResourceContext<PaasClient> context) {
    return isGroup()
        && context.client().platform().isPresent()
        && !whose.marks(context).marks(Incarnations.Kind.FAILOVER_GROUP);
  }

  @Override
  public Value update(ApplyContext<PaasClient> context) {
    Optional<String> own = PrivateFacts.incarnation(context.privateState());
    try {
      return resource.update(context);
    } finally {
      context.privateState(PrivateFacts.incarnated(context.privateState(), own));
    }
  }

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
    context
        .client()
        .readObjects()
        .planned(identity(context.isCreate() ? context.planned() : context.prior()));
    Optional<ReadObjects.Standing> standing = standing(context);
    Optional<ReadObjects.Standing> goes = standing.filter(it -> isUnsaid(context, it));
    Optional<ReadObjects.Standing> another =
        standing.isPresent()
            ? Optional.empty()
            : new UnsaidEnd(typeName()).of(context).filter(it -> isUnsaid(context, it));
    boolean left =
        standing.filter(it -> whose.isOthers(context, it.state(), it.privateState())).isPresent();
    if (left) {
      // It is not destroyed for this creation, which therefore meets it.
      context.privateState(PrivateState.NONE);
      context.client().readObjects().remove(identity(context.planned()));
    } else {
      goes.filter(_ -> isMadeAnewAsItWas())
          .ifPresent(tainted -> context.privateState(tainted.privateState()));
    }
    resource.plan(context);
    // Terraform gives the destruction what is kept of this creation.
    standing
        .or(() -> another)
        .ifPresent(it ->
            context.privateState(
                PrivateFacts.owned(
                    context.privateState(), PrivateFacts.incarnation(it.privateState()))));
    new UnsaidEnd(typeName()).noteUnfinished(context, standing, resource);
    goes.ifPresent(tainted -> {
      planEnd(context, tainted, context.diagnostics());
      sayWaysOut(context, tainted);
    });
    another.ifPresent(tainted -> {
      Diagnostics said = new Diagnostics();
      planEnd(context, tainted, said);
      UnsaidEnd.tell(context, id(tainted), said);
    });
    if (context.isCreate() && isApp()) {
      planMaking(context);
    }
    if (isUnmarked(context) && context.isCreate()) {
      context.client().doubles().creates(context.planned(), context.diagnostics());
    } else if (isUnmarked(context)) {
      context.client().doubles().stands(context.prior(), context.privateState());
    }
  }

  /// A copy that the plan ends at another address may be ended before this creation can take it
  /// over. Where this creation was planned first, the destruction is planned to leave it.
  private void planMaking(PlanContext<PaasClient> context) {
    if (context.client().onePlan().makes(identity(context.planned()), context.planned())) {
      context.diagnostics().add(OnePlan.madeAnewEmpty());
    }
  }

  /// Returns the object of the state that the planned creation is already.
  private Optional<ReadObjects.Standing> standing(PlanContext<PaasClient> context) {
    return context.isCreate() && context.walk() == PlanContext.Walk.PLAN
        ? context.client().readObjects().find(identity(context.planned()))
        : Optional.empty();
  }

  /// Whether Terraform does not say that it plans the creation in the place of that object: it is
  /// tainted, or its label was renamed. One whose creation failed is made anew, and nothing of it
  /// is kept.
  private boolean isUnsaid(PlanContext<PaasClient> context, ReadObjects.Standing object) {
    return context.privateState().isEmpty() && !resource.isUnfinished(object.privateState());
  }

  /// Whether a creation is to be planned with the facts of what goes. An app may be taken over as
  /// it stands, so that its own plan looks at it anew.
  private boolean isMadeAnewAsItWas() {
    return resource.kind().marked().isPresent() && !isApp();
  }

  private static String id(ReadObjects.Standing object) {
    return object.state().get("id").asString();
  }

  /// Asks whether what goes may go, as for an object that the user has replaced: once what hangs on
  /// it was ended in apply it is too late.
  private void planEnd(
      PlanContext<PaasClient> context, ReadObjects.Standing goes, Diagnostics said) {
    if (!isUnmarked(context)) {
      context
          .client()
          .following(() -> planned(context.replacing(goes.state(), goes.privateState(), said)));
    }
  }

  private static void sayWaysOut(PlanContext<PaasClient> context, ReadObjects.Standing goes) {
    if (context.diagnostics().hasErrors()) {
      context
          .diagnostics()
          .warning(
              "%s is in the state already".formatted(id(goes)),
              ("This plan would end it and make it anew, unless a `removed` block only forgets it,"
                      + " which Terraform does not tell. If it is only tainted, `terraform untaint`"
                      + " keeps it as it is. If its label was renamed, write a `moved` block with"
                      + " `from` and `to`, in the place of a `removed` block; or keep that one and"
                      + " add an `import` block with the new label as `to` and `id = \"%s\"`. To"
                      + " destroy a tainted one, or all: `terraform destroy -refresh=false`.")
                  .formatted(id(goes)));
    }
  }

  @Override
  public Value importState(ImportContext<PaasClient> context) {
    return resource.importState(context);
  }

  @Override
  public Value upgrade(UpgradeRequest request) {
    return resource.upgrade(request);
  }

  @Override
  public Optional<Moved> move(MoveRequest request) {
    return resource.move(request);
  }
}
