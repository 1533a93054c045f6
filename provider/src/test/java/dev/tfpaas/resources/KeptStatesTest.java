package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ResourceLifecycle;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// States that Terraform wrote with earlier versions are read by this one.
///
/// `states.jsonl` holds one state a line, as it was in a state file. Lines are only ever added: one
/// of each resource for each schema version.
class KeptStatesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static List<Resource<PaasClient>> resources() {
    Clock clock = Clock.systemUTC();
    return new PaasProvider(
            KnownPlatforms.ALL,
            KnownResources.ALL,
            _ -> LocalPlatform.open(Path.of("unused"), Optional.empty(), clock),
            new Surroundings(
                Map.of(), Path.of("unused"), clock, new Runner(clock, Sleeper.THREAD, _ -> {})))
        .resources();
  }

  private static Resource<PaasClient> resource(JsonNode kept) {
    return resources().stream()
        .filter(it -> it.typeName().equals(kept.path("type").asString()))
        .findFirst()
        .orElseThrow();
  }

  static List<JsonNode> kept() throws IOException {
    try (InputStream lines = KeptStatesTest.class.getResourceAsStream("states.jsonl")) {
      assertThat(lines).isNotNull();
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JSON::readTree)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void keptStateIsReadWithAllItsValues(JsonNode kept) {
    Resource<PaasClient> resource = resource(kept);
    JsonNode attributes = kept.path("attributes");

    Value read =
        new ResourceLifecycle<>(resource)
            .upgrade(
                kept.path("schema_version").asLong(), attributes.toString(), new Diagnostics());

    JsonNode again = JSON.readTree(JsonCodec.encode(read, resource.schema().type()));
    attributes
        .propertyNames()
        .forEach(name -> assertThat(again.path(name)).as(name).isEqualTo(attributes.path(name)));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void stateOfANewerVersionIsRefused(JsonNode kept) {
    assertThatThrownBy(() ->
            new ResourceLifecycle<>(resource(kept))
                .upgrade(1000, kept.path("attributes").toString(), new Diagnostics()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void everyVersionOfEveryResourceIsKept() throws IOException {
    List<String> there =
        kept().stream()
            .map(it -> it.path("type").asString() + " " + it.path("schema_version").asLong())
            .toList();

    for (Resource<PaasClient> resource : resources()) {
      for (long version = 0; version <= resource.schema().version(); version++) {
        assertThat(there).contains(resource.typeName() + " " + version);
      }
    }
  }
}
