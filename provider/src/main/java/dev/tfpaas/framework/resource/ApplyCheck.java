package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.Mismatch;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The comparison Terraform makes of a new state with its plan: what was known must have come true,
/// what was unknown may be anything.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/internal/plans/objchange/compatible.go">objchange.AssertObjectCompatible</a>
final class ApplyCheck {
  private final List<Mismatch> found = new ArrayList<>();

  private ApplyCheck() {}

  /// Every place where the new state breaks the promise of the plan. Values of sensitive attributes
  /// are not shown.
  static List<Mismatch> mismatches(Schema schema, Value planned, Value actual) {
    ApplyCheck check = new ApplyCheck();
    check.block(schema.block(), planned, actual);
    return List.copyOf(check.found);
  }

  private void block(Block schema, Value planned, Value actual) {
    if (planned.isNull() || actual.isNull()) {
      compare(Path.root(), planned, actual);
      return;
    }
    for (Attribute attribute : schema.attributes()) {
      attribute(attribute, planned.get(attribute.name()), actual.get(attribute.name()));
    }
    for (NestedBlock block : schema.blocks()) {
      guarded(
          Path.root().attribute(block.name()),
          isSensitive(block.block()),
          planned.get(block.name()),
          actual.get(block.name()));
    }
  }

  private void attribute(Attribute attribute, Value planned, Value actual) {
    guarded(Path.root().attribute(attribute.name()), isSensitive(attribute), planned, actual);
  }

  private void guarded(Path path, boolean sensitive, Value planned, Value actual) {
    int before = found.size();
    compare(path, planned, actual);
    if (sensitive && found.size() > before) {
      found.subList(before, found.size()).clear();
      found.add(new Mismatch(path, "inconsistent values for sensitive attribute"));
    }
  }

  private static boolean isSensitive(Attribute attribute) {
    return attribute.is(Attribute.Trait.SENSITIVE)
        || (attribute.shape() instanceof AttributeShape.Nested nested
            && isSensitive(nested.asBlock()));
  }

  private static boolean isSensitive(Block block) {
    return block.attributes().stream().anyMatch(ApplyCheck::isSensitive)
        || block.blocks().stream().anyMatch(b -> isSensitive(b.block()));
  }

  private void compare(Path path, Value planned, Value actual) {
    if (planned.isUnknown() || planned.equals(actual)) {
      return;
    }
    if (actual.isUnknown()) {
      report(path, "was known, but now unknown");
      return;
    }
    if (path.isRoot() && (planned.isNull() || actual.isNull())) {
      report(
          path,
          planned.isNull()
              ? "root object was absent, but now present"
              : "root object was present, but now absent");
      return;
    }
    switch (planned) {
      case Value.ListValue list when actual instanceof Value.ListValue other ->
          elements(path, list.elements(), other.elements());
      case Value.TupleValue tuple when actual instanceof Value.TupleValue other ->
          elements(path, tuple.elements(), other.elements());
      case Value.MapValue map when actual instanceof Value.MapValue other ->
          keys(path::key, path, map.elements(), other.elements());
      case Value.ObjectValue object when actual instanceof Value.ObjectValue other ->
          keys(path::attribute, path, object.attributes(), other.attributes());
      case Value.SetValue set when actual instanceof Value.SetValue other ->
          set(path, set.elements(), other.elements());
      case Value _ -> report(path, "was " + planned + ", but now " + actual);
    }
  }

  private void elements(Path path, List<Value> planned, List<Value> actual) {
    for (int i = 0; i < Math.max(planned.size(), actual.size()); i++) {
      if (i >= actual.size()) {
        report(path, "element " + i + " has vanished");
      } else if (i >= planned.size()) {
        report(path, "new element " + i + " has appeared");
      } else {
        compare(path.index(i), planned.get(i), actual.get(i));
      }
    }
  }

  private void keys(
      Function<String, Path> step,
      Path path,
      Map<String, Value> planned,
      Map<String, Value> actual) {
    Set<String> all = new TreeSet<>(planned.keySet());
    all.addAll(actual.keySet());
    for (String key : all) {
      Value before = planned.get(key);
      Value after = actual.get(key);
      if (after == null) {
        report(path, "element \"" + key + "\" has vanished");
      } else if (before == null) {
        report(path, "new element \"" + key + "\" has appeared");
      } else {
        compare(step.apply(key), before, after);
      }
    }
  }

  /// Elements of sets have no names, so each needs a partner on the other side that it is
  /// compatible with. Fewer may come back than were planned: unknown elements can turn out equal.
  private void set(Path path, List<Value> planned, List<Value> actual) {
    if (actual.size() > planned.size()) {
      report(path, "length changed from " + planned.size() + " to " + actual.size());
    }
    for (Value element : planned) {
      if (actual.stream().noneMatch(other -> isCompatible(element, other))) {
        report(
            path,
            "planned set element " + element + " does not correlate with any element in actual");
      }
    }
    for (Value element : actual) {
      if (planned.stream().noneMatch(other -> isCompatible(other, element))) {
        report(
            path, "actual set element " + element + " does not correlate with any element in plan");
      }
    }
  }

  private static boolean isCompatible(Value planned, Value actual) {
    ApplyCheck check = new ApplyCheck();
    check.compare(Path.root().attribute("element"), planned, actual);
    return check.found.isEmpty();
  }

  private void report(Path path, String reason) {
    found.add(new Mismatch(path, reason));
  }
}
