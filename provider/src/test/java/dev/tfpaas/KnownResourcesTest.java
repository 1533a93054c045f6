package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.topology.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a resource needs beside its own package, as far as no compiler asks for it.
class KnownResourcesTest {
  private static final List<Life<?, ?>> LIVES =
      KnownResources.ALL.stream().<Life<?, ?>>map(Life::new).toList();

  static List<String> withoutPlaceInATopology(List<Life<?, ?>> lives) {
    return lives.stream().map(Life::typeName).filter(it -> Section.of(it).isEmpty()).toList();
  }

  static List<String> withoutExample(List<Life<?, ?>> lives) {
    return lives.stream()
        .map(Life::typeName)
        .filter(it -> !Files.exists(Path.of("..", "examples", it, "main.tf")))
        .toList();
  }

  @Test
  void everyKindIsInTheList() {
    List<String> kinds =
        SourceFiles.under(SourceFiles.MAIN, ".java").stream()
            .filter(path -> SourceFiles.read(path).contains(" implements Kind<"))
            .map(path -> path.getFileName().toString().replace(".java", ""))
            .toList();

    assertThat(KnownResources.ALL)
        .extracting(kind -> kind.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void everyResourceHasItsPlaceInATopologyAndThereIsNoOther() {
    assertThat(withoutPlaceInATopology(LIVES)).isEmpty();
    assertThat(Stream.of(Section.values()).map(Section::resource).filter(it -> !it.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(
            KnownResources.ALL.stream().map(Kind::typeName).toList());
  }

  @Test
  void everyResourceHasAnExample() {
    assertThat(withoutExample(LIVES)).isEmpty();
  }
}
