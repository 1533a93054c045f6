package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeChange;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ComputedOnly;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.NestedValues;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.Place;
import dev.tfpaas.framework.schema.PlanModifier;
import dev.tfpaas.framework.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From the proposed to the planned state by the rules that hold for every resource.
///
/// Two passes. *Configured*: write-only values go, defaults come, and plan modifiers choose for
/// what is configured. The result is compared with the prior state; equal means that nothing
/// changes. *Computed*: otherwise what the provider sets becomes unknown, unless it is kept.
final class PlanRules {
  private final Schema schema;
  private final Value prior;
  private final Value config;
  private final Value configured;

  /// Starts from what Terraform proposes.
  ///
  /// @param prior object of the schema, or null for a create
  /// @param config object of the schema
  /// @param proposed object of the schema
  PlanRules(Schema schema, Value prior, Value config, Value proposed) {
    this.schema = schema;
    this.prior = prior;
    this.config = config;
    this.configured =
        walk(
            schema.block(),
            new Objects(Place.ROOT, proposed, config, prior),
            PlanRules::configured);
  }

  Type.ObjectOf type() {
    return schema.type();
  }

  Value prior() {
    return prior;
  }

  Value config() {
    return config;
  }

  /// The planned state, given what the resource chose for some top-level attributes.
  Value planned(Map<String, Value> chosen) {
    Value base = configured;
    for (Map.Entry<String, Value> choice : chosen.entrySet()) {
      base = base.with(choice.getKey(), typed(choice.getKey(), choice.getValue()));
    }
    if (base.equals(prior)) {
      return prior;
    }
    Value planned =
        walk(schema.block(), new Objects(Place.ROOT, base, config, prior), PlanRules::computed);
    for (String name : chosen.keySet()) {
      planned = planned.with(name, base.get(name));
    }
    return planned;
  }

  private Value typed(String name, Value value) {
    Optional<Attribute> attribute = schema.block().attribute(name);
    return attribute.map(a -> Completion.complete(a, value)).orElse(value);
  }

  private static Value configured(Attribute attribute, AttributeChange change, boolean isNew) {
    if (attribute.is(Attribute.Trait.WRITE_ONLY)) {
      return Value.nullOf(attribute.type());
    }
    return change.config().isNull()
        ? attribute.defaultValue().orElse(change.planned())
        : modified(attribute, change, change.planned());
  }

  private static Value computed(Attribute attribute, AttributeChange change, boolean isNew) {
    boolean providerSets = attribute.isComputed() && change.config().isNull();
    if (!providerSets || attribute.defaultValue().isPresent()) {
      return change.planned();
    }
    Value planned =
        keeps(attribute, change, isNew) ? change.planned() : Value.unknown(attribute.type());
    return modified(attribute, change, planned);
  }

  /// Whether a computed attribute keeps its prior value in an update that changes something else.
  /// An optional one does, even null: the user has not asked for another. A null that is kept on
  /// request may still be filled: it may come from an import.
  private static boolean keeps(Attribute attribute, AttributeChange change, boolean isNew) {
    if (isNew || !change.planned().equals(change.prior())) {
      return !change.planned().isNull();
    }
    return attribute.isConfigurable()
        || (attribute.is(Attribute.Trait.KEEPS_PRIOR) && !change.planned().isNull());
  }

  private static Value modified(Attribute attribute, AttributeChange change, Value planned) {
    Value result = planned;
    for (PlanModifier modifier : attribute.modifiers()) {
      result =
          modifier.plan(
              new AttributeChange(change.path(), change.config(), change.prior(), result));
    }
    return result;
  }

  /// One pass over one attribute.
  @FunctionalInterface
  private interface Rule {
    /// The value to plan.
    ///
    /// @param isNew whether the object that holds the attribute did not exist before
    Value apply(Attribute attribute, AttributeChange change, boolean isNew);
  }

  /// The same object, or the same nested value, in three of the five values.
  private record Objects(Place place, Value planned, Value config, Value prior) {

    Objects attribute(Attribute attribute) {
      return part(attribute.name(), Value.nullOf(attribute.type()));
    }

    Objects block(NestedBlock block) {
      return part(block.name(), Value.nullOf(block.type()));
    }

    private Objects part(String name, Value none) {
      return new Objects(
          place.attribute(name),
          planned.get(name),
          config.isKnown() ? config.get(name) : none,
          prior.isKnown() ? prior.get(name) : none);
    }

    AttributeChange change(Value plannedInside) {
      return new AttributeChange(place.path(), config, prior, plannedInside);
    }
  }

  private static Value walk(Block schema, Objects objects, Rule rule) {
    Map<String, Value> result = new HashMap<>();
    boolean isNew = objects.prior().isNull();
    for (Attribute attribute : schema.attributes()) {
      Objects values = objects.attribute(attribute);
      AttributeChange change = values.change(inside(attribute, values, rule));
      result.put(attribute.name(), rule.apply(attribute, change, isNew));
    }
    for (NestedBlock block : schema.blocks()) {
      result.put(block.name(), nested(block.nesting(), block.block(), objects.block(block), rule));
    }
    return Value.object(result);
  }

  private static Value inside(Attribute attribute, Objects values, Rule rule) {
    return attribute.shape() instanceof AttributeShape.Nested nested && !values.config().isNull()
        ? nested(nested.nesting(), nested.asBlock(), values, rule)
        : values.planned();
  }

  private static Value nested(Nesting nesting, Block schema, Objects values, Rule rule) {
    if (nesting == Nesting.SET) {
      return set(schema, values, rule);
    }
    Value none = Value.nullOf(schema.type());
    return NestedValues.map(
        nesting,
        values.planned(),
        (step, planned) ->
            walk(
                schema,
                new Objects(
                    values.place().object(nesting, step),
                    planned,
                    values.config().at(step).orElse(none),
                    values.prior().at(step).orElse(none)),
                rule));
  }

  private static Value set(Block schema, Objects values, Rule rule) {
    ComputedOnly.Pairing pairing = new ComputedOnly.Pairing(schema, values.config());
    List<Value> before = values.prior().isKnown() ? values.prior().asList() : List.of();
    return NestedValues.map(
        Nesting.SET,
        values.planned(),
        (step, planned) -> {
          // The prior element that this one was merged with is told for sure only if it is equal.
          // An element that a plan modifier
          // changed has no partner in the configuration; what is not null in it then counts as
          // configured.
          Value prior = before.contains(planned) ? planned : Value.nullOf(schema.type());
          Value config = pairing.take(planned).orElse(planned);
          Place place = values.place().object(Nesting.SET, step);
          return walk(schema, new Objects(place, planned, config, prior), rule);
        });
  }
}
