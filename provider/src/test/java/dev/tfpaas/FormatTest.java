package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that every source file is formatted.
class FormatTest {
  @Test
  void everySourceFileIsFormatted() throws IOException {
    List<Path> files = SourceFiles.all();

    List<String> problems = SourceFormat.problems(files);

    assertThat(files).isNotEmpty();
    assertThat(problems).as("files not formatted; run: %s", SourceFormat.FIX).isEmpty();
  }

  @Test
  void unformattedFileIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("Wide.java"), "class  Wide { }\n");

    List<String> problems = SourceFormat.problems(List.of(file));

    assertThat(problems).containsExactly(file.toString());
  }

  @Test
  void unreadableSourceIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("Broken.java"), "class Broken {\n");

    List<String> problems = SourceFormat.problems(List.of(file));

    assertThat(problems).anySatisfy(problem -> assertThat(problem).contains("Broken.java"));
  }
}
