package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Spelling;
import dev.tfpaas.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads one named thing by the keys that it may have.
final class ItemReader {
  private static final String PRIMARY = "primary";
  private static final String SECONDARY = "secondary";

  private final Findings problems;
  private final ValueReader values;

  ItemReader(Findings problems) {
    this.problems = problems;
    this.values = new ValueReader(problems);
  }

  /// Where a thing stands.
  ///
  /// @param path the keys that lead to it
  /// @param place where its key stands
  /// @param yaml its value
  record Found(String path, FilePlace place, Yaml yaml) {}

  /// Reads a resource.
  Item item(Section section, String name, Found found, List<Key> keys) {
    Map<String, Setting> settings = settings(found, keys);
    if (section == Section.FAILOVER) {
      settings = pair(settings);
    }
    if (section == Section.REPLICATION) {
      settings = new ReplicationEnds(problems, found, keys).of(settings);
    }
    return new Item(section, name, found.place(), settings);
  }

  /// Reads the settings of a thing, by attribute.
  Map<String, Setting> settings(Found found, List<Key> keys) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    Optional<Yaml.Fields> fields = fields(found);
    if (fields.isEmpty()) {
      return settings;
    }
    fields
        .get()
        .fields()
        .forEach((name, value) -> {
          Optional<Key> key = keys.stream().filter(it -> it.name().equals(name)).findFirst();
          if (key.isPresent()) {
            String path = found.path() + "." + name;
            settings.put(
                key.get().attribute(),
                new Setting(read(key.get(), value, path), value.place(), path, Optional.of(value)));
          } else if (!ValueReader.isExtension(name)) {
            unknown(fields.get().placeOf(name), found, new Named(name, value), keys);
          }
        });
    for (Key key : keys) {
      if (key.required() && !settings.containsKey(key.attribute())) {
        settings.put(key.attribute(), missing(problems, found, key));
      }
    }
    return settings;
  }

  /// Complains of a key that must be there, and returns what stands in its place.
  static Setting missing(Findings problems, Found found, Key key) {
    problems.add(
        found.place(), found.path(), "needs `%s`: %s".formatted(key.name(), firstSentence(key)));
    return new Setting(
        new Expression.Wrong(), found.place(), found.path() + "." + key.name(), Optional.empty());
  }

  private record Named(String name, Yaml value) {}

  private void unknown(FilePlace place, Found found, Named named, List<Key> keys) {
    List<String> known = keys.stream().map(Key::name).toList();
    boolean isThing = named.value() instanceof Yaml.Fields;
    if (isThing && Spelling.nearest(named.name(), known).isEmpty()) {
      problems.add(
          place,
          found.path(),
          "unknown key \"%s\"; if it is a thing of its own, indent it as far as the others"
              .formatted(named.name()));
    } else {
      problems.unknown(place, found.path(), new Findings.Unknown("key", named.name(), known));
    }
  }

  private static String firstSentence(Key key) {
    String text = key.description().replace("`", "");
    int end = text.indexOf(". ");
    String first = end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  /// Returns what stands below a key; nothing at all counts as an empty mapping.
  Optional<Yaml.Fields> fields(Found found) {
    return switch (found.yaml()) {
      case Yaml.Fields fields -> Optional.of(fields);
      case Yaml.Scalar scalar when scalar.isNull() -> Optional.of(Yaml.Fields.empty(found.place()));
      case Yaml.Scalar scalar -> {
        values.wrong(
            scalar, found.path(), "expected keys and values; indent them below, or write {}");
        yield Optional.empty();
      }
      case Yaml.Items items -> {
        values.wrong(
            items, found.path(), "expected keys and values, found a list; leave out the \"-\"");
        yield Optional.empty();
      }
    };
  }

  private Expression read(Key key, Yaml yaml, String path) {
    return switch (key.shape()) {
      case Key.Shape.Typed typed -> values.read(typed.attribute(), yaml, path);
      case Key.Shape.Name(Section of) -> name(of, yaml, path);
      case Key.Shape.Member _ -> name(Section.APPS, yaml, path);
      case Key.Shape.Names(Section of, int most) -> names(of, most, yaml, path);
      case Key.Shape.TrueOrText _ -> trueOrText(yaml, path);
    };
  }

  private Expression names(Section of, int most, Yaml yaml, String path) {
    if (yaml instanceof Yaml.Items(_, List<Yaml> items)
        && (items.size() > most || (items.isEmpty() && of == Section.APPS))) {
      return values.wrong(
          yaml, path, "expected 1 to %d names, found %d".formatted(most, items.size()));
    }
    return values.each(yaml, path, (item, place) -> name(of, item, place));
  }

  private Expression name(Section of, Yaml yaml, String path) {
    if (yaml instanceof Yaml.Scalar scalar && !scalar.isNull()) {
      return new Expression.Reference(of, scalar.text(), scalar.place());
    }
    return values.wrong(yaml, path, "expected the name of one of `%s`".formatted(of.key()));
  }

  private Expression trueOrText(Yaml yaml, String path) {
    if (!(yaml instanceof Yaml.Scalar scalar) || scalar.isNull() || scalar.text().equals("false")) {
      return values.wrong(yaml, path, "expected true, or the platform's identifier");
    }
    boolean plain = scalar.style() == Yaml.Style.PLAIN && scalar.text().equals("true");
    return new Expression.Literal(plain ? Value.bool(true) : Value.string(scalar.text()));
  }

  /// Puts the members of a failover group into its two places, and `active` into the words of the
  /// resource.
  private Map<String, Setting> pair(Map<String, Setting> settings) {
    Map<String, Setting> paired = new LinkedHashMap<>(settings);
    Setting members = paired.remove("primary_app_id");
    if (members == null) {
      return paired;
    }
    List<Expression> apps =
        members.value() instanceof Expression.Items(List<Expression> items) ? items : List.of();
    if (apps.isEmpty()) {
      paired.put("primary_app_id", members);
    }
    for (int i = 0; i < apps.size(); i++) {
      FilePlace place =
          apps.get(i) instanceof Expression.Reference reference
              ? reference.place()
              : members.place();
      paired.put(
          i == 0 ? "primary_app_id" : "secondary_app_id",
          new Setting(apps.get(i), place, members.path() + "[" + i + "]", Optional.empty()));
    }
    Optional.ofNullable(paired.get("active"))
        .ifPresent(active -> paired.put("active", active(active, apps)));
    return paired;
  }

  private Setting active(Setting active, List<Expression> members) {
    if (!(active.value() instanceof Expression.Reference(_, String name, FilePlace place))) {
      return active;
    }
    if (members.isEmpty()) {
      return new Setting(new Expression.Wrong(), place, active.path(), active.source());
    }
    List<String> names =
        members.stream()
            .filter(Expression.Reference.class::isInstance)
            .map(it -> ((Expression.Reference) it).name())
            .toList();
    int position = names.indexOf(name);
    Expression value;
    if (position >= 0) {
      value = new Expression.Literal(Value.string(position == 0 ? PRIMARY : SECONDARY));
    } else if (name.equals(PRIMARY) || (name.equals(SECONDARY) && members.size() == 2)) {
      value = new Expression.Literal(Value.string(name));
    } else {
      problems.unknown(place, active.path(), new Findings.Unknown("member", name, names));
      value = new Expression.Wrong();
    }
    return new Setting(value, active.place(), active.path(), active.source());
  }
}
