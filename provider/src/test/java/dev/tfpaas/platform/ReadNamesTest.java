package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.register.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// No adapter reads a field that no answer of its vendor has, by its documents or by its register.
class ReadNamesTest {
  static final List<String> VENDORS = Register.VENDORS;

  /// Words that are no fields, given to methods that take a tree as well.
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "cloud66", Set.of("deployment", "immediately"),
          "jelastic", Set.of("kept", "mysql", "numbers", "offered", "texts", "tracking"));

  private static final Path ADAPTERS = Path.of("src/main/java/dev/tfpaas/platform");

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("VENDORS")
  void adapterReadsOnlyWhatIsDocumentedOrAssumed(String vendor) {
    Map<String, Set<String>> read = ReadNames.in(ADAPTERS.resolve(vendor));

    assertThat(read).hasSizeGreaterThan(20);
    read.keySet().removeAll(PublicApi.of(vendor).names());
    read.keySet().removeAll(WORDS.getOrDefault(vendor, Set.of()));
    assertThat(read)
        .as("read by %s, and neither in %s.txt nor covered by its register", vendor, vendor)
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void fileReadsOnlyWhatTheAnswersOfItsCallsHave(String vendor) {
    PublicApi api = PublicApi.of(vendor);
    Map<String, Set<String>> calls = ReadFiles.of(vendor);
    Map<String, Set<String>> strange = new TreeMap<>();

    ReadNames.in(ADAPTERS.resolve(vendor))
        .forEach((name, places) -> {
          for (String place : places) {
            String file = place.substring(0, place.indexOf(".java"));
            if (!api.names(calls.getOrDefault(file, Set.of())).contains(name)
                && !WORDS.getOrDefault(vendor, Set.of()).contains(name)) {
              strange.computeIfAbsent(place, _ -> new TreeSet<>()).add(name);
            }
          }
        });

    assertThat(strange).as("read where no answer of the file's calls has it").isEmpty();
  }

  @Test
  void everyWayToReadIsSeenAndNothingThatIsWritten() throws IOException {
    Path file = directory.resolve("Reader.java");
    Files.writeString(
        file,
        """
        package dev.tfpaas.platform.toy;
        import dev.tfpaas.platform.http.AnswerForm;
        import tools.jackson.databind.JsonNode;
        import tools.jackson.databind.node.ObjectNode;
        class Reader {
          private static final String KEY = "by_constant";
          static String read(JsonNode body, ObjectNode request) {
            request.put("sent", "value");
            AnswerForm.object(body, "by_form", "by_form_too");
            return body.path("by_path").asString("by_default")
                + body.get(KEY) + body.has("by_question") + own(body, "by_own_reader");
          }
          private static String own(JsonNode body, String field) {
            return body.path(field).asString("");
          }
        }
        """);

    assertThat(ReadNames.in(List.of(file)))
        .containsOnlyKeys(
            "by_constant", "by_form", "by_form_too", "by_own_reader", "by_path", "by_question")
        .containsEntry("by_path", Set.of("Reader.java:10"));
  }
}
