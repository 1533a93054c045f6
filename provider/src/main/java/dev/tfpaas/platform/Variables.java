package dev.tfpaas.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The environment variables of apps, by name.
public final class Variables {
  private Variables() {}

  /// Compares those of a copy with those of its source: one text a difference, by name, which says
  /// no value.
  ///
  /// @param overrides names that are meant to differ
  public static List<String> differences(
      Map<String, ?> source, Map<String, ?> copy, Set<String> overrides) {
    Set<String> names = new TreeSet<>(source.keySet());
    names.addAll(copy.keySet());
    names.removeAll(overrides);
    List<String> found = new ArrayList<>();
    for (String name : names) {
      if (!copy.containsKey(name)) {
        found.add("variable %s is missing".formatted(name));
      } else if (!source.containsKey(name)) {
        found.add("variable %s is only in the copy".formatted(name));
      } else if (!Objects.equals(copy.get(name), source.get(name))) {
        found.add("variable %s differs".formatted(name));
      }
    }
    return List.copyOf(found);
  }
}
