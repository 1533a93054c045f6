package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ResourceLifecycle;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// States that Terraform wrote with earlier versions are read by this one.
///
/// `states.jsonl` holds one state a line, as it was in a state file; `notes.jsonl` what was kept
/// beside one. Lines are only ever added: a state of each resource for each schema version, and a
/// note wherever its form changed.
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
    return lines("states.jsonl");
  }

  static List<JsonNode> notes() throws IOException {
    return lines("notes.jsonl");
  }

  private static List<JsonNode> lines(String file) throws IOException {
    try (InputStream lines = KeptStatesTest.class.getResourceAsStream(file)) {
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

  private static Kind<?, ?> kind(JsonNode note) {
    return KnownResources.ALL.stream()
        .filter(it -> it.typeName().equals(note.path("type").asString()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void keptNoteIsReadWithAllThatIsStillRemembered(JsonNode kept) {
    PrivateState bytes =
        PrivateState.of(Base64.getDecoder().decode(kept.path("private").asString()));

    isReadAgain(kind(kept), bytes);
  }

  private static <T> void isReadAgain(Kind<T, ?> kind, PrivateState kept) {
    Value facts = PrivateFacts.read(kept).orElseThrow();

    Remembered<T> remembered = Remembered.read(kept, kind.note());

    Value now = kind.note().write().apply(remembered.seen().orElseThrow());
    assertThat(differences(kind.note().name(), facts.get(kind.note().name()), now)).isEmpty();
    assertThat(remembered.unfinished()).isFalse();
    // Of a group and a migration it kept nothing of the kind: the state tells.
    assertThat(remembered.applied().isEmpty())
        .isEqualTo(Set.of("view", "migration").contains(kind.note().name()));
    PrivateState again = remembered.write(kind.note());
    assertThat(Remembered.read(again, kind.note())).isEqualTo(remembered);
  }

  /// Tells where two notes differ in what both of them say.
  private static List<String> differences(String path, Value was, Value now) {
    List<String> differences = new ArrayList<>();
    if (was instanceof Value.ObjectValue && now instanceof Value.ObjectValue) {
      Map<String, Value> parts = now.asMap();
      was.asMap()
          .forEach((name, part) -> {
            if (parts.containsKey(name)) {
              differences.addAll(differences(path + "." + name, part, parts.get(name)));
            }
          });
    } else if (was instanceof Value.TupleValue(List<Value> items)) {
      for (int i = 0; i < items.size(); i++) {
        differences.addAll(
            differences("%s[%d]".formatted(path, i), items.get(i), now.asList().get(i)));
      }
    } else if (!was.equals(now)) {
      differences.add("%s was %s, is %s".formatted(path, was, now));
    }
    return differences;
  }

  @Test
  void noteOfEveryResourceIsKept() throws IOException {
    List<String> there = notes().stream().map(it -> it.path("type").asString()).toList();

    assertThat(there).containsAll(KnownResources.ALL.stream().map(it -> it.typeName()).toList());
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
