package dev.tfpaas.framework.schema;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The `timeouts` block as Terraform users know it: `timeouts { create = "30m" }`. Terraform itself
/// sets no deadline; the provider does.
public final class Timeouts {
  /// The name of the block.
  public static final String NAME = "timeouts";

  private Timeouts() {}

  /// What can have a time limit.
  public enum Operation {
    /// Creating the object.
    CREATE,
    /// Looking at the object.
    READ,
    /// Changing the object.
    UPDATE,
    /// Removing the object.
    DELETE;

    private String attribute() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The block with one optional attribute for each of these operations.
  public static NestedBlock block(Operation... operations) {
    List<Attribute> attributes =
        List.of(operations).stream()
            .map(operation ->
                Attribute.optional(
                        operation.attribute(),
                        Type.STRING,
                        "Time allowed to "
                            + operation.attribute()
                            + " the object, as a duration such as `90s` or `1h30m`.")
                    .validatedBy(new DurationText()))
            .toList();
    return NestedBlock.single(NAME, Block.of("Time limits of the operations.", attributes));
  }

  /// The limit that an object with this block sets; empty when the object, the block or the
  /// attribute is null, unknown or absent.
  ///
  /// @param object configuration, plan or state
  public static Optional<Duration> of(Value object, Operation operation) {
    return present(object, NAME)
        .flatMap(block -> present(block, operation.attribute()))
        .flatMap(text -> Durations.parse(text.asString()));
  }

  private static Optional<Value> present(Value object, String name) {
    return object instanceof Value.ObjectValue known && known.attributes().containsKey(name)
        ? Optional.of(known.get(name)).filter(value -> value.isKnown() && !value.isNull())
        : Optional.empty();
  }
}
