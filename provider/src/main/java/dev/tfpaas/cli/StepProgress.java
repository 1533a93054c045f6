package dev.tfpaas.cli;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows the steps of runbooks while Terraform applies them, of which it says nothing itself: the
/// provider logs one line a step, and this follows the log.
///
/// A person who has a log written to a place of their own gets that log and no steps.
final class StepProgress implements AutoCloseable {
  private static final Pattern STEP =
      Pattern.compile(
          "\\S+ \\[INFO\\] +provider\\.terraform-provider-paas\\S*: (.*?)(: @module=.*)?");
  private static final long BEAT_MILLIS = 200;

  private final Path log;
  private final SwitchBoard board;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread follower = Thread.ofPlatform().name("steps").daemon().unstarted(this::run);

  private StepProgress(Path log, SwitchBoard board) {
    this.log = log;
    this.board = board;
  }

  /// Starts to follow a log.
  ///
  /// @param log the file that [#variables] makes Terraform write
  /// @param board shows the steps
  static StepProgress follow(Path log, SwitchBoard board) {
    StepProgress progress = new StepProgress(log, board);
    progress.follower.start();
    return progress;
  }

  /// Returns the variables that make Terraform write the log; none when the user has a say in it.
  ///
  /// @param environment of the user
  static Map<String, String> variables(Path log, Map<String, String> environment) {
    return environment.keySet().stream().anyMatch(name -> name.startsWith("TF_LOG"))
        ? Map.of()
        : Map.of("TF_LOG_PROVIDER", "INFO", "TF_LOG_PATH", log.toString());
  }

  private void run() {
    long at = 0;
    boolean last = false;
    try {
      while (!last) {
        last = ended.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        at = read(at);
        board.beat();
      }
    } catch (IOException failure) {
      board.step("the steps cannot be shown (" + FileProblem.reason(failure) + ")");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Shows the lines that were added behind a position and returns the end of the last whole one.
  private long read(long at) throws IOException {
    if (!Files.exists(log)) {
      return at;
    }
    try (InputStream file = Files.newInputStream(log)) {
      file.skipNBytes(at);
      // One character a byte, so that a line that is still being written is cut off by its length.
      String more = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
      String whole = more.substring(0, more.lastIndexOf('\n') + 1);
      show(new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      return at + whole.length();
    }
  }

  private void show(String lines) {
    lines
        .lines()
        .map(STEP::matcher)
        .filter(Matcher::matches)
        .forEach(step -> board.step(step.group(1)));
  }

  /// Shows what is left and ends.
  @Override
  public void close() {
    ended.countDown();
    try {
      follower.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
