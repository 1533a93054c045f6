package dev.tfpaas.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a message says to do leads out of where it is said.
class WalksTest {
  static Stream<Walk> walks() {
    return Stream.of(GroupWalks.all(), ReplicationWalks.all(), CloneWalks.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void leadsOut(Walk walk, @TempDir Path directory) {
    Scene scene = new Scene(directory);
    walk.into().accept(scene);
    assertSaid(scene.last(), walk.summary(), walk.advice());

    walk.out().accept(scene);

    scene.last().orFail();
    assertThat(said(scene.last(), walk.summary())).as(scene.last().toString()).isEmpty();
  }

  /// Fails unless a command said so.
  static void assertSaid(Outcome outcome, String summary, String advice) {
    assertThat(said(outcome, summary))
        .as("of %s", outcome.diagnostics())
        .anySatisfy(it -> assertThat(it.detail()).contains(advice));
  }

  private static List<Diagnostic> said(Outcome outcome, String summary) {
    Pattern form =
        Pattern.compile(
            Stream.of(summary.split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+")));
    return outcome.diagnostics().stream()
        .filter(it -> form.matcher(it.summary()).matches())
        .toList();
  }
}
