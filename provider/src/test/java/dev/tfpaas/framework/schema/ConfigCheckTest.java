package dev.tfpaas.framework.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Validators, and where their findings are reported.
class ConfigCheckTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(new OneOf("fast", "slow"), Value.string("Fast"), "Did you mean \"fast\"?"),
        arguments(new OneOf("fast", "slow"), Value.string("x"), "\"x\" is not allowed here"),
        arguments(new NotEmpty(), Value.string("  "), "empty"),
        arguments(new NotEmpty(), Value.set(Type.STRING, List.of()), "empty"),
        arguments(new NotEmpty(), Value.map(Type.STRING, Map.of()), "empty"),
        arguments(new Length(2, 3), Value.string("a"), "1 characters. It must have 2 to 3"),
        arguments(
            new Length(0, 1),
            Value.list(Type.BOOL, List.of(Value.bool(true), Value.bool(true))),
            "at most 1"),
        arguments(new Length(2, Integer.MAX_VALUE), Value.string("😀"), "at least 2"),
        arguments(new Range(1, 9), Value.number(10), "10 is not a whole number from 1 to 9"),
        arguments(new Range(1, 9), Value.number(new java.math.BigDecimal("1.5")), "1.5"),
        arguments(new DurationText(), Value.string("soon"), "\"soon\" is not a duration"),
        arguments(new DurationText(), Value.string("-1s"), "negative"),
        arguments(
            new EachElement(new NotEmpty()),
            Value.list(Type.STRING, List.of(Value.nullOf(Type.STRING))),
            "must not be null"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badValueIsRefusedWithReason(Validator validator, Value value, String reason) {
    Diagnostics diagnostics = new Diagnostics();

    validator.check(Path.root().attribute("a"), value, diagnostics);

    assertThat(diagnostics.list())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.isError()).isTrue();
          assertThat(d.detail()).contains(reason);
          assertThat(d.path().toString()).startsWith("a");
        });
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(new OneOf("fast"), Value.string("fast")),
        arguments(new NotEmpty(), Value.string("x")),
        arguments(new NotEmpty(), Value.bool(false)),
        arguments(new Length(1, 1), Value.string("😀")),
        arguments(new Range(1, 9), Value.number(9)),
        arguments(new DurationText(), Value.string("0")),
        arguments(new DurationText(), Value.string("7d")),
        arguments(
            new EachElement(new NotEmpty()), Value.set(Type.STRING, List.of(Value.string("x")))),
        arguments(
            new EachElement(new NotEmpty()),
            Value.list(Type.STRING, List.of(Value.unknown(Type.STRING)))));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void goodValueIsAccepted(Validator validator, Value value) {
    Diagnostics diagnostics = new Diagnostics();

    validator.check(Path.root(), value, diagnostics);

    assertThat(diagnostics.isEmpty()).isTrue();
  }

  private static final Schema SCHEMA =
      Schema.of(
          "",
          List.of(
              Attribute.optional("mode", Type.STRING, "").validatedBy(new OneOf("x")),
              Attribute.optional("secret", Type.STRING, "").sensitive().validatedBy(new OneOf("x")),
              Attribute.optional("password", Type.STRING, "").writeOnly(),
              Attribute.nested("items", Nesting.LIST, inner(), Attribute.Mode.OPTIONAL, ""),
              Attribute.nested("keyed", Nesting.MAP, inner(), Attribute.Mode.OPTIONAL, ""),
              Attribute.nested("loose", Nesting.SET, inner(), Attribute.Mode.OPTIONAL, "")),
          List.of(NestedBlock.list("block", Block.of("", inner()))));

  private static List<Attribute> inner() {
    return List.of(Attribute.optional("mode", Type.STRING, "").validatedBy(new OneOf("x")));
  }

  private static List<Diagnostic> check(Map<String, Value> config) {
    Diagnostics diagnostics = new Diagnostics();
    Value object = Completion.complete(SCHEMA.block(), Value.object(config));
    ConfigCheck.check(SCHEMA, object, WriteOnly.Support.UNSUPPORTED, diagnostics);
    return diagnostics.list();
  }

  private static List<String> paths(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(d -> d.path().toString()).toList();
  }

  @Test
  @DisplayName("8.4 #68 attribute path points at the argument, and stops at a set")
  void problemsAreReportedAllAtTheirPaths() {
    Value bad = Value.object(Map.of("mode", Value.string("bad")));
    Type type = bad.type();

    List<Diagnostic> found =
        check(
            Map.of(
                "mode", Value.string("bad"),
                "items", Value.list(type, List.of(bad)),
                "keyed", Value.map(type, Map.of("k", bad)),
                "loose", Value.set(type, List.of(bad)),
                "block", Value.list(type, List.of(bad, bad))));

    assertThat(paths(found))
        .containsExactlyInAnyOrder(
            "mode",
            "items[0].mode",
            "keyed[\"k\"].mode",
            "loose",
            "block[0].mode",
            "block[1].mode");
  }

  @Test
  void unknownAndNullAreValid() {
    assertThat(check(Map.of("mode", Value.unknown(Type.STRING)))).isEmpty();
    assertThat(check(Map.of())).isEmpty();
  }

  @Test
  @DisplayName("8.4 #67 sensitive value never in a diagnostic")
  void sensitiveValueIsMasked() {
    List<Diagnostic> found = check(Map.of("secret", Value.string("hunter2")));

    assertThat(found)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.detail()).doesNotContain("hunter2").contains("(sensitive value)");
        });
  }

  @Test
  void longSensitiveValueIsMaskedToo() {
    String secret = "s".repeat(50) + "t".repeat(200);

    List<Diagnostic> found = check(Map.of("secret", Value.string(secret)));

    assertThat(found.getFirst().detail()).doesNotContain("ssss").doesNotContain("tttt");
  }

  @Test
  @DisplayName("8.4 #66 write-only attribute: error on hosts without the capability")
  void writeOnlyValueNeedsSupport() {
    assertThat(paths(check(Map.of("password", Value.string("p"))))).containsExactly("password");
    assertThat(paths(check(Map.of("password", Value.unknown(Type.STRING)))))
        .containsExactly("password");
  }
}
