package dev.tfpaas.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The names that may stand in one part of a call, and below each of them.
///
/// Written as `app{id name owner{id}}`: what is in a list stands as if it were alone, `*` is any
/// name with whatever is below it, and `@app` is what was defined under this name.
final class WireNames {
  private static final Pattern TOKEN = Pattern.compile("@?[^\\s{}]+|[{}]");

  private final Map<String, WireNames> below = new TreeMap<>();

  /// Adds what a text says.
  ///
  /// @param known what `@` may refer to
  void add(String text, Map<String, WireNames> known) {
    Matcher token = TOKEN.matcher(text);
    List<WireNames> open = new ArrayList<>(List.of(this));
    WireNames last = this;
    while (token.find()) {
      String name = token.group();
      switch (name.charAt(0)) {
        case '{' -> open.add(last);
        case '}' -> open.removeLast();
        case '@' ->
            open.getLast()
                .addAll(
                    Optional.ofNullable(known.get(name))
                        .orElseThrow(() -> new IllegalArgumentException("nothing is " + name)));
        default -> last = open.getLast().place(List.of(name.split("\\.", -1)));
      }
    }
    if (open.size() != 1) {
      throw new IllegalArgumentException("braces do not match in " + text);
    }
  }

  private void addAll(WireNames others) {
    others.below.forEach(
        (name, deeper) -> below.computeIfAbsent(name, _ -> new WireNames()).addAll(deeper));
  }

  private WireNames place(List<String> path) {
    WireNames at = this;
    for (String name : path) {
      at = at.below.computeIfAbsent(name, _ -> new WireNames());
    }
    return at;
  }

  /// Returns every name at any depth.
  Set<String> all() {
    Set<String> all = new TreeSet<>(below.keySet());
    below.values().forEach(it -> all.addAll(it.all()));
    return all;
  }

  /// Tells whether others have all of these names between them.
  boolean isWithin(List<WireNames> others) {
    return below.entrySet().stream()
        .allMatch(one -> {
          List<WireNames> deeper =
              others.stream()
                  .flatMap(it -> Optional.ofNullable(it.below.get(one.getKey())).stream())
                  .toList();
          return others.stream().anyMatch(it -> it.below.containsKey("*"))
              || (!deeper.isEmpty() && one.getValue().isWithin(deeper));
        });
  }

  /// Returns the paths in a body that are not among these names, e.g. `app.owner.shoe_size`.
  static Set<String> strange(List<WireNames> allowed, JsonNode body) {
    Set<String> strange = new TreeSet<>();
    find(allowed, body, "", strange);
    return strange;
  }

  private static void find(
      List<WireNames> allowed, JsonNode body, String path, Set<String> strange) {
    if (body.isArray()) {
      body.forEach(one -> find(allowed, one, path, strange));
      return;
    }
    if (allowed.stream().anyMatch(it -> it.below.containsKey("*"))) {
      return;
    }
    body.properties()
        .forEach(field -> {
          String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
          List<WireNames> deeper =
              allowed.stream()
                  .flatMap(it -> Optional.ofNullable(it.below.get(field.getKey())).stream())
                  .toList();
          if (deeper.isEmpty()) {
            strange.add(place);
          } else {
            find(deeper, field.getValue(), place, strange);
          }
        });
  }
}
