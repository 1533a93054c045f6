package dev.tfpaas.framework.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules a schema must obey, and the type it implies.
class SchemaTest {
  private static final Attribute LEAF = Attribute.optional("leaf", Type.STRING, "");
  private static final Attribute DYNAMIC = Attribute.optional("leaf", Type.DYNAMIC, "");

  static Stream<Arguments> brokenSchemas() {
    return Stream.of(
        arguments("declared twice", schema(List.of(LEAF, LEAF), List.of())),
        arguments(
            "declared twice",
            schema(List.of(LEAF), List.of(NestedBlock.single("leaf", block(List.of()))))),
        arguments("lower-case", attribute(Attribute.optional("Leaf", Type.STRING, ""))),
        arguments("lower-case", attribute(Attribute.optional("9", Type.STRING, ""))),
        arguments("reserves", attribute(Attribute.optional("count", Type.STRING, ""))),
        arguments(
            "write-only and must not be computed",
            attribute(Attribute.computed("a", Type.STRING, "").writeOnly())),
        arguments(
            "must be computed", attribute(Attribute.optional("a", Type.STRING, "").keepsPrior())),
        arguments(
            "must be optional",
            attribute(Attribute.required("a", Type.STRING, "").withDefault(Value.string("x")))),
        arguments(
            "known default of type string",
            attribute(Attribute.optional("a", Type.STRING, "").withDefault(Value.number(1)))),
        arguments(
            "no validators",
            attribute(Attribute.computed("a", Type.STRING, "").validatedBy(new NotEmpty()))),
        arguments(
            "dynamic types in a set",
            attribute(Attribute.optional("a", Type.set(Type.DYNAMIC), ""))),
        arguments(
            "must not hold dynamic",
            attribute(
                Attribute.nested("a", Nesting.SET, List.of(DYNAMIC), Attribute.Mode.OPTIONAL, ""))),
        arguments(
            "must not hold write-only",
            attribute(
                Attribute.nested(
                    "a", Nesting.SET, List.of(LEAF.writeOnly()), Attribute.Mode.OPTIONAL, ""))),
        arguments(
            "nesting GROUP",
            attribute(
                Attribute.nested("a", Nesting.GROUP, List.of(LEAF), Attribute.Mode.OPTIONAL, ""))),
        arguments(
            "inside a computed attribute",
            attribute(Attribute.computedObject("a", List.of(LEAF), ""))),
        arguments(
            "both 0 or both 1", nested(NestedBlock.single("b", block(List.of(LEAF))).items(0, 1))),
        arguments(
            "no item limits", nested(NestedBlock.group("b", block(List.of(LEAF))).items(1, 1))),
        arguments("no item limits", nested(NestedBlock.map("b", block(List.of(LEAF))).items(0, 1))),
        arguments(
            "up to max items", nested(NestedBlock.list("b", block(List.of(LEAF))).items(3, 2))),
        arguments("0 or more", nested(NestedBlock.list("b", block(List.of(LEAF))).items(-1, 2))),
        arguments("must not hold dynamic", nested(NestedBlock.set("b", block(List.of(DYNAMIC))))),
        arguments(
            "must not hold write-only",
            nested(NestedBlock.set("b", block(List.of(LEAF.writeOnly()))))),
        arguments("version", (Runnable) () -> new Schema(-1, block(List.of()))));
  }

  private static Block block(List<Attribute> attributes) {
    return Block.of("", attributes);
  }

  private static Runnable schema(List<Attribute> attributes, List<NestedBlock> blocks) {
    return () -> Schema.of("", attributes, blocks);
  }

  private static Runnable attribute(Attribute attribute) {
    return schema(List.of(attribute), List.of());
  }

  private static Runnable nested(NestedBlock block) {
    return schema(List.of(), List.of(block));
  }

  @ParameterizedTest
  @MethodSource("brokenSchemas")
  @DisplayName("8.2 #27 the rules of 3.10")
  void brokenRuleIsNamed(String rule, Runnable schema) {
    assertThatThrownBy(schema::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void everyBrokenRuleIsReportedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Schema.of("", List.of(LEAF, LEAF, Attribute.optional("B", Type.BOOL, ""))))
        .withMessageContaining("twice")
        .withMessageContaining("lower-case");
  }

  @Test
  void namesAreReservedByUse() {
    Schema source = Schema.of("", List.of(Attribute.optional("source", Type.STRING, "")));

    assertThat(source.usableIn(Schema.Use.RESOURCE)).isSameAs(source);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.usableIn(Schema.Use.PROVIDER))
        .withMessageContaining("source");
  }

  @Test
  void typeFollowsNesting() {
    Schema schema =
        Schema.of(
            "",
            List.of(Attribute.nested("m", Nesting.MAP, List.of(LEAF), Attribute.Mode.OPTIONAL, "")),
            List.of(
                NestedBlock.single("one", block(List.of(LEAF))),
                NestedBlock.list("many", block(List.of(LEAF))),
                NestedBlock.set("some", block(List.of(LEAF))),
                NestedBlock.list("any", block(List.of(DYNAMIC))),
                NestedBlock.map("free", block(List.of(DYNAMIC)))));

    assertThat(schema.type())
        .hasToString(
            "object({any=dynamic,free=dynamic,m=map(object({leaf=string})),"
                + "many=list(object({leaf=string})),one=object({leaf=string}),"
                + "some=set(object({leaf=string}))})");
  }

  @Test
  void defaultMakesAnOptionalAttributeComputed() {
    Attribute attribute = LEAF.withDefault(Value.string("x"));

    assertThat(attribute.isComputed()).isTrue();
    assertThat(attribute.isOptional()).isTrue();
  }
}
