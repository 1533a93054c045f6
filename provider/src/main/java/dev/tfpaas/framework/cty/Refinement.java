package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/// What is already certain about an unknown value. Each kind belongs to certain types.
///
/// Like [Type], it has no instance method with a body, so that its constants are safe to load.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/unknown_refinement.go">cty's
///   refinements</a>
public sealed interface Refinement {
  /// Nothing is certain.
  Refinement NONE = new Nullness(false);

  /// The value will not be null.
  Refinement NOT_NULL = new Nullness(true);

  /// Whether the value will certainly not be null.
  boolean notNull();

  /// Whether this can be said about an unknown of this type.
  boolean suits(Type type);

  /// Nothing but, perhaps, that the value will not be null. For any type.
  record Nullness(boolean notNull) implements Refinement {
    @Override
    public boolean suits(Type type) {
      return true;
    }
  }

  /// A string will start with `prefix`; empty says nothing.
  record Prefix(boolean notNull, String prefix) implements Refinement {
    /// Brings the prefix into NFC.
    public Prefix {
      prefix = Text.nfc(prefix);
    }

    @Override
    public boolean suits(Type type) {
      return type.equals(Type.STRING);
    }
  }

  /// A number will lie between the bounds; an absent one is infinite.
  record Range(boolean notNull, Optional<Bound> lower, Optional<Bound> upper)
      implements Refinement {
    /// Checks the order of the bounds.
    ///
    /// @throws CtyException if no number lies between them
    public Range {
      if (lower.isPresent() && upper.isPresent()) {
        int order = lower.get().value().compareTo(upper.get().value());
        boolean pointIncluded = lower.get().inclusive() && upper.get().inclusive();
        if (order > 0 || (order == 0 && !pointIncluded)) {
          throw new CtyException(Path.root(), "no number lies between the refined bounds");
        }
      }
    }

    @Override
    public boolean suits(Type type) {
      return type.equals(Type.NUMBER);
    }
  }

  /// One end of a [Range]; `inclusive` if the number may be the bound itself.
  record Bound(BigDecimal value, boolean inclusive) {
    /// Makes equal numbers equal objects.
    public Bound {
      value = Numbers.canonical(value, Path.root());
    }
  }

  /// A list, set or map will have at least `least` elements, and at most `greatest`.
  record Length(boolean notNull, long least, OptionalLong greatest) implements Refinement {
    /// Checks the order of the lengths.
    ///
    /// @throws CtyException if a length is negative or none is possible
    public Length {
      if (least < 0 || greatest.orElse(least) < least) {
        throw new CtyException(Path.root(), "no length lies between the refined lengths");
      }
    }

    @Override
    public boolean suits(Type type) {
      return type instanceof Type.ListOf
          || type instanceof Type.SetOf
          || type instanceof Type.MapOf;
    }
  }
}
