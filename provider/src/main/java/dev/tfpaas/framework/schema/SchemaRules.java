package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules that Terraform checks when it loads a schema, so that a broken schema fails a test and
/// not every command of every user.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/internal/configs/configschema/internal_validate.go">the
///   host's check</a>
final class SchemaRules {
  /// Arguments that the language itself takes in every block that has a schema.
  private static final Set<String> RESERVED =
      Set.of("count", "depends_on", "for_each", "lifecycle", "locals", "_");

  private final List<String> broken = new ArrayList<>();

  private SchemaRules() {}

  /// Checks a schema.
  ///
  /// @throws IllegalArgumentException naming every rule that is broken
  static void check(long version, Block block) {
    SchemaRules rules = new SchemaRules();
    rules.require(version >= 0, "the schema", "needs a version of 0 or more");
    rules.block("", block);
    for (String name : rules.names("", block)) {
      rules.require(!RESERVED.contains(name), name, "is a name that the language reserves");
    }
    if (!rules.broken.isEmpty()) {
      throw new IllegalArgumentException("Schema is not valid: " + String.join("; ", rules.broken));
    }
  }

  private void block(String path, Block block) {
    names(path, block);
    block.attributes().forEach(a -> attribute(path + a.name(), a));
    block.blocks().forEach(b -> nestedBlock(path + b.name(), b));
  }

  private Set<String> names(String path, Block block) {
    Set<String> names = new HashSet<>();
    block.attributes().forEach(a -> name(path, a.name(), names));
    block.blocks().forEach(b -> name(path, b.name(), names));
    return names;
  }

  private void name(String path, String name, Set<String> taken) {
    require(taken.add(name), path + name, "is declared twice");
    require(
        name.matches("[a-z][a-z0-9_]*"),
        path + name,
        "must have a name of lower-case letters, digits and underscores, starting with a letter");
  }

  private void attribute(String path, Attribute attribute) {
    boolean writeOnly = attribute.is(Attribute.Trait.WRITE_ONLY);
    require(!writeOnly || !attribute.isComputed(), path, "is write-only and must not be computed");
    require(
        !attribute.is(Attribute.Trait.KEEPS_PRIOR) || attribute.isComputed(),
        path,
        "keeps its prior value and must be computed");
    require(
        attribute.isConfigurable() || attribute.validators().isEmpty(),
        path,
        "is never configured and must have no validators");
    attribute
        .defaultValue()
        .ifPresent(value -> {
          require(
              attribute.isOptional() && attribute.isComputed(),
              path,
              "has a default and must be optional");
          require(
              value.isWhollyKnown() && Type.conforms(value.type(), attribute.type()),
              path,
              "needs a known default of type " + attribute.type());
        });
    if (attribute.shape() instanceof AttributeShape.Nested nested) {
      nestedAttribute(path, attribute, nested);
    } else {
      require(!hasSetOfDynamic(attribute.type()), path, "must not hold dynamic types in a set");
    }
  }

  private void nestedAttribute(String path, Attribute owner, AttributeShape.Nested nested) {
    require(
        nested.nesting() != Nesting.GROUP, path, "must not have nesting GROUP, only a block may");
    Set<String> names = new HashSet<>();
    for (Attribute attribute : nested.attributes()) {
      name(path + ".", attribute.name(), names);
      attribute(path + "." + attribute.name(), attribute);
      require(
          owner.isConfigurable() || attribute.mode() == Attribute.Mode.COMPUTED,
          path + "." + attribute.name(),
          "is inside a computed attribute and must be computed");
    }
    if (nested.nesting() == Nesting.SET) {
      require(
          !ImpliedType.hasDynamic(nested.objectType()),
          path,
          "is a set and must not hold dynamic types");
      require(
          !WriteOnly.has(nested.asBlock()),
          path,
          "is a set and must not hold write-only attributes");
    }
  }

  private void nestedBlock(String path, NestedBlock nested) {
    long min = nested.minItems();
    long max = nested.maxItems();
    require(min >= 0 && max >= 0, path, "must have item limits of 0 or more");
    switch (nested.nesting()) {
      case SINGLE ->
          require(min == max && min <= 1, path, "is single: limits are both 0 or both 1");
      case GROUP, MAP -> require(min == 0 && max == 0, path, "must have no item limits");
      case LIST, SET ->
          require(max == 0 || min <= max, path, "must have min items up to max items");
    }
    if (nested.nesting() == Nesting.SET) {
      require(
          !ImpliedType.hasDynamic(nested.block().type()),
          path,
          "is a set and must not hold dynamic types");
      require(
          !WriteOnly.has(nested.block()), path, "is a set and must not hold write-only attributes");
    }
    block(path + ".", nested.block());
  }

  private static boolean hasSetOfDynamic(Type type) {
    return type instanceof Type.SetOf(Type element)
        ? ImpliedType.hasDynamic(element)
        : type.parts().stream().anyMatch(SchemaRules::hasSetOfDynamic);
  }

  private void require(boolean holds, String path, String rule) {
    if (!holds) {
      broken.add(path + " " + rule);
    }
  }
}
