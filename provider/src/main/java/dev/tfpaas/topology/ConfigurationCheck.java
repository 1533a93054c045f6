package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.ConfigCheck;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks what would be written to Terraform as the provider will: by the same validators.
final class ConfigurationCheck {
  private static final Pattern RULE = Pattern.compile("\\n\\n\\[refused: \\w+\\]$");

  private final Topology topology;
  private final KnownTypes catalogue;
  private final Findings problems;

  ConfigurationCheck(Topology topology, KnownTypes catalogue, Findings problems) {
    this.topology = topology;
    this.catalogue = catalogue;
    this.problems = problems;
  }

  void check() {
    topology.platforms().forEach(this::platform);
    for (Item item : topology.items()) {
      Thing thing = new Thing(item.path(), item.place(), item.section(), item.settings());
      own(item, thing);
      if (!item.exists()) {
        KnownTypes.Kind kind = catalogue.kind(item.section());
        Value config = config(kind.schema().block(), item.settings());
        check(kind.schema(), config, thing);
        Diagnostics found = new Diagnostics();
        kind.validation().accept(config, found);
        found.list().forEach(it -> complain(it, thing));
      }
    }
  }

  /// What a diagnostic is about.
  private record Thing(
      String path, FilePlace place, Section section, Map<String, Setting> settings) {}

  private void platform(PlatformBlock platform) {
    Attribute attribute = catalogue.provider().block().attribute(platform.kind()).orElseThrow();
    if (attribute.shape() instanceof AttributeShape.Nested nested) {
      Schema schema = Schema.of(attribute.description(), nested.attributes());
      Thing thing =
          new Thing(
              Section.PLATFORMS.key() + "." + platform.name(),
              platform.place(),
              Section.PLATFORMS,
              platform.settings());
      check(schema, config(schema.block(), platform.settings()), thing);
    }
  }

  /// Checks what no attribute of the resource stands behind by its own description.
  private void own(Item item, Thing thing) {
    List<Attribute> own =
        Vocabulary.own(item.section()).stream()
            .map(Key::shape)
            .filter(Key.Shape.Typed.class::isInstance)
            .map(shape -> ((Key.Shape.Typed) shape).attribute())
            .toList();
    Schema schema = Schema.of(item.section().description(), own);
    check(schema, config(schema.block(), item.settings()), thing);
  }

  private void check(Schema schema, Value config, Thing thing) {
    Diagnostics found = new Diagnostics();
    ConfigCheck.check(schema, config, WriteOnly.Support.SUPPORTED, found);
    found.list().forEach(it -> complain(it, thing));
  }

  private void complain(Diagnostic diagnostic, Thing thing) {
    // The last line of a refusal names its rule to programs that read what Terraform prints.
    String detail = RULE.matcher(diagnostic.detail()).replaceFirst("");
    String message = detail.isEmpty() ? diagnostic.summary() : detail;
    List<Path.Step> steps = diagnostic.path().steps();
    Optional<Setting> setting =
        steps.stream()
            .findFirst()
            .map(step -> step instanceof Path.Step.Attribute(String name) ? name : "")
            .map(thing.settings()::get);
    if (setting.isEmpty()) {
      String key =
          steps.isEmpty() || !(steps.getFirst() instanceof Path.Step.Attribute(String name))
              ? ""
              : "." + thing.section().keyOf(name);
      problems.add(thing.place(), thing.path() + key, inWordsOfTheFile(thing, message));
      return;
    }
    List<Path.Step> inside = steps.subList(1, steps.size());
    StringBuilder path = new StringBuilder(setting.get().path());
    FilePlace place = setting.get().place();
    Optional<Yaml> at = setting.get().source();
    for (Path.Step step : inside) {
      at = at.flatMap(yaml -> inside(yaml, step));
      place = at.map(Yaml::place).orElse(place);
      path.append(
          switch (step) {
            case Path.Step.Attribute(String name) -> "." + name;
            case Path.Step.Key(String name) -> "." + name;
            case Path.Step.Index(long index) -> "[" + index + "]";
          });
    }
    problems.add(place, path.toString(), inWordsOfTheFile(thing, message));
  }

  private static String inWordsOfTheFile(Thing thing, String message) {
    return FileWords.of(thing.section().resource(), message).replace('\n', ' ');
  }

  private static Optional<Yaml> inside(Yaml yaml, Path.Step step) {
    return switch (step) {
      case Path.Step.Attribute(String name) -> field(yaml, name);
      case Path.Step.Key(String name) -> field(yaml, name);
      case Path.Step.Index(long index) ->
          yaml instanceof Yaml.Items(_, List<Yaml> items) && index < items.size()
              ? Optional.of(items.get((int) index))
              : Optional.empty();
    };
  }

  private static Optional<Yaml> field(Yaml yaml, String name) {
    return yaml instanceof Yaml.Fields fields ? fields.get(name) : Optional.empty();
  }

  private Value config(Block block, Map<String, Setting> settings) {
    Map<String, Value> values = new HashMap<>();
    for (Attribute attribute : block.attributes()) {
      values.put(attribute.name(), value(settings.get(attribute.name()), attribute.type()));
    }
    for (NestedBlock nested : block.blocks()) {
      values.put(nested.name(), value(settings.get(nested.name()), nested.type()));
    }
    return Value.object(values);
  }

  private Value value(@Nullable Setting setting, Type type) {
    return setting == null ? Value.nullOf(type) : value(setting.value(), type);
  }

  private Value value(Expression expression, Type type) {
    return switch (expression) {
      case Expression.Literal(Value value) -> value;
      // Which app a name means is checked by name: the provider may not know it before apply.
      case Expression.Hidden _, Expression.Reference _, Expression.Wrong _ -> Value.unknown(type);
      case Expression.Items(List<Expression> items) -> list(items, type);
      case Expression.Fields(Map<String, Expression> fields) -> object(fields, type);
    };
  }

  private Value list(List<Expression> items, Type type) {
    if (type instanceof Type.SetOf(Type element)) {
      List<Value> values = items.stream().map(item -> value(item, element)).toList();
      boolean isKnown = values.stream().allMatch(Value::isWhollyKnown);
      return isKnown ? Value.set(element, values) : Value.unknown(type);
    }
    return type instanceof Type.ListOf(Type element)
        ? Value.list(element, items.stream().map(item -> value(item, element)).toList())
        : Value.unknown(type);
  }

  private Value object(Map<String, Expression> fields, Type type) {
    Map<String, Value> values = new HashMap<>();
    if (type instanceof Type.ObjectOf object) {
      object
          .attributes()
          .forEach((name, inner) ->
              values.put(
                  name,
                  Optional.ofNullable(fields.get(name))
                      .map(field -> value(field, inner))
                      .orElseGet(() -> Value.nullOf(inner))));
      return Value.object(values);
    }
    if (type instanceof Type.MapOf(Type element)) {
      fields.forEach((name, field) -> values.put(name, value(field, element)));
      return Value.map(element, values);
    }
    return Value.unknown(type);
  }
}
