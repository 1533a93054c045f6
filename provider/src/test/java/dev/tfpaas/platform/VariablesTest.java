package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What of a copy's variables no longer equals the source, in the words of every platform.
class VariablesTest {

  @Test
  void eachDifferenceIsNamedOnceAndNoValueIsSaid() {
    Map<String, Secret> source =
        Map.of("A", new Secret("1"), "B", new Secret("2"), "C", new Secret("3"));
    Map<String, Secret> copy =
        Map.of("A", new Secret("1"), "B", new Secret("other"), "D", new Secret("4"));

    assertThat(Variables.differences(source, copy, Set.of()))
        .containsExactly(
            "variable B differs", "variable C is missing", "variable D is only in the copy");
  }

  @Test
  void whatIsMeantToDifferIsNoDifference() {
    Map<String, String> source = Map.of("A", "1", "B", "2");

    assertThat(Variables.differences(source, Map.of("A", "x", "C", "3"), Set.of("A", "B", "C")))
        .isEmpty();
  }
}
