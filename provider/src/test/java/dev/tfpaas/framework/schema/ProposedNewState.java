package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The proposed new state: the configuration merged with the prior state, as Terraform does it
/// before it asks for a plan.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/internal/plans/objchange/objchange.go">objchange.ProposedNew</a>
public final class ProposedNewState {
  private ProposedNewState() {}

  /// The proposal.
  ///
  /// @param prior object of the schema, wholly known, or null
  /// @param config object of the schema, or null for a destroy, whose proposal is null
  public static Value of(Schema schema, Value prior, Value config) {
    return config.isNull() ? Value.nullOf(schema.type()) : block(schema.block(), prior, config);
  }

  private static Value block(Block schema, Value prior, Value config) {
    if (!config.isKnown()) {
      return config;
    }
    Value base = prior.isKnown() ? prior : Completion.nothing(schema);
    Map<String, Value> proposed = new HashMap<>(attributes(schema.attributes(), base, config));
    for (NestedBlock nested : schema.blocks()) {
      Value configured = config.get(nested.name());
      proposed.put(
          nested.name(),
          nested(nested.nesting(), nested.block(), base.get(nested.name()), configured));
    }
    return Value.object(proposed);
  }

  private static Map<String, Value> attributes(
      List<Attribute> attributes, Value prior, Value config) {
    Map<String, Value> proposed = new HashMap<>();
    for (Attribute attribute : attributes) {
      Value before = prior.isKnown() ? prior.get(attribute.name()) : Value.nullOf(attribute.type());
      proposed.put(attribute.name(), attribute(attribute, before, config.get(attribute.name())));
    }
    return proposed;
  }

  private static Value attribute(Attribute attribute, Value prior, Value config) {
    if (config.isNull()) {
      return attribute.isComputed() && !wasConfigured(attribute, prior) ? prior : config;
    }
    return switch (attribute.shape()) {
      case AttributeShape.Plain _ -> config;
      case AttributeShape.Nested nested ->
          nested(nested.nesting(), nested.asBlock(), prior, config);
    };
  }

  /// Whether the prior value can only come from a configuration that is no longer there: it holds
  /// something that is not computed.
  private static boolean wasConfigured(Attribute attribute, Value prior) {
    return attribute.isConfigurable()
        && attribute.shape() instanceof AttributeShape.Nested nested
        && holdsConfigured(nested, prior);
  }

  private static boolean holdsConfigured(AttributeShape.Nested nested, Value value) {
    return objects(nested.nesting(), value).stream()
        .anyMatch(object ->
            nested.attributes().stream().anyMatch(a -> isConfigured(a, object.get(a.name()))));
  }

  private static boolean isConfigured(Attribute attribute, Value value) {
    if (value.isNull()) {
      return false;
    }
    return !attribute.isComputed()
        || (attribute.shape() instanceof AttributeShape.Nested nested
            && holdsConfigured(nested, value));
  }

  private static List<Value> objects(Nesting nesting, Value nested) {
    List<Value> objects = new ArrayList<>();
    NestedValues.map(
        nesting,
        nested,
        (_, object) -> {
          objects.add(object);
          return object;
        });
    return objects;
  }

  private static Value nested(Nesting nesting, Block schema, Value prior, Value config) {
    return switch (nesting) {
      case SINGLE, GROUP -> block(schema, prior, config);
      case LIST, MAP ->
          NestedValues.map(nesting, config, (step, e) -> element(schema, prior.at(step), e));
      case SET -> set(schema, prior, config);
    };
  }

  private static Value element(Block schema, Optional<Value> prior, Value config) {
    return prior.map(before -> block(schema, before, config)).orElse(config);
  }

  private static Value set(Block schema, Value prior, Value config) {
    List<Value> unused = new ArrayList<>(prior.isKnown() ? prior.asList() : List.of());
    return NestedValues.map(
        Nesting.SET,
        config,
        (_, element) -> {
          Optional<Value> match =
              unused.stream().filter(e -> ComputedOnly.differ(schema, e, element)).findFirst();
          match.ifPresent(unused::remove);
          return block(schema, match.orElse(Value.nullOf(schema.type())), element);
        });
  }
}
