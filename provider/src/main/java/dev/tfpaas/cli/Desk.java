package dev.tfpaas.cli;

import dev.tfpaas.topology.Finding;
import dev.tfpaas.topology.KnownTypes;
import dev.tfpaas.topology.Topology;
import dev.tfpaas.topology.TopologyReader;
import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What the commands about a topology share: reading it, saying what is wrong, writing files.
final class Desk {
  private final Host host;
  private final TopologyOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  /// Makes one for a command.
  ///
  /// @param host what they run in
  /// @param options what they were told
  Desk(Host host, TopologyOptions options) {
    this.host = host;
    this.options = options;
    this.out = host.answers();
    this.err = host.complaints();
  }

  Host host() {
    return host;
  }

  TopologyOptions options() {
    return options;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  KnownTypes catalogue() {
    return host.catalogue().get();
  }

  /// Reads the topology, whatever is wrong with it.
  TopologyReader.Result result() {
    return TopologyReader.read(catalogue(), options.source());
  }

  /// Reads a topology that is right.
  ///
  /// @throws CommandException when it is not; the problems have been printed
  Topology topology() {
    TopologyReader.Result result = result();
    refuse(result.problems());
    return result.topology();
  }

  /// Prints problems, if there are any, and gives up.
  ///
  /// @throws CommandException when there are
  void refuse(List<Finding> problems) {
    if (problems.isEmpty()) {
      return;
    }
    if (options.isJson()) {
      out().println(json(problems));
    } else {
      problems.forEach(problem -> err().println(line(problem)));
    }
    throw new CommandException(PaasCommand.FAILED, count(problems));
  }

  static String count(List<Finding> problems) {
    return problems.size() == 1
        ? "There is 1 problem; nothing was done"
        : "There are %d problems; nothing was done".formatted(problems.size());
  }

  /// Returns a problem for people, its place in bold on a terminal.
  String line(Finding problem) {
    if (!isColoured()) {
      return problem.toString();
    }
    String place = problem.place().toString();
    return "\u001B[1m" + place + "\u001B[0m" + problem.toString().substring(place.length());
  }

  /// Tells whether colours may be used: only on a terminal, and only if nobody minds.
  boolean isColoured() {
    return host.console().isPresent()
        && !options.isPlain()
        && !host.environment().containsKey("NO_COLOR");
  }

  /// Tells whether what is shown may be drawn over: only on a terminal that a person looks at.
  boolean isTerminal() {
    return isColoured()
        && !options.isJson()
        && !host.environment().getOrDefault("TERM", "").equals("dumb");
  }

  /// Returns what is wrong for programs.
  static ObjectNode json(List<Finding> problems) {
    return JsonAnswer.object()
        .put("valid", problems.isEmpty())
        .set("problems", JsonAnswer.list(problems.stream().map(Desk::json).toList()));
  }

  private static ObjectNode json(Finding problem) {
    return JsonAnswer.object()
        .put("file", problem.place().file().toString())
        .put("line", problem.place().line())
        .put("column", problem.place().column())
        .put("path", problem.path())
        .put("message", problem.message());
  }

  /// Writes a file whole or not at all.
  static void write(Path file, String text) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      Path temporary = Files.createTempFile(parent, "." + file.getFileName(), ".new");
      Files.writeString(temporary, text);
      temporary.toFile().setReadable(true, false);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED, "cannot write %s (%s)".formatted(file, FileProblem.reason(failure)));
    }
  }

  /// Reads a file; empty when there is none.
  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED, "cannot read %s (%s)".formatted(file, FileProblem.reason(failure)));
    }
  }
}
