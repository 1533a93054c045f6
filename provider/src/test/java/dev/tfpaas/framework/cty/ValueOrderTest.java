package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The order is arbitrary, but total and consistent with `equals`.
class ValueOrderTest {
  private static final Value A = Value.string("a");
  private static final Value B = Value.string("b");

  /// Different values, in order.
  private static final List<Value> ASCENDING =
      List.of(
          Value.nullOf(Type.NUMBER),
          Value.nullOf(Type.STRING),
          Value.bool(false),
          Value.bool(true),
          Value.number(-1),
          Value.number(10),
          A,
          B,
          Value.list(Type.NUMBER, List.of()),
          Value.list(Type.STRING, List.of()),
          Value.list(Type.STRING, List.of(B)),
          Value.list(Type.STRING, List.of(A, A)),
          Value.list(Type.STRING, List.of(A, B)),
          Value.set(Type.STRING, List.of(A)),
          Value.tuple(List.of(A)),
          Value.map(Type.STRING, Map.of("b", A)),
          Value.map(Type.STRING, Map.of("a", A, "b", A)),
          Value.map(Type.STRING, Map.of("a", B, "b", A)),
          Value.map(Type.STRING, Map.of("b", A, "c", A)),
          Value.object(Map.of("a", Value.list(Type.NUMBER, List.of()))),
          Value.object(Map.of("a", Value.list(Type.STRING, List.of()))),
          Value.unknown(Type.STRING, Refinement.NONE),
          Value.unknown(Type.STRING, Refinement.NOT_NULL));

  @Test
  void everyPairIsOrderedOneWay() {
    for (int i = 0; i < ASCENDING.size(); i++) {
      for (int j = 0; j < ASCENDING.size(); j++) {
        assertThat(Integer.signum(ValueOrder.INSTANCE.compare(ASCENDING.get(i), ASCENDING.get(j))))
            .as("%s and %s", ASCENDING.get(i), ASCENDING.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }
}
