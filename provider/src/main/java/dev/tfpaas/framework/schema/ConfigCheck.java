package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/// The validators of all attributes applied to a configuration. What Terraform has checked already
/// (names, types, required arguments, numbers of blocks) is not checked again.
public final class ConfigCheck {
  private final WriteOnly.Support support;
  private final Diagnostics diagnostics;

  private ConfigCheck(WriteOnly.Support support, Diagnostics diagnostics) {
    this.support = support;
    this.diagnostics = diagnostics;
  }

  /// Adds a diagnostic for everything wrong with the configuration.
  ///
  /// @param config object of the schema; what is unknown counts as valid
  public static void check(
      Schema schema, Value config, WriteOnly.Support support, Diagnostics diagnostics) {
    if (config.isKnown()) {
      new ConfigCheck(support, diagnostics).block(Place.ROOT, schema.block(), config);
    }
  }

  private void block(Place place, Block schema, Value config) {
    for (Attribute attribute : schema.attributes()) {
      attribute(place.attribute(attribute.name()), attribute, config.get(attribute.name()));
    }
    for (NestedBlock block : schema.blocks()) {
      nested(
          place.attribute(block.name()), block.nesting(), block.block(), config.get(block.name()));
    }
  }

  private void nested(Place place, Nesting nesting, Block schema, Value config) {
    NestedValues.map(
        nesting,
        config,
        (step, object) -> {
          block(place.object(nesting, step), schema, object);
          return object;
        });
  }

  private void attribute(Place place, Attribute attribute, Value value) {
    if (attribute.is(Attribute.Trait.WRITE_ONLY)) {
      writeOnly(place.path(), value);
    }
    missing(place.path(), attribute, value);
    if (!value.isKnown()) {
      return;
    }
    Diagnostics own = new Diagnostics();
    attribute.validators().forEach(v -> v.check(place.path(), value, own));
    boolean sensitive = attribute.is(Attribute.Trait.SENSITIVE);
    own.list().forEach(d -> diagnostics.add(sensitive ? masked(d, value) : d));
    if (attribute.shape() instanceof AttributeShape.Nested nested) {
      nested(place, nested.nesting(), nested.asBlock(), value);
    }
  }

  /// Terraform itself demands what is required of a block, and not of an object.
  private void missing(Path path, Attribute attribute, Value value) {
    if (value.isNull() && attribute.mode() == Attribute.Mode.REQUIRED) {
      diagnostics.error(
          path,
          "A required part is null",
          "`%s` must have a value. Give it one, or leave out the whole that it is a part of."
              .formatted(attribute.name()));
    }
  }

  private void writeOnly(Path path, Value value) {
    if (support == WriteOnly.Support.UNSUPPORTED && !value.isNull()) {
      diagnostics.error(
          path,
          "Write-only argument not supported",
          "This version of Terraform does not know write-only arguments and would store the value"
              + " in its state. Use Terraform 1.11 or later.");
    }
  }

  /// The message of a validator without the texts of the value, which Terraform cannot find in it.
  private static Diagnostic masked(Diagnostic diagnostic, Value value) {
    String detail = diagnostic.detail();
    for (String secret : texts(value)) {
      detail = detail.replace(Quoted.shortened(secret), "(sensitive value)");
      detail = detail.replace(secret, "(sensitive value)");
    }
    return new Diagnostic(diagnostic.severity(), diagnostic.summary(), detail, diagnostic.path());
  }

  private static List<String> texts(Value value) {
    List<String> texts = new ArrayList<>();
    switch (value) {
      case Value.StringValue(String text) -> texts.add(text);
      case Value.NumberValue _, Value.BoolValue _ -> texts.add(value.toString());
      case Value.ListValue _, Value.SetValue _, Value.TupleValue _ ->
          value.asList().forEach(e -> texts.addAll(texts(e)));
      case Value.MapValue _, Value.ObjectValue _ ->
          value.asMap().values().forEach(e -> texts.addAll(texts(e)));
      case Value.NullValue _, Value.UnknownValue _ -> {}
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }
}
