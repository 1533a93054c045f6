package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.yaml.Yaml;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Reads values as the attributes of the schema want them.
final class ValueReader {
  private static final Expression WRONG = new Expression.Wrong();

  private final Findings problems;

  ValueReader(Findings problems) {
    this.problems = problems;
  }

  /// Reads the value of an attribute.
  Expression read(Attribute attribute, Yaml yaml, String path) {
    if (yaml instanceof Yaml.Scalar scalar && scalar.isNull()) {
      return wrong(yaml, path, "has no value; write one, or leave the key out");
    }
    return switch (attribute.shape()) {
      case AttributeShape.Nested nested -> object(nested.attributes(), yaml, path);
      case AttributeShape.Plain(Type type) ->
          switch (type) {
            case Type.ListOf list -> items(attribute, list.element(), yaml, path);
            case Type.SetOf set -> items(attribute, set.element(), yaml, path);
            case Type.MapOf _ -> variables(attribute, yaml, path);
            default -> scalar(attribute, type, yaml, path);
          };
    };
  }

  private Expression object(List<Attribute> attributes, Yaml yaml, String path) {
    if (!(yaml instanceof Yaml.Fields fields)) {
      return wrong(yaml, path, "expected keys and values, e.g. " + example(attributes));
    }
    Map<String, Expression> values = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((name, value) -> {
          Optional<Attribute> attribute =
              attributes.stream().filter(it -> it.name().equals(name)).findFirst();
          if (attribute.isPresent()) {
            values.put(name, read(attribute.get(), value, path + "." + name));
          } else if (!isExtension(name)) {
            problems.unknown(
                fields.placeOf(name),
                path,
                new Findings.Unknown(
                    "key", name, attributes.stream().map(Attribute::name).toList()));
          }
        });
    for (Attribute attribute : attributes) {
      if (attribute.mode() == Attribute.Mode.REQUIRED && !values.containsKey(attribute.name())) {
        problems.add(fields.place(), path, "needs `%s`".formatted(attribute.name()));
        values.put(attribute.name(), WRONG);
      }
    }
    return new Expression.Fields(values);
  }

  private static String example(List<Attribute> attributes) {
    return attributes.stream().findFirst().map(it -> it.name() + ": …").orElse("key: value");
  }

  /// Tells whether a key is the user's own.
  static boolean isExtension(String key) {
    return key.startsWith("x-");
  }

  private Expression items(Attribute attribute, Type element, Yaml yaml, String path) {
    return each(yaml, path, (item, place) -> scalar(attribute, element, item, place));
  }

  /// Reads a list.
  Expression each(Yaml yaml, String path, BiFunction<Yaml, String, Expression> read) {
    return switch (yaml) {
      case Yaml.Items(_, List<Yaml> items) ->
          new Expression.Items(
              IntStream.range(0, items.size())
                  .mapToObj(i -> read.apply(items.get(i), path + "[" + i + "]"))
                  .toList());
      case Yaml.Scalar scalar ->
          wrong(scalar, path, "expected a list; write [%s]".formatted(scalar.text()));
      case Yaml.Fields fields -> wrong(fields, path, "expected a list, e.g. [a, b]");
    };
  }

  private Expression variables(Attribute attribute, Yaml yaml, String path) {
    if (!(yaml instanceof Yaml.Fields fields)) {
      return wrong(yaml, path, "expected names and values, e.g. LOG_LEVEL: info");
    }
    Map<String, Expression> values = new LinkedHashMap<>();
    fields
        .fields()
        .forEach(
            (name, value) -> values.put(name, variable(attribute, name, value, path + "." + name)));
    return new Expression.Fields(values);
  }

  /// Reads a value that may be secret, and may not: only what looks secret has to be a reference.
  private Expression variable(Attribute attribute, String name, Yaml yaml, String path) {
    if (!attribute.is(Attribute.Trait.SENSITIVE)) {
      return scalar(attribute, Type.STRING, yaml, path);
    }
    if (!(yaml instanceof Yaml.Scalar scalar)) {
      return wrong(yaml, path, "expected one value");
    }
    if (scalar.isNull()) {
      return wrong(yaml, path, "has no value; write \"\" for an empty one");
    }
    if (SecretReference.isMeant(scalar.text())) {
      return hidden(scalar, path);
    }
    if (TokenLook.isSecretVariable(name, scalar.text())) {
      return wrong(
          yaml,
          path,
          "this looks like a secret, which must not stand here; write " + SecretReference.FORMS);
    }
    return new Expression.Literal(Value.string(scalar.text()));
  }

  private Expression hidden(Yaml.Scalar scalar, String path) {
    Optional<SecretReference> reference = SecretReference.parse(scalar.text());
    return reference
        .<Expression>map(it -> new Expression.Hidden(it, scalar.place(), path))
        .orElseGet(() ->
            wrong(
                scalar, path, "this is no reference to a secret; write " + SecretReference.FORMS));
  }

  private Expression scalar(Attribute attribute, Type type, Yaml yaml, String path) {
    if (!(yaml instanceof Yaml.Scalar scalar)) {
      return wrong(
          yaml,
          path,
          "expected one value, found a %s"
              .formatted(yaml instanceof Yaml.Items ? "list" : "mapping"));
    }
    if (scalar.isNull()) {
      return wrong(yaml, path, "has no value");
    }
    if (type.equals(Type.BOOL)) {
      return truth(scalar, path);
    }
    return type.equals(Type.NUMBER) ? number(scalar, path) : text(attribute, scalar, path);
  }

  private Expression truth(Yaml.Scalar scalar, String path) {
    boolean plain = scalar.style() == Yaml.Style.PLAIN;
    return switch (scalar.text()) {
      case "true", "false" ->
          plain
              ? new Expression.Literal(Value.bool(scalar.text().equals("true")))
              : wrong(scalar, path, "expected true or false; write it without quotes");
      case "yes", "on", "True", "TRUE", "Yes", "YES", "On", "ON" ->
          wrong(
              scalar,
              path,
              "expected true or false, found %s; write true".formatted(scalar.text()));
      case "no", "off", "False", "FALSE", "No", "NO", "Off", "OFF" ->
          wrong(
              scalar,
              path,
              "expected true or false, found %s; write false".formatted(scalar.text()));
      default ->
          wrong(scalar, path, "expected true or false, found \"%s\"".formatted(scalar.text()));
    };
  }

  private Expression number(Yaml.Scalar scalar, String path) {
    BigDecimal number;
    try {
      number = new BigDecimal(scalar.text());
    } catch (NumberFormatException _) {
      return wrong(scalar, path, "expected a number, found \"%s\"".formatted(scalar.text()));
    }
    if (scalar.style() == Yaml.Style.QUOTED) {
      return wrong(scalar, path, "expected a number; write %s without quotes".formatted(number));
    }
    return number.precision() - number.scale() > 18 || number.scale() > 18
        ? wrong(scalar, path, "this number has too many digits")
        : new Expression.Literal(Value.number(number));
  }

  private Expression text(Attribute attribute, Yaml.Scalar scalar, String path) {
    String text = scalar.text();
    if (attribute.is(Attribute.Trait.SENSITIVE)) {
      return SecretReference.isMeant(text)
          ? hidden(scalar, path)
          : wrong(scalar, path, "a secret must not stand here; write " + SecretReference.FORMS);
    }
    if (TokenLook.isToken(text)) {
      return wrong(scalar, path, "this looks like a secret, which must not stand in this file");
    }
    if (SecretReference.isMeant(text)) {
      return wrong(scalar, path, "only variables and tokens can be references; write the value");
    }
    if (scalar.style() == Yaml.Style.PLAIN && Set.of("true", "false").contains(text)) {
      return wrong(
          scalar, path, "expected a text, found %s; put it in quotes if it is one".formatted(text));
    }
    return choice(attribute, scalar, path);
  }

  /// Reads a text of which there may be only a few.
  private Expression choice(Attribute attribute, Yaml.Scalar scalar, String path) {
    Optional<OneOf> choice =
        attribute.validators().stream()
            .filter(OneOf.class::isInstance)
            .map(OneOf.class::cast)
            .findFirst();
    if (choice.isPresent() && !choice.get().allowed().contains(scalar.text())) {
      problems.unknown(
          scalar.place(),
          path,
          new Findings.Unknown("value", scalar.text(), choice.get().allowed()));
      return WRONG;
    }
    return new Expression.Literal(Value.string(scalar.text()));
  }

  /// Complains of a value.
  Expression wrong(Yaml yaml, String path, String message) {
    problems.add(yaml.place(), path, message);
    return WRONG;
  }
}
