package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.PlatformType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the vendors' names in the vendors' packages: what is said elsewhere of a platform comes
/// from its [PlatformType].
class VendorNamesTest {
  private static final Path MAIN = Path.of("src", "main");

  /// The platforms that are nobody's: their names are words.
  private static final Set<String> OURS = Set.of("local", "host");

  /// How a vendor is spelled, where not only as its platform is.
  private static final Map<String, String> SPELLINGS =
      Map.of("cloud66", "cloud[ _-]?66", "jelastic", "jelastic|virtuozzo");

  /// The files beside a vendor's packages that may name it.
  private static final Set<String> LISTS =
      Set.of(
          // The list of platforms.
          "KnownPlatforms.java",
          // The list of those that something is assumed of.
          "Register.java",
          // The command that starts the emulators, and how each is used.
          "EmulateCommand.java",
          "EmulatorGuides.java");

  @Test
  void vendorsAreNamedInTheirOwnPackagesOnly() throws IOException {
    List<String> strangers = new ArrayList<>();
    for (PlatformType type : vendors()) {
      Pattern spelling =
          Pattern.compile("(?i)" + SPELLINGS.getOrDefault(type.name(), Pattern.quote(type.name())));
      try (Stream<Path> files = Files.walk(MAIN)) {
        for (Path file : files.filter(it -> !mayName(it, type.name())).toList()) {
          strangers.addAll(SourceText.of(file).wholeLines(spelling));
          if (spelling.matcher(file.toString()).find()) {
            strangers.add(file.toString());
          }
        }
      }
    }

    assertThat(strangers).as("move what is said of a vendor into its PlatformType").isEmpty();
  }

  @Test
  void exceptionsAreNeeded() {
    List<String> spelled = vendors().stream().map(PlatformType::name).toList();

    assertThat(spelled).hasSizeGreaterThan(1).containsAll(SPELLINGS.keySet());
    for (PlatformType type : vendors()) {
      assertThat(SourceFiles.under(MAIN, ".java"))
          .filteredOn(file -> LISTS.contains(String.valueOf(file.getFileName())))
          .hasSize(LISTS.size())
          .allSatisfy(file -> assertThat(SourceFiles.read(file)).contains(type.name()));
    }
  }

  private static List<PlatformType> vendors() {
    return KnownPlatforms.ALL.stream().filter(type -> !OURS.contains(type.name())).toList();
  }

  private static boolean mayName(Path file, String vendor) {
    Path own = Path.of("java", "dev", "tfpaas");
    return !Files.isRegularFile(file)
        || file.startsWith(MAIN.resolve(own).resolve("platform").resolve(vendor))
        || file.startsWith(MAIN.resolve(own).resolve("emulator").resolve(vendor))
        || file.endsWith(Path.of("platform", "register", vendor + ".yaml"))
        || LISTS.contains(String.valueOf(file.getFileName()));
  }
}
