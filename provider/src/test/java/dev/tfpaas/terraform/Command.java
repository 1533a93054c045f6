package dev.tfpaas.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A command that can be run in a workspace.
///
/// @param workspace where it runs
/// @param words the executable and its arguments
/// @param environment what is added to the workspace's environment; an empty value takes a variable
///   away
/// @param deadline how long it may take
record Command(
    Workspace workspace, List<String> words, Map<String, String> environment, Duration deadline) {
  /// Whoever builds in the background of a shell has SIGINT ignored, which every process below
  /// inherits; a Java process then never learns of a Ctrl-C.
  private static final List<String> AS_IN_A_TERMINAL =
      Stream.of(List.of("/usr/bin/env", "--default-signal=HUP,INT,QUIT"))
          .filter(Command::works)
          .findFirst()
          .orElse(List.of());

  /// Copies the collections.
  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// Returns this command with one more variable; an empty value takes it away.
  Command with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Command(workspace, words, more, deadline);
  }

  /// Returns this command with more arguments.
  Command and(String... arguments) {
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of(arguments));
    return new Command(workspace, more, environment, deadline);
  }

  /// Returns this command with another deadline.
  Command within(Duration limit) {
    return new Command(workspace, words, environment, limit);
  }

  /// Runs it to its end.
  Finished run() {
    return start().await();
  }

  /// Starts it.
  Running start() {
    try {
      Path out = Files.createTempFile(workspace.home(), "out", ".txt");
      Path err = Files.createTempFile(workspace.home(), "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(Stream.concat(AS_IN_A_TERMINAL.stream(), words.stream()).toList())
              .directory(workspace.directory().toFile())
              .redirectInput(new java.io.File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      Map<String, String> variables = builder.environment();
      variables.keySet().removeIf(Command::wouldDisturb);
      variables.putAll(workspace.environment());
      variables.putAll(environment);
      variables.values().removeIf(String::isEmpty);
      return workspace.keep(new Running(this, builder.start(), out, err));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Tells whether a command can run others; not every system's `env` sets signals.
  private static boolean works(List<String> prefix) {
    try {
      Process tried =
          new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true")).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return tried.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying " + prefix, interruption);
    }
  }

  /// Tells whether a variable of the developer's own shell would change what is tested.
  private static boolean wouldDisturb(String variable) {
    return variable.startsWith("TF_")
        || variable.startsWith("PAAS_")
        || variable.startsWith("CLOUD66_")
        || variable.startsWith("SCALINGO_")
        || variable.startsWith("JELASTIC_");
  }
}
