package dev.tfpaas.world;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// One call of the provider that is to stand still until it is let go, so that a death at that very
/// point can be rehearsed: what an emulator's faults are to a vendor's platform.
///
/// It is a file `pause` beside the journal, which the first call that matches renames to `paused`
/// and then waits for it to go away. Whoever comes later, another process too, passes. Safe for
/// many threads and processes.
public final class Pause {
  /// The file that asks for a pause.
  static final String ASKED = "pause";

  /// The wish while it is written; a hidden file is nobody's.
  static final String WRITTEN = ".pause";

  /// The file that says that a call stands still.
  static final String REACHED = "paused";

  private static final Duration LOOK = Duration.ofMillis(10);

  private final Path directory;
  private final AtomicBoolean atNextRead = new AtomicBoolean();

  Pause(Path directory) {
    this.directory = directory;
  }

  /// Where a call stands still.
  public enum Moment {
    /// Before it has its effect.
    BEFORE,
    /// After its effect, before its answer.
    EFFECT,
    /// After its answer, when the provider looks for the first time what became of it.
    ANSWER;

    /// Reads a moment in any case.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Moment parse(String word) {
      return Arrays.stream(values())
          .filter(moment -> moment.word().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "\"%s\" is no moment; known are %s"
                      .formatted(
                          word,
                          Arrays.stream(values())
                              .map(Moment::word)
                              .collect(Collectors.joining(", ")))));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Lets the next call of the provider whose text contains the given one stand still; replaces an
  /// earlier wish and lets go what stands still now.
  ///
  /// @param directory the world's directory; made when it is missing
  public static void ask(Path directory, Moment moment, String call) {
    release(directory);
    try {
      Files.createDirectories(directory);
      Path written = Files.writeString(directory.resolve(WRITTEN), moment.word() + "\n" + call);
      Files.move(written, directory.resolve(ASKED), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new WorldException(
          directory, 0, 0, "cannot be written (" + FileProblem.reason(failure) + ")");
    }
  }

  /// Tells whether a call stands still now, or did when its process died.
  public static boolean isReached(Path directory) {
    return Files.exists(directory.resolve(REACHED));
  }

  /// Lets go what stands still, and forgets the wish.
  public static void release(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(ASKED));
      Files.deleteIfExists(directory.resolve(REACHED));
    } catch (IOException failure) {
      throw new WorldException(
          directory, 0, 0, "cannot be changed (" + FileProblem.reason(failure) + ")");
    }
  }

  /// Stands still when that was asked for.
  void at(Moment moment, String call) {
    Optional<Moment> asked = asked(call);
    if (asked.isPresent() && asked.get() == moment) {
      standStill();
    } else if (asked.isPresent() && moment == Moment.EFFECT && asked.get() == Moment.ANSWER) {
      atNextRead.set(true);
    }
  }

  /// Stands still when this is the first look after a call for which that was asked.
  void atRead() {
    if (atNextRead.getAndSet(false)) {
      standStill();
    }
  }

  private Optional<Moment> asked(String call) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve(ASKED));
      return lines.size() == 2 && call.contains(lines.getLast())
          ? Optional.of(Moment.parse(lines.getFirst()))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void standStill() {
    Path reached = directory.resolve(REACHED);
    try {
      Files.move(directory.resolve(ASKED), reached, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // Another process took it.
      return;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    while (Files.exists(reached)) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
