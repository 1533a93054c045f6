package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The test by which Terraform correlates the elements of a set: does a state value differ from a
/// configured one only in computed attributes that the configuration leaves null?
public final class ComputedOnly {
  private ComputedOnly() {}

  /// Whether the state's object could have come from the configured one: both are equal but for
  /// computed attributes that are null in the configuration.
  public static boolean differ(Block schema, Value state, Value config) {
    if (state.equals(config) || state.isNull()) {
      return true;
    }
    return state.isKnown()
        && config.isKnown()
        && schema.attributes().stream()
            .allMatch(a -> attribute(a, state.get(a.name()), config.get(a.name())))
        && schema.blocks().stream()
            .allMatch(
                b -> nested(b.nesting(), b.block(), state.get(b.name()), config.get(b.name())));
  }

  private static boolean attribute(Attribute attribute, Value state, Value config) {
    if (state.equals(config)) {
      return true;
    }
    return (attribute.isComputed() && config.isNull())
        || (attribute.shape() instanceof AttributeShape.Nested nested
            && nested(nested.nesting(), nested.asBlock(), state, config));
  }

  private static boolean nested(Nesting nesting, Block schema, Value state, Value config) {
    if (state.equals(config) || state.isNull()) {
      return true;
    }
    // Elements of a nested set cannot be correlated, so they must be equal as a whole.
    if (nesting == Nesting.SET || !state.isKnown() || !config.isKnown()) {
      return false;
    }
    List<Boolean> verdicts = new ArrayList<>();
    NestedValues.map(
        nesting,
        state,
        (step, object) -> {
          verdicts.add(
              counterpart(config, step).filter(c -> differ(schema, object, c)).isPresent());
          return object;
        });
    return !verdicts.contains(false);
  }

  private static Optional<Value> counterpart(Value nested, Path step) {
    return nested.at(step);
  }

  /// For each object of a planned or proposed set, the element of the configured set it stands for,
  /// each used once.
  public static final class Pairing {
    private final Block schema;
    private final List<Value> unused;

    /// Starts with all elements of the configured set unused; none when that is null or unknown.
    public Pairing(Block schema, Value config) {
      this.schema = schema;
      this.unused = new ArrayList<>(config.isKnown() ? config.asList() : List.of());
    }

    /// The configured element that this object stands for; empty when there is none.
    public Optional<Value> take(Value object) {
      Optional<Value> match = unused.stream().filter(c -> differ(schema, object, c)).findFirst();
      match.ifPresent(unused::remove);
      return match;
    }
  }
}
