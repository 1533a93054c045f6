package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.List;

/// Accepts a list, set or map of primitives whose every element passes another check. Null elements
/// are refused: Terraform lets them through, and hardly anything can use them.
public record EachElement(Validator element) implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    if (value instanceof Value.SetValue set) {
      // A path cannot name an element of a set: it stops at the set.
      set.elements().forEach(e -> checkOne(path, e, diagnostics));
    } else if (value.isSequence()) {
      checkAll(path, value.asList(), diagnostics);
    } else if (value instanceof Value.MapValue map) {
      map.elements().forEach((key, e) -> checkOne(path.key(key), e, diagnostics));
    } else if (value.isKnown()) {
      throw new IllegalArgumentException("a " + value.type() + " has no elements");
    }
  }

  private void checkAll(Path path, List<Value> elements, Diagnostics diagnostics) {
    for (int i = 0; i < elements.size(); i++) {
      checkOne(path.index(i), elements.get(i), diagnostics);
    }
  }

  private void checkOne(Path path, Value value, Diagnostics diagnostics) {
    if (value.isNull()) {
      diagnostics.error(path, "Null element", "Elements must not be null. Leave the element out.");
    } else if (value.isWhollyKnown()) {
      element.check(path, value, diagnostics);
    }
  }
}
