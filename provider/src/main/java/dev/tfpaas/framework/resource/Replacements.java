package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeChange;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.NestedValues;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.Place;
import dev.tfpaas.framework.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The changes in a plan that the attributes say cannot be made in place.
final class Replacements {
  private final Set<Path> found = new LinkedHashSet<>();

  private Replacements() {}

  /// The paths of all changes that demand replacement. All values are objects of the schema.
  static List<Path> of(Schema schema, Value prior, Value config, Value planned) {
    Replacements replacements = new Replacements();
    replacements.block(Place.ROOT, schema.block(), new Values(prior, config, planned));
    return List.copyOf(replacements.found);
  }

  private record Values(Value prior, Value config, Value planned) {
    Values part(String name, Value none) {
      return new Values(
          prior.isKnown() ? prior.get(name) : none,
          config.isKnown() ? config.get(name) : none,
          planned.isKnown() ? planned.get(name) : none);
    }
  }

  private void block(Place place, Block schema, Values values) {
    for (Attribute attribute : schema.attributes()) {
      Value none = Value.nullOf(attribute.type());
      attribute(place.attribute(attribute.name()), attribute, values.part(attribute.name(), none));
    }
    for (NestedBlock block : schema.blocks()) {
      Value none = Value.nullOf(block.type());
      nested(
          place.attribute(block.name()),
          block.nesting(),
          block.block(),
          values.part(block.name(), none));
    }
  }

  private void attribute(Place place, Attribute attribute, Values values) {
    if (values.planned().equals(values.prior())) {
      return;
    }
    AttributeChange change =
        new AttributeChange(place.path(), values.config(), values.prior(), values.planned());
    if (attribute.replaceRules().stream().anyMatch(rule -> rule.test(change))) {
      found.add(place.path());
    }
    if (attribute.shape() instanceof AttributeShape.Nested nested) {
      nested(place, nested.nesting(), nested.asBlock(), values);
    }
  }

  /// An element that is new or gone is no change of the attributes inside it, and an element of a
  /// set has no prior self to compare with: a rule for those belongs on the attribute that holds
  /// the elements.
  private void nested(Place place, Nesting nesting, Block schema, Values values) {
    if (nesting == Nesting.SET) {
      return;
    }
    Value none = Value.nullOf(schema.type());
    NestedValues.map(
        nesting,
        values.planned(),
        (step, planned) -> {
          Value config = values.config().at(step).orElse(none);
          values
              .prior()
              .at(step)
              .filter(Value::isKnown)
              .map(prior -> new Values(prior, config, planned))
              .ifPresent(inside -> block(place.object(nesting, step), schema, inside));
          return planned;
        });
  }
}
