package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
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
import dev.tfpaas.framework.schema.PlanModifier;
import dev.tfpaas.framework.schema.Schema;
import java.util.HashMap;
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
        walk(schema.block(), new Objects(Path.root(), proposed, config, prior), this::configured);
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
        walk(schema.block(), new Objects(Path.root(), base, config, prior), this::computed);
    for (String name : chosen.keySet()) {
      planned = planned.with(name, base.get(name));
    }
    return planned;
  }

  private Value typed(String name, Value value) {
    Optional<Attribute> attribute = schema.block().attribute(name);
    return attribute.map(a -> Completion.complete(a, value)).orElse(value);
  }

  private Value configured(Attribute attribute, AttributeChange change, boolean isNew) {
    if (attribute.is(Attribute.Trait.WRITE_ONLY)) {
      return Value.nullOf(attribute.type());
    }
    return change.config().isNull()
        ? attribute.defaultValue().orElse(change.planned())
        : modified(attribute, change, change.planned());
  }

  private Value computed(Attribute attribute, AttributeChange change, boolean isNew) {
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

  /// The same object in three of the five values.
  private record Objects(Path path, Value planned, Value config, Value prior) {

    AttributeChange attribute(Attribute attribute) {
      String name = attribute.name();
      return new AttributeChange(
          path.attribute(name),
          config.isKnown() ? config.get(name) : Value.nullOf(attribute.type()),
          prior.isKnown() ? prior.get(name) : Value.nullOf(attribute.type()),
          planned.get(name));
    }

    Objects block(NestedBlock block) {
      String name = block.name();
      return new Objects(
          path.attribute(name),
          planned.get(name),
          config.isKnown() ? config.get(name) : Value.nullOf(block.type()),
          prior.isKnown() ? prior.get(name) : Value.nullOf(block.type()));
    }
  }

  private Value walk(Block schema, Objects objects, Rule rule) {
    Map<String, Value> result = new HashMap<>();
    boolean isNew = objects.prior().isNull();
    for (Attribute attribute : schema.attributes()) {
      AttributeChange change = objects.attribute(attribute);
      Value inside = inside(attribute, change, rule);
      result.put(
          attribute.name(),
          rule.apply(
              attribute,
              new AttributeChange(change.path(), change.config(), change.prior(), inside),
              isNew));
    }
    for (NestedBlock block : schema.blocks()) {
      result.put(block.name(), nested(block.nesting(), block.block(), objects.block(block), rule));
    }
    return Value.object(result);
  }

  private Value inside(Attribute attribute, AttributeChange change, Rule rule) {
    if (change.config().isNull()) {
      return change.planned();
    }
    return switch (attribute.shape()) {
      case AttributeShape.Plain _ -> change.planned();
      case AttributeShape.Nested nested ->
          nested(
              nested.nesting(),
              nested.asBlock(),
              new Objects(change.path(), change.planned(), change.config(), change.prior()),
              rule);
    };
  }

  private Value nested(Nesting nesting, Block schema, Objects objects, Rule rule) {
    Value none = Value.nullOf(schema.type());
    ComputedOnly.Pairing pairing = new ComputedOnly.Pairing(schema, setOrNothing(nesting, objects));
    return NestedValues.map(
        nesting,
        objects.planned(),
        (step, planned) -> {
          boolean inSet = nesting == Nesting.SET;
          Value config = inSet ? pairing.take(planned) : objects.config().at(step).orElse(none);
          Value prior =
              inSet ? priorOf(objects.prior(), planned) : objects.prior().at(step).orElse(none);
          return walk(schema, new Objects(objects.path().then(step), planned, config, prior), rule);
        });
  }

  private static Value setOrNothing(Nesting nesting, Objects objects) {
    return nesting == Nesting.SET ? objects.config() : Value.nullOf(Type.DYNAMIC);
  }

  /// The prior element that a proposed element of a set was merged with. Only an equal one can be
  /// told for sure.
  private static Value priorOf(Value prior, Value planned) {
    return prior.isKnown() && prior.asList().contains(planned)
        ? planned
        : Value.nullOf(planned.type());
  }
}
