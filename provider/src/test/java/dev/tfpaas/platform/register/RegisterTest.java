package dev.tfpaas.platform.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every register is whole: what it names exists, and what it offers can be had.
class RegisterTest {
  static final List<String> VENDORS = Register.VENDORS;

  private static final Path MAIN = Path.of("src/main/java/dev/tfpaas");

  @ParameterizedTest
  @FieldSource("VENDORS")
  void codeThatRestsOnAnEntryExists(String vendor) {
    for (Entry entry : Register.of(vendor).entries()) {
      for (String name : entry.code()) {
        assertThat(MAIN.resolve(name.replace('.', '/') + ".java")).as(entry.id()).exists();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void entryHasSomethingElseThatCouldBeAndNoPositionTwice(String vendor) {
    for (Entry entry : Register.of(vendor).entries()) {
      assertThat(entry.alternatives()).as(entry.id()).isNotEmpty();
      assertThat(entry.positions())
          .as(entry.id())
          .extracting(Position::name)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void switchIsOneOfItsEmulatorAndOfOneEntry(String vendor) {
    List<String> switches =
        Register.of(vendor).switches().stream().flatMap(entry -> entry.dialect().stream()).toList();

    assertThat(switches).isNotEmpty().doesNotHaveDuplicates();
    assertThat(switches)
        .allSatisfy(name ->
            assertThat(emulator(vendor)).as("the emulator's code").contains("\"" + name + "\""));
  }

  /// Returns the code of an emulator.
  private static String emulator(String vendor) {
    try (Stream<Path> files = Files.walk(MAIN.resolve("emulator").resolve(vendor))) {
      StringBuilder code = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        code.append(Files.readString(file));
      }
      return code.toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void everythingThatIsWrongWithAFileIsSaidAtOnceWithItsLine() {
    String text =
        """
        - id: Not Words
          what: a thing
          code: []
          evidence: {grade: hearsay, text: somebody said so}
          assumed: yes-it-is
          alternatives: [{name: no, what: it is not, then: perhaps}]
          wat: 1
        """;
    YamlReader.Document document = YamlReader.parse(Path.of("toy.yaml"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Register.read("toy", document))
        .withMessageContaining("toy.yaml:1:")
        .withMessageContaining("\"id\" is of lower-case words")
        .withMessageContaining("the list \"code\" is missing or empty")
        .withMessageContaining("there is no grade \"hearsay\"")
        .withMessageContaining("the text \"source\" is missing")
        .withMessageContaining("then is \"works\" or \"refuses\"")
        .withMessageContaining("one of \"doctor\" and \"settled-by\" says what would show it")
        .withMessageContaining("there is no key \"wat\" here");
  }

  @Test
  void platformWithoutAServiceHasNoRegister() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Register.of("local"))
        .withMessage("nothing is assumed of a platform local");
  }
}
