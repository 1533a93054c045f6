package dev.tfpaas.docs;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Nesting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// The part of a page that lists the attributes, in the form that registries know: required,
/// optional and read-only ones, objects in sections of their own.
final class SchemaSection {
  private final StringBuilder text = new StringBuilder();
  private final List<Nested> later = new ArrayList<>();

  /// Objects that are described after what holds them.
  ///
  /// @param path names joined by dots
  private record Nested(String path, Block block) {}

  private SchemaSection() {}

  /// The section of a schema.
  static String of(Block block) {
    SchemaSection section = new SchemaSection();
    section.text.append("## Schema\n");
    section.members("", block, "###");
    while (!section.later.isEmpty()) {
      Nested next = section.later.removeFirst();
      section
          .text
          .append("\n<a id=\"nestedatt--")
          .append(next.path().replace(".", "--"))
          .append("\"></a>\n### Nested Schema for `")
          .append(next.path())
          .append("`\n");
      section.members(next.path() + ".", next.block(), "####");
    }
    return section.text.toString();
  }

  private void members(String prefix, Block block, String heading) {
    group(prefix, block, heading + " Required", it -> it.mode() == Attribute.Mode.REQUIRED);
    group(
        prefix,
        block,
        heading + " Optional",
        it ->
            it.mode() == Attribute.Mode.OPTIONAL || it.mode() == Attribute.Mode.OPTIONAL_COMPUTED);
    for (NestedBlock nested : block.blocks()) {
      line(prefix, nested.name(), "Block", nested.block().description(), nested.block());
    }
    group(prefix, block, heading + " Read-Only", it -> it.mode() == Attribute.Mode.COMPUTED);
  }

  private void group(String prefix, Block block, String heading, Predicate<Attribute> belongs) {
    List<Attribute> members =
        block.attributes().stream()
            .filter(belongs)
            .sorted(Comparator.comparing(Attribute::name))
            .toList();
    boolean holdsBlocks = heading.endsWith("Optional") && !block.blocks().isEmpty();
    if (!members.isEmpty() || holdsBlocks) {
      text.append('\n').append(heading).append("\n\n");
    }
    members.forEach(member -> attribute(prefix, member));
  }

  private void attribute(String prefix, Attribute attribute) {
    String marks = attribute.traits().contains(Attribute.Trait.SENSITIVE) ? ", Sensitive" : "";
    if (attribute.traits().contains(Attribute.Trait.WRITE_ONLY)) {
      marks += ", Write-only";
    }
    switch (attribute.shape()) {
      case AttributeShape.Plain plain ->
          text.append(
              "- `%s` (%s%s) %s%n"
                  .formatted(
                      attribute.name(), words(plain.type()), marks, attribute.description()));
      case AttributeShape.Nested nested ->
          line(
              prefix,
              attribute.name(),
              "Attributes" + nesting(nested.nesting()) + marks,
              attribute.description(),
              nested.asBlock());
    }
  }

  private void line(String prefix, String name, String kind, String description, Block block) {
    String path = prefix + name;
    text.append(
        "- `%s` (%s) %s (see [below for nested schema](#nestedatt--%s))%n"
            .formatted(name, kind, description, path.replace(".", "--")));
    later.add(new Nested(path, block));
  }

  private static String nesting(Nesting nesting) {
    return switch (nesting) {
      case SINGLE, GROUP -> "";
      case LIST -> " List";
      case SET -> " Set";
      case MAP -> " Map";
    };
  }

  /// A type in the words of the registry's pages, e.g. `List of String`.
  private static String words(Type type) {
    return switch (type) {
      case Type.Primitive.STRING -> "String";
      case Type.Primitive.NUMBER -> "Number";
      case Type.Primitive.BOOL -> "Boolean";
      case Type.ListOf list -> "List of " + words(list.element());
      case Type.SetOf set -> "Set of " + words(set.element());
      case Type.MapOf map -> "Map of " + words(map.element());
      case Type other -> "`" + other + "`";
    };
  }
}
