package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is done with a platform works in every dialect of its vendor, or is refused before its
/// first change and says what was seen; never does a run end halfway for good.
///
/// A vendor's class has a static method `dialects`, which is [Dialects#of], and opens its emulator
/// in one of them.
@Timeout(120)
public abstract class DialectStory {
  @TempDir Path directory;

  /// Opens the platform of a vendor that speaks a dialect.
  protected abstract EmulatedStage open(Path below, Dialect dialect);

  /// Something that is done; returns what was refused, and nothing when all was done.
  @FunctionalInterface
  private interface Attempt {
    Optional<String> make();
  }

  /// Makes what an attempt needs.
  @FunctionalInterface
  private interface Part {
    Attempt prepare(EmulatedStage stage);
  }

  private void play(Dialect dialect, Part part) {
    try (EmulatedStage stage = open(directory, dialect)) {
      int before = stage.changes().size();
      Optional<String> refusal;
      try {
        Attempt attempt = part.prepare(stage);
        before = stage.changes().size();
        refusal = attempt.make();
      } catch (PlatformException unread) {
        refusal = Optional.of(String.valueOf(unread.getMessage()));
      }
      assertThat(stage.violations()).isEmpty();
      if (refusal.isPresent()) {
        assertThat(dialect.works()).as("%s: %s%n%s", dialect, refusal, stage.log()).isFalse();
        assertThat(stage.changes()).as("before \"%s\"", refusal.get()).hasSize(before);
        assertThat(refusal.get()).isNotBlank().doesNotContainIgnoringCase("again");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void copyIsMadeOnceOrRefused(Dialect dialect) {
    play(
        dialect,
        stage ->
            () -> {
              CloneSpec spec = stage.clone("shop-copy");
              Optional<String> refusal =
                  problems(stage.clones().check(spec))
                      .or(() -> refusal(stage, stage.clones().create(spec)));
              if (refusal.isEmpty()) {
                int changes = stage.changes().size();
                stage.done(stage.clones().create(spec));
                assertThat(stage.changes()).as("a second run").hasSize(changes);
              }
              return refusal;
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void pairIsSwitchedOrTheSwitchIsRefused(Dialect dialect) {
    play(
        dialect,
        stage -> {
          GroupSpec spec = stage.form();
          return () -> {
            Optional<String> refusal =
                problems(stage.groups().check(Optional.of(stage.group(spec)), spec))
                    .or(() -> refusal(stage, stage.switchOver(stage.group(spec))));
            if (refusal.isEmpty()) {
              assertThat(stage.group(spec).active()).isEqualTo(Side.SECONDARY);
            }
            return refusal;
          };
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void appIsMovedOrRefused(Dialect dialect) {
    play(
        dialect,
        stage -> {
          MigrationSpec spec = stage.migration();
          return () -> {
            Optional<String> refusal =
                problems(stage.migrations().check(spec, true))
                    .or(() -> refusal(stage, finalized(stage, spec)));
            if (refusal.isEmpty()) {
              assertThat(stage.migrations().existing(spec).orElseThrow().ended()).isTrue();
            }
            return refusal;
          };
        });
  }

  private static Runbook finalized(EmulatedStage stage, MigrationSpec spec) {
    return stage.migrations().advance(stage.migrations().existing(spec), spec, Phase.FINALIZED);
  }

  private static Optional<String> problems(List<Problem> problems) {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problems.stream()
                .map(it -> it.summary() + ": " + it.detail())
                .collect(Collectors.joining("\n")));
  }

  private static Optional<String> refusal(EmulatedStage stage, Runbook runbook) {
    return switch (stage.run(runbook)) {
      case Outcome.Completed _ -> Optional.empty();
      case Outcome.Failed failed -> Optional.of(String.valueOf(failed.cause().getMessage()));
      case Outcome.Stopped stopped -> throw new AssertionError("nobody stopped " + stopped);
    };
  }
}
