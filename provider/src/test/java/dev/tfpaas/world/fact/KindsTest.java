package dev.tfpaas.world.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tfpaas.world.json.Json;
import org.junit.jupiter.api.Test;

/// No fact is forgotten where facts are read, and nothing else is read as one.
class KindsTest {

  @Test
  void everyFactHasAKindThatIsRead() {
    assertThat(Kinds.ALL)
        .<Class<?>>map(FactKind::type)
        .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
  }

  @Test
  void whatIsFiledElsewhereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Fact.read(
                Json.parse(
                    """
                    {"key": "domain/a.example", "name": "b.example", "target": "shop"}\
                    """)))
        .withMessage("\"domain/a.example\" is filed as domain/b.example");
  }

  @Test
  void unknownKindIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fact.read(Json.parse("{\"key\": \"planet/earth\"}")))
        .withMessage("unknown kind \"planet/\"");
  }
}
