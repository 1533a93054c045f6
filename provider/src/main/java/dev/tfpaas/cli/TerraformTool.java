package dev.tfpaas.cli;

import dev.tfpaas.doctor.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `terraform` or `tofu` of the user: Terraform is the engine, and this runs it.
final class TerraformTool {
  /// How much is kept of what is said to people.
  private static final int MOST = 1 << 24;

  private final Path executable;
  private final Path directory;
  private final Host host;
  private final Interruption interruption;

  private TerraformTool(Path executable, Path directory, Host host, Interruption interruption) {
    this.executable = executable;
    this.directory = directory;
    this.host = host;
    this.interruption = interruption;
  }

  /// Finds it on the PATH.
  ///
  /// @param directory where it is to run
  /// @throws CommandException when there is none, saying what to install
  static TerraformTool find(Host host, Path directory, Interruption interruption) {
    for (String name : List.of("terraform", "tofu")) {
      Optional<Program> found = Program.find(name, host.environment());
      if (found.isPresent()) {
        return new TerraformTool(found.get().executable(), directory, host, interruption);
      }
    }
    throw new CommandException(
        PaasCommand.FAILED,
        """
        neither terraform nor tofu is on the PATH. Install one of them:
          Terraform 1.8 or later   https://developer.hashicorp.com/terraform/install
          OpenTofu 1.8 or later    https://opentofu.org/docs/intro/install\
        """);
  }

  /// Returns its name for messages.
  String name() {
    return String.valueOf(executable.getFileName());
  }

  /// What a run left.
  ///
  /// @param status its exit status
  /// @param said both of its streams, as far as they were not kept apart
  /// @param answer its standard output, when it was not streamed
  record Ended(int status, Transcript said, String answer) {

    /// Returns this if the run was successful.
    ///
    /// @throws CommandException with what was said otherwise
    Ended orFail(String what) {
      if (status != 0) {
        throw new CommandException(
            PaasCommand.FAILED, "cannot %s:%n%s".formatted(what, (said.text() + answer).strip()));
      }
      return this;
    }
  }

  /// Runs it and hands everything it says on at once.
  ///
  /// @param to where its standard output goes
  Ended stream(List<String> arguments, Map<String, String> variables, PrintStream to) {
    return stream(arguments, variables, to, host.err());
  }

  /// Runs it and hands everything it says on at once.
  ///
  /// @param to where its standard output goes
  /// @param complaints where its standard error goes
  Ended stream(
      List<String> arguments,
      Map<String, String> variables,
      PrintStream to,
      PrintStream complaints) {
    return run(arguments, variables, Optional.of(new Sinks(to, complaints)));
  }

  /// Where what it says goes.
  private record Sinks(PrintStream out, PrintStream err) {}

  /// Runs it and keeps what it says.
  Ended quietly(List<String> arguments, Map<String, String> variables) {
    return run(arguments, variables, Optional.empty());
  }

  private Ended run(List<String> arguments, Map<String, String> variables, Optional<Sinks> to) {
    List<String> words = new ArrayList<>(List.of(executable.toString()));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toAbsolutePath().toFile());
    Map<String, String> all = new HashMap<>(host.environment());
    all.putAll(variables);
    builder.environment().clear();
    builder.environment().putAll(all);
    Transcript said = new Transcript(MOST);
    // What is read by a program is of no use in part; a plan of many groups has several MiB.
    Transcript answer = new Transcript(Integer.MAX_VALUE);
    try {
      Process process = builder.start();
      interruption.watch(process, said);
      process.getOutputStream().close();
      Thread complaints =
          Thread.startVirtualThread(() -> pump(process.getErrorStream(), to.map(Sinks::err), said));
      pump(process.getInputStream(), to.map(Sinks::out), to.isPresent() ? said : answer);
      complaints.join();
      return new Ended(process.waitFor(), said, answer.text());
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED, "cannot run %s (%s)".formatted(executable, failure.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(PaasCommand.FAILED, "interrupted");
    }
  }

  private static void pump(InputStream from, Optional<PrintStream> to, Transcript said) {
    byte[] buffer = new byte[8192];
    OutputStream sink = to.<OutputStream>map(it -> it).orElseGet(OutputStream::nullOutputStream);
    try (InputStream in = from) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        said.add(buffer, read);
        sink.write(buffer, 0, read);
        sink.flush();
      }
    } catch (IOException ended) {
      byte[] note =
          ("paas: the output broke off (" + ended.getMessage() + ")\n")
              .getBytes(StandardCharsets.UTF_8);
      said.add(note, note.length);
    }
  }

  /// What a process has printed, without colours; written and read by several threads, under its
  /// own lock.
  static final class Transcript {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    /// Makes an empty one.
    ///
    /// @param most how many bytes are kept, about
    Transcript(int most) {
      this.most = most;
    }

    synchronized void add(byte[] more, int length) {
      if (bytes.size() < most) {
        bytes.write(more, 0, length);
      }
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[[0-9;]*m", "");
    }
  }
}
