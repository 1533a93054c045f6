package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.Range;
import dev.tfpaas.framework.schema.Validator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The schema of the file for editors, which complete and check by it; made of the same vocabulary
/// as the reading.
///
/// @see <a href="https://json-schema.org/draft-07/schema">JSON Schema, draft 07</a>
public final class EditorSchema {
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
  private static final String DURATION = "^([0-9]+(\\.[0-9]+)?(d|h|m|s|ms|us|ns))+$|^0$";
  private static final String SECRET = "^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$";
  private static final String NAME = "^([a-z]([a-z0-9_-]{0,61}[a-z0-9])?|x-.*)$";

  private final Vocabulary vocabulary;
  private final PrettyJson out;

  private EditorSchema(KnownTypes catalogue, PrettyJson out) {
    this.vocabulary = new Vocabulary(catalogue);
    this.out = out;
  }

  /// Returns the schema.
  public static String of(KnownTypes catalogue) {
    return PrettyJson.object(out -> new EditorSchema(catalogue, out).write());
  }

  private void write() {
    out.text("$schema", DRAFT);
    out.text("title", "topology.yaml");
    out.text(
        "description", "An estate of apps on a PaaS: which exist, which are copies, who serves.");
    mapping(() -> {
      for (Section section : Section.values()) {
        out.object(section.key(), () -> section(section));
      }
      for (Key key : Vocabulary.top()) {
        out.object(key.name(), () -> key(key));
      }
    });
  }

  /// Writes a mapping of certain keys.
  private void mapping(Runnable properties) {
    types("object", "null");
    out.name("additionalProperties").flag(false);
    out.object("patternProperties", () -> out.object("^x-", () -> {}));
    out.object("properties", properties);
  }

  private void types(String... types) {
    out.list(
        "type",
        () -> {
          for (String type : types) {
            out.text(type);
          }
        });
  }

  private void section(Section section) {
    out.text("description", section.description());
    types("object", "null");
    out.object("propertyNames", () -> out.text("pattern", NAME));
    out.object(
        "additionalProperties",
        () -> {
          if (section == Section.PLATFORMS) {
            platform();
          } else {
            keys(vocabulary.keys(section));
            if (section == Section.REPLICATION) {
              ends();
            }
          }
        });
  }

  private void platform() {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (String kind : vocabulary.platforms()) {
      vocabulary.platform(kind).forEach(key -> keys.putIfAbsent(key.name(), key));
    }
    keys(List.copyOf(keys.values()));
  }

  private void keys(List<Key> keys) {
    mapping(() -> keys.forEach(key -> out.object(key.name(), () -> key(key))));
    required(keys.stream().filter(Key::required).map(Key::name).toList());
  }

  private void required(List<String> names) {
    if (!names.isEmpty()) {
      out.list("required", () -> names.forEach(out::text));
    }
  }

  /// Both apps are named one by one, or as a pair.
  private void ends() {
    out.list(
        "oneOf",
        () -> {
          out.object(() -> required(List.of("source", "replica")));
          out.object(() -> required(List.of(Vocabulary.BETWEEN)));
        });
  }

  private void key(Key key) {
    out.text("description", key.description());
    switch (key.shape()) {
      case Key.Shape.Typed(Attribute attribute) -> attribute(attribute);
      case Key.Shape.Name _, Key.Shape.Member _ -> out.text("type", "string");
      case Key.Shape.Names(_, int most) -> {
        out.text("type", "array");
        out.object("items", () -> out.text("type", "string"));
        out.name("maxItems").number(BigDecimal.valueOf(most));
        out.name("uniqueItems").flag(true);
      }
      case Key.Shape.TrueOrText _ -> types("boolean", "string");
    }
  }

  private void attribute(Attribute attribute) {
    switch (attribute.shape()) {
      case AttributeShape.Nested nested -> {
        out.text("type", "object");
        out.name("additionalProperties").flag(false);
        out.object("patternProperties", () -> out.object("^x-", () -> {}));
        out.object(
            "properties",
            () ->
                nested
                    .attributes()
                    .forEach(inner ->
                        out.object(
                            inner.name(),
                            () -> {
                              out.text("description", inner.description());
                              attribute(inner);
                            })));
        required(
            nested.attributes().stream()
                .filter(inner -> inner.mode() == Attribute.Mode.REQUIRED)
                .map(Attribute::name)
                .toList());
      }
      case AttributeShape.Plain(Type type) -> plain(attribute, type);
    }
    attribute.defaultValue().ifPresent(this::usual);
  }

  private void plain(Attribute attribute, Type type) {
    switch (type) {
      case Type.Primitive primitive -> {
        if (attribute.is(Attribute.Trait.SENSITIVE)) {
          out.text("type", "string").text("pattern", SECRET);
        } else {
          primitive(primitive);
          attribute.validators().forEach(this::limit);
        }
      }
      case Type.ListOf _, Type.SetOf _ -> {
        out.text("type", "array");
        out.object("items", () -> out.text("type", "string"));
      }
      case Type.MapOf _ -> {
        out.text("type", "object");
        out.object("additionalProperties", () -> types("string", "number", "boolean"));
      }
      default -> out.text("type", "object");
    }
  }

  private void primitive(Type.Primitive type) {
    switch (type) {
      case STRING -> types("string", "number");
      case NUMBER -> out.text("type", "number");
      case BOOL -> out.text("type", "boolean");
    }
  }

  private void limit(Validator validator) {
    switch (validator) {
      case OneOf(List<String> allowed) -> out.list("enum", () -> allowed.forEach(out::text));
      case DurationText _ -> {
        out.text("pattern", DURATION);
        // For what is a bare number only: without a unit there is nothing but 0.
        out.name("minimum").number(BigDecimal.ZERO);
        out.name("maximum").number(BigDecimal.ZERO);
      }
      case NotEmpty _ -> out.name("minLength").number(BigDecimal.ONE);
      case Range(long least, long most) -> {
        out.name("minimum").number(BigDecimal.valueOf(least));
        out.name("maximum").number(BigDecimal.valueOf(most));
      }
      default -> {
        // What only code can check is checked by `paas validate`.
      }
    }
  }

  private void usual(Value value) {
    out.name("default");
    switch (value) {
      case Value.StringValue(String text) -> out.text(text);
      case Value.BoolValue(boolean flag) -> out.flag(flag);
      case Value.NumberValue(BigDecimal number) -> out.number(number);
      default -> throw new IllegalStateException("no default: " + value.type());
    }
  }
}
