package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Keeps the version in one place, the build's; the guides may repeat it, and must be right.
class VersionTest {
  @Test
  void sourceDoesNotSayWhichVersionItIs() {
    assertThat(SourceFiles.under(Path.of("src", "main"), ""))
        .filteredOn(Files::isRegularFile)
        .isNotEmpty()
        .filteredOn(VersionTest::saysTheVersion)
        .isEmpty();
    assertThat(SourceFiles.read(Path.of("..", "examples", "try"))).doesNotContain(PomVersion.TEXT);
  }

  @Test
  void guideSaysTheVersionOfTheBuild() {
    List<String> said =
        Pattern.compile("terraform-provider-paas_v?(\\d[\\d.]*\\d)|tfpaas/paas/(\\d[\\d.]*\\d)")
            .matcher(SourceFiles.read(Path.of("docs", "guides", "installing.md")))
            .results()
            .map(VersionTest::version)
            .distinct()
            .toList();

    assertThat(said).containsExactly(PomVersion.TEXT);
  }

  /// A comment may say which version wrote what is still read.
  private static boolean saysTheVersion(Path file) {
    return SourceFiles.read(file)
        .lines()
        .filter(line -> !line.strip().startsWith("//"))
        .anyMatch(line -> line.contains(PomVersion.TEXT));
  }

  private static String version(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
