package dev.tfpaas.framework.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Completing objects, reading stored state, conformance, timeouts.
class CompletionTest {
  private static final Block INNER =
      Block.of("", List.of(Attribute.optional("port", Type.NUMBER, "")));
  private static final Schema SCHEMA =
      Schema.of(
          "",
          List.of(
              Attribute.required("name", Type.STRING, ""),
              Attribute.optional("tags", Type.list(Type.STRING), ""),
              Attribute.optional("password", Type.STRING, "").writeOnly()),
          List.of(
              NestedBlock.single("one", INNER),
              NestedBlock.group("always", INNER),
              NestedBlock.list("many", INNER),
              NestedBlock.set("some", INNER),
              NestedBlock.map("keyed", INNER),
              Timeouts.block(Timeouts.Operation.CREATE)));

  @Test
  @DisplayName("8.3 #41 null list, empty list, absent block stay three different things")
  void absentIsWhatItsNestingDemands() {
    Value object = Completion.nothing(SCHEMA.block());

    assertThat(object.get("tags").isNull()).isTrue();
    assertThat(object.get("one").isNull()).isTrue();
    assertThat(object.get("always").get("port").isNull()).isTrue();
    assertThat(object.get("many").asList()).isEmpty();
    assertThat(object.get("some").asList()).isEmpty();
    assertThat(object.get("keyed").asMap()).isEmpty();
    assertThat(Conformance.mismatches(SCHEMA, object)).isEmpty();
  }

  @Test
  void elementsOfCollectionsAreCompletedToo() {
    Value port = Value.object(Map.of());
    Value object = Value.object(Map.of("many", Value.list(port.type(), List.of(port))));

    Value completed = Completion.complete(SCHEMA.block(), object);

    assertThat(completed.get("many").asList().getFirst().get("port").isNull()).isTrue();
    assertThat(Conformance.mismatches(SCHEMA, completed)).isEmpty();
  }

  @Test
  void unknownBlockCollectionStaysUnknown() {
    Value object = Value.object(Map.of("many", Value.unknown(Type.DYNAMIC)));

    Value completed = Completion.complete(SCHEMA.block(), object);

    assertThat(completed.get("many")).isEqualTo(Value.unknown(Type.list(INNER.type())));
  }

  @Test
  @DisplayName("8.3 #43 JSON state with indentation, exponent numbers, absent and extra attributes")
  void storedStateIsReadLeniently() {
    Value state =
        StoredState.decode(
            SCHEMA,
            """
            {
              "name": "a",
              "gone": {"x": [1]},
              "password": "leaked",
              "many": [ {"port": 8.08e3, "old": true} ],
              "some": null
            }
            """);

    assertThat(state.get("name").asString()).isEqualTo("a");
    assertThat(state.get("many").asList().getFirst().get("port").asLong()).isEqualTo(8080);
    assertThat(state.get("some").asList()).isEmpty();
    assertThat(state.get("tags").isNull()).isTrue();
    assertThat(state.get("password").isNull()).isTrue();
    assertThat(Conformance.mismatches(SCHEMA, state)).isEmpty();
  }

  @Test
  void storedStateOfAnotherTypeIsRefusedWithItsPlace() {
    assertThatExceptionOfType(CtyException.class)
        .isThrownBy(() -> StoredState.decode(SCHEMA, "{\"tags\": {}}"))
        .withMessageContaining("tags");
    assertThatExceptionOfType(CtyException.class)
        .isThrownBy(() -> StoredState.decode(SCHEMA, "null"))
        .withMessageContaining("null");
    assertThatExceptionOfType(CtyException.class).isThrownBy(() -> StoredState.decode(SCHEMA, "{"));
  }

  @Test
  void mismatchNamesThePlace() {
    Value object =
        Completion.nothing(SCHEMA.block())
            .with("name", Value.number(1))
            .with(
                "many",
                Value.list(
                    Type.object(Map.of("port", Type.STRING)),
                    List.of(Value.object(Map.of("port", Value.string("x"))))));

    assertThat(Conformance.mismatches(SCHEMA, object))
        .extracting(Mismatch::toString)
        .containsExactlyInAnyOrder(
            "name: must be string, not number", "many[0].port: must be number, not string");
  }

  @Test
  @DisplayName("8.3 #37 object with a missing or extra attribute is an error inside, never sent")
  void missingAndExtraAttributesAreMismatches() {
    Value object = Value.object(Map.of("name", Value.string("x"), "extra", Value.bool(true)));

    assertThat(Conformance.mismatches(SCHEMA, object))
        .extracting(Mismatch::toString)
        .contains("extra: is not in the schema", "many: is missing");
    Value salvaged = Conformance.salvage(SCHEMA, object);
    assertThat(Conformance.mismatches(SCHEMA, salvaged)).isEmpty();
    assertThat(salvaged.get("name").asString()).isEqualTo("x");
  }

  @Test
  void unknownsAreFoundAndReplaced() {
    Value object =
        Completion.nothing(SCHEMA.block())
            .with("name", Value.unknown(Type.STRING))
            .with("tags", Value.list(Type.STRING, List.of(Value.unknown(Type.STRING))));

    assertThat(Conformance.unknowns(object))
        .extracting(Object::toString)
        .containsExactly("name", "tags[0]");
    assertThat(Conformance.unknownsToNull(object).isWhollyKnown()).isTrue();
  }

  @Test
  void timeoutIsReadFromTheBlock() {
    Value block = Value.object(Map.of("create", Value.string("1m30s")));
    Value object = Completion.complete(SCHEMA.block(), Value.object(Map.of("timeouts", block)));

    assertThat(Timeouts.of(object, Timeouts.Operation.CREATE)).contains(Duration.ofSeconds(90));
    assertThat(Timeouts.of(object, Timeouts.Operation.DELETE)).isEmpty();
    assertThat(Timeouts.of(Completion.nothing(SCHEMA.block()), Timeouts.Operation.CREATE))
        .isEmpty();
    assertThat(Timeouts.of(Value.nullOf(SCHEMA.type()), Timeouts.Operation.CREATE)).isEmpty();
  }
}
