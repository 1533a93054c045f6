package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// One planning of a create or an update. Owned by the thread of its call.
///
/// What the resource plans here has the last word; around it the generic rules are applied anew
/// each time: as long as nothing differs from the prior state nothing changes, and as soon as
/// something does, computed attributes that neither keep their prior value nor were planned here
/// become unknown.
///
/// @param <C> the provider's client
public final class PlanContext<C> extends ResourceContext<C> {

  /// Whether this planning is the one before applying.
  public enum Walk {
    /// `terraform plan`, or the planning half of `terraform apply`.
    PLAN,
    /// The second planning, in the apply walk, whose result must agree with the first. Since
    /// Terraform 1.9 it says so; an older Terraform, and OpenTofu, cannot be told apart and always
    /// look like [#PLAN].
    APPLY
  }

  private final PlanRules rules;
  private final Walk walk;
  private final Map<String, Value> chosen = new LinkedHashMap<>();
  private final List<Path> replace = new ArrayList<>();

  PlanContext(Invocation<C> call, PlanRules rules, Walk walk, PrivateState privateState) {
    super(call, privateState);
    this.rules = rules;
    this.walk = walk;
  }

  /// Whether the object is to be created; [#prior] is null then. True also for the second planning
  /// of a replacement.
  public boolean isCreate() {
    return prior().isNull();
  }

  /// Makes the context of planning the end of an object that Terraform destroys for this creation
  /// and does not speak of, as it does with a tainted one.
  ///
  /// @param goes its state, wholly known
  /// @param facts the private bytes beside it
  /// @param said collects what there is to say of that end
  public DestroyPlanContext<C> replacing(Value goes, PrivateState facts, Diagnostics said) {
    Invocation<C> call = new Invocation<>(call().client(), call().stop(), call().log(), said);
    return new DestroyPlanContext<>(call, goes, DestroyPlanContext.Reason.REPLACE, facts);
  }

  /// Whether this planning belongs to an apply.
  public Walk walk() {
    return walk;
  }

  /// What the user wrote; may hold unknown values.
  public Value config() {
    return rules.config();
  }

  /// The last state: wholly known; null when the object is to be created.
  public Value prior() {
    return rules.prior();
  }

  /// What is planned as things stand, generic rules included; may hold unknown values.
  public Value planned() {
    return rules.planned(chosen);
  }

  /// Whether anything differs from the prior state as things stand. Always true for a create.
  public boolean changed() {
    return !planned().equals(prior());
  }

  /// Whether this attribute differs from the prior state as things stand, an unknown always does.
  /// Always true for a create.
  public boolean changed(String attribute) {
    return isCreate() || !planned().get(attribute).equals(prior().get(attribute));
  }

  /// Plans a value for a top-level attribute. For a configured attribute only the configured or the
  /// prior value is allowed; for one that is computed and not configured, any.
  public void plan(String attribute, Value value) {
    if (!rules.type().attributes().containsKey(attribute)) {
      throw new IllegalArgumentException("there is no attribute " + attribute);
    }
    chosen.put(attribute, value);
  }

  /// Plans "known after apply" for a top-level attribute.
  public void planUnknown(String attribute) {
    plan(attribute, Value.unknown(typeOf(attribute)));
  }

  /// Plans the prior value of a top-level attribute, whatever is configured. For a create that is
  /// null.
  public void planPrior(String attribute) {
    plan(attribute, isCreate() ? Value.nullOf(typeOf(attribute)) : prior().get(attribute));
  }

  /// Demands that the object be replaced if the value at this path changes. Without effect where it
  /// does not, and for a create.
  public void requireReplace(Path path) {
    replace.add(path);
  }

  List<Path> demandedReplacements() {
    return List.copyOf(replace);
  }

  private Type typeOf(String attribute) {
    SortedMap<String, Type> types = rules.type().attributes();
    Type type = types.get(attribute);
    if (type == null) {
      throw new IllegalArgumentException("there is no attribute " + attribute);
    }
    return type;
  }

  @Override
  public Value timeoutsFrom() {
    return config();
  }
}
