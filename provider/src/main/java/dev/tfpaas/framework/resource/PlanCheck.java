package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.Mismatch;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.NestedValues;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// The checks Terraform makes of a planned state, made here first, so that a mistake is found by a
/// test and is explained in our words.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/internal/plans/objchange/plan_valid.go">objchange.AssertPlanValid</a>
final class PlanCheck {
  private final List<Mismatch> found = new ArrayList<>();

  private PlanCheck() {}

  /// Everything that Terraform would refuse in a plan of a create or an update. All values are
  /// objects of the schema; the prior may be null.
  static List<Mismatch> mismatches(Schema schema, Value prior, Value config, Value planned) {
    PlanCheck check = new PlanCheck();
    check.block(Path.root(), schema.block(), new Values(prior, config, planned));
    return List.copyOf(check.found);
  }

  private record Values(Value prior, Value config, Value planned) {
    Values part(String name, Value none) {
      return new Values(
          prior.isKnown() ? prior.get(name) : none, config.get(name), planned.get(name));
    }

    Values object(Path step, Value object, Value none) {
      return new Values(prior.at(step).orElse(none), config.at(step).orElse(none), object);
    }
  }

  private void block(Path path, Block schema, Values values) {
    if (existenceDiffers(path, values) || !values.planned().isKnown()) {
      return;
    }
    for (Attribute attribute : schema.attributes()) {
      attribute(
          path.attribute(attribute.name()),
          attribute,
          values.part(attribute.name(), Value.nullOf(attribute.type())));
    }
    for (NestedBlock block : schema.blocks()) {
      nestedBlock(
          path.attribute(block.name()),
          block,
          values.part(block.name(), Value.nullOf(block.type())));
    }
  }

  private boolean existenceDiffers(Path path, Values values) {
    if (values.planned().isNull() && !values.config().isNull()) {
      report(path, "planned for absence but config wants existence");
      return true;
    }
    if (values.config().isNull() && !values.planned().isNull()) {
      report(path, "planned for existence but config wants absence");
      return true;
    }
    return false;
  }

  private void nestedBlock(Path path, NestedBlock schema, Values values) {
    if (values.config().isUnknown()) {
      require(values.planned().isUnknown(), path, "planned value for unknown dynamic block");
      return;
    }
    if (values.planned().isUnknown()) {
      report(
          path,
          "attribute representing nested block must not be unknown itself; set nested attribute"
              + " values to unknown instead");
      return;
    }
    if (schema.nesting().isCollection() && values.planned().isNull()) {
      report(
          path,
          "attribute representing a list of nested blocks must be empty to indicate no blocks, not"
              + " null");
      return;
    }
    requireKnownElements(path, values.planned());
    switch (schema.nesting()) {
      case SINGLE, GROUP -> block(path, schema.block(), values);
      case LIST -> {
        int planned = values.planned().asList().size();
        int config = values.config().asList().size();
        require(
            planned == config,
            path,
            "block count in plan ("
                + planned
                + ") disagrees with count in config ("
                + config
                + ")");
        objects(path, Nesting.LIST, schema.block(), values);
      }
      case MAP -> {
        keys(path, "block key", values);
        objects(path, Nesting.MAP, schema.block(), values);
      }
      // Terraform does not look into a set of blocks either.
      case SET -> {}
    }
  }

  private void requireKnownElements(Path path, Value nested) {
    Collection<Value> elements = List.of();
    if (nested instanceof Value.MapValue map) {
      elements = map.elements().values();
    } else if (nested.isSequence()) {
      elements = nested.asList();
    }
    require(
        elements.stream().noneMatch(Value::isUnknown),
        path,
        "element representing nested block must not be unknown itself; set nested attribute values"
            + " to unknown instead");
  }

  private void attribute(Path path, Attribute attribute, Values values) {
    Value planned = values.planned();
    if (attribute.is(Attribute.Trait.WRITE_ONLY)) {
      require(planned.isNull(), path, "a value is planned for a write-only attribute");
      return;
    }
    boolean asConfigured = same(planned, values.config());
    boolean asBefore =
        !values.prior().isNull() && !values.config().isNull() && same(planned, values.prior());
    boolean providerSets = attribute.isComputed() && values.config().isNull();
    if (asConfigured || asBefore || providerSets) {
      return;
    }
    if (values.config().isNull()) {
      report(path, "a value is planned for a non-computed attribute that is not configured");
      return;
    }
    if (attribute.shape() instanceof AttributeShape.Nested nested) {
      nestedAttribute(path, nested, values);
    } else {
      report(
          path,
          values.prior().isNull()
              ? "planned value does not match config value"
              : "planned value does not match config value nor prior value");
    }
  }

  private void nestedAttribute(Path path, AttributeShape.Nested nested, Values values) {
    if (existenceDiffers(path, values)) {
      return;
    }
    if (values.planned().isUnknown() || values.config().isUnknown()) {
      report(path, "planned unknown for configured value, or a value for an unknown one");
      return;
    }
    switch (nested.nesting()) {
      case SINGLE, GROUP -> block(path, nested.asBlock(), values);
      case LIST, SET -> {
        int planned = values.planned().asList().size();
        int config = values.config().asList().size();
        require(
            planned == config,
            path,
            "count in plan (" + planned + ") disagrees with count in config (" + config + ")");
        // Terraform trusts the content of a set.
        if (nested.nesting() == Nesting.LIST) {
          objects(path, Nesting.LIST, nested.asBlock(), values);
        }
      }
      case MAP -> {
        keys(path, "map key", values);
        objects(path, Nesting.MAP, nested.asBlock(), values);
      }
    }
  }

  private void objects(Path path, Nesting nesting, Block schema, Values values) {
    Value none = Value.nullOf(schema.type());
    NestedValues.map(
        nesting,
        values.planned(),
        (step, object) -> {
          Optional<Value> configured = values.config().at(step);
          configured
              .filter(Value::isKnown)
              .ifPresent(_ -> block(path.then(step), schema, values.object(step, object, none)));
          return object;
        });
  }

  private void keys(Path path, String what, Values values) {
    SortedMap<String, Value> planned = values.planned().asMap();
    SortedMap<String, Value> config = values.config().asMap();
    Set<String> all = new TreeSet<>(planned.keySet());
    all.addAll(config.keySet());
    for (String key : all) {
      require(
          config.containsKey(key),
          path,
          what + " \"" + key + "\" from plan is not present in config");
      require(
          planned.containsKey(key),
          path,
          what + " \"" + key + "\" from config is not present in plan");
    }
  }

  /// Equality as Terraform tests it here: what is certain about an unknown does not count.
  private static boolean same(Value a, Value b) {
    return a.equals(b) || (a.isUnknown() && b.isUnknown());
  }

  private void require(boolean holds, Path path, String reason) {
    if (!holds) {
      report(path, reason);
    }
  }

  private void report(Path path, String reason) {
    found.add(new Mismatch(path, reason));
  }
}
