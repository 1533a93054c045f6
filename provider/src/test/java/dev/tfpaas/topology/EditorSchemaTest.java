package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tfpaas.Catalogues;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema for editors says what the reading says.
class EditorSchemaTest {
  private static final KnownTypes CATALOGUE = Catalogues.all();

  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  /// The mistakes that take another place of the file, the platform or the meaning of a text to
  /// see.
  private static final List<String> SEEN_BY_VALIDATE_ONLY =
      List.of(
          "a URL with a password",
          "a copy of itself",
          "a database's name where the platform has one of an engine",
          "a pair on two platforms",
          "a platform of no kind",
          "a reference to a secret that is none",
          "a reference where no secret belongs",
          "a direction beside the pair that it is of",
          "a pair of one app",
          "a replica of itself",
          "a source beside the pair that it is of",
          "a replica with two sources",
          "the only database of an engine, and once more by the name that it has",
          "two databases of one engine, and one of them twice",
          "a token among the variables",
          "a wait before a switch that is longer than the whole switch may take",
          "an active app that is no member",
          "an active place that is empty",
          "an app in two groups",
          "an app on one of several platforms",
          "an attribute that the platform has not",
          "a region that no member is in",
          "an emergency of a region without consent",
          "groups without a member in the active region, or with two",
          "the terms of a region without a region",
          "an emergency without consent",
          "an identifier of a copy",
          "an unencrypted URL",
          "an unknown app",
          "an unknown platform",
          "an unknown replication",
          "data in a circle",
          "data that is not between the members",
          "guards that break a promise",
          "settings of an app that exists",
          "two apps of one name",
          "two names that are one in Terraform",
          "what the platform has not");

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
            "active_region",
            "switch_mode",
            "accept_data_loss",
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
        .contains("d|h|m|s");
    assertThat(replication.at("/properties/backup/properties/keep/maximum").asInt())
        .isEqualTo(1000);
    assertThat(replication.path("required").toString()).isEqualTo("[\"engine\"]");
    assertThat(replication.path("oneOf").toString())
        .isEqualTo("[{\"required\":[\"source\",\"replica\"]},{\"required\":[\"between\"]}]");
  }

  @Test
  void schemaIsOneOfDraft7() {
    assertThat(REGISTRY.getSchema(SchemaLocation.of(DRAFT_7)).validate(schema)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rightFiles")
  void rightFileIsAccepted(String title, String text) {
    assertThat(complaints(text)).as(title).isEmpty();
  }

  static Stream<Arguments> rightFiles() throws IOException {
    Path golden = Path.of("src/test/resources/dev/tfpaas/topology");
    return Stream.of(
            Path.of("..", "examples", "topology", "topology.yaml"),
            golden.resolve("small.yaml"),
            golden.resolve("large.yaml"))
        .map(file -> Arguments.of(file.getFileName().toString(), read(file)));
  }

  /// Every mistake that is one of form is shown by the editor while it is made.
  @Test
  void mistakesOfFormAreRefused() throws IOException {
    Set<String> accepted = new TreeSet<>();
    for (Mistakes.Mistake mistake : Mistakes.all()) {
      if (mistake.isYaml() && complaints(mistake.text()).isEmpty()) {
        accepted.add(mistake.title());
      }
    }

    assertThat(accepted).containsExactlyInAnyOrderElementsOf(SEEN_BY_VALIDATE_ONLY);
  }

  private List<String> complaints(String text) {
    Yaml root = YamlReader.parse(Path.of("topology.yaml"), text).root();
    return REGISTRY.getSchema(schema).validate(json(root)).stream().map(Error::toString).toList();
  }

  /// Returns what an editor makes of a file: aliases written out, plain words resolved.
  private static JsonNode json(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Fields fields -> {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        fields.fields().forEach((key, value) -> object.set(key, json(value)));
        yield object;
      }
      case Yaml.Items(FilePlace _, List<Yaml> items) -> {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Yaml.Scalar scalar when scalar.isNull() -> JsonMapper.shared().nullNode();
      case Yaml.Scalar(FilePlace _, String text, Yaml.Style style)
          when style == Yaml.Style.PLAIN
              && text.matches("true|false|-?(0|[1-9][0-9]*)([.][0-9]+)?") ->
          JsonMapper.shared().readTree(text);
      case Yaml.Scalar scalar -> JsonMapper.shared().valueToTree(scalar.text());
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }
}
