package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schema for editors says what the reading says.
class EditorSchemaTest {
  private static final Catalogue CATALOGUE = Catalogues.all();

  private final JsonNode schema = JsonMapper.shared().readTree(EditorSchema.of(CATALOGUE));

  @Test
  void topHasTheSectionsAndNothingElse() {
    assertThat(names(schema.path("properties")))
        .containsExactlyInAnyOrder(
            "platforms",
            "apps",
            "replication",
            "failover",
            "migrations",
            "deletion_protection",
            "terraform");
    assertThat(schema.path("additionalProperties").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORMS")
  void everyKeyIsThereWithItsDescription(Section section) {
    JsonNode thing = schema.at("/properties/" + section.key() + "/additionalProperties");
    List<Key> keys = new Vocabulary(CATALOGUE).keys(section);

    assertThat(names(thing.path("properties")))
        .containsExactlyInAnyOrderElementsOf(keys.stream().map(Key::name).toList());
    assertThat(keys)
        .allSatisfy(key ->
            assertThat(thing.at("/properties/" + key.name() + "/description").asString())
                .isEqualTo(key.description())
                .isNotBlank()
                .doesNotContain("source_app_id", "replica_app_id", "primary_app_id", "paas_"));
  }

  @Test
  void limitsOfTheResourcesAreLimitsHere() {
    JsonNode failover = schema.at("/properties/failover/additionalProperties");
    JsonNode replication = schema.at("/properties/replication/additionalProperties");

    assertThat(failover.at("/properties/switch_mode/enum").toString())
        .isEqualTo("[\"planned\",\"emergency\"]");
    assertThat(failover.at("/properties/switch_mode/default").asString()).isEqualTo("planned");
    assertThat(failover.at("/properties/guards/properties/max_lag/pattern").asString())
        .contains("h|m|s");
    assertThat(replication.at("/properties/backup/properties/keep/maximum").asInt())
        .isEqualTo(1000);
    assertThat(replication.path("required").toString())
        .isEqualTo("[\"source\",\"replica\",\"engine\"]");
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }
}
