package dev.tfpaas.cli;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.yaml.FileProblem;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One plan, shown as Terraform shows it and kept until it is applied, so that exactly what was
/// shown is done.
final class PlannedRun implements AutoCloseable {
  private final Desk desk;
  private final Workplace place;
  private final Map<String, String> variables;
  private final Path directory;
  private List<String> parallelism;

  PlannedRun(Desk desk, Workplace place) {
    this.desk = desk;
    this.place = place;
    this.variables = place.variables();
    this.parallelism = parallelism(List.of());
    this.directory = temporary();
  }

  private List<String> parallelism(List<String> more) {
    return Parallelism.options(place.topology(), desk.catalogue(), more, desk.host().environment());
  }

  private static Path temporary() {
    try {
      // Only its owner may read it: a plan holds what is sensitive.
      return Files.createTempDirectory("paas-plan");
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "cannot make a directory in %s (%s)"
              .formatted(System.getProperty("java.io.tmpdir"), FileProblem.reason(failure)));
    }
  }

  private String file() {
    return directory.resolve("plan").toString();
  }

  /// Terraform's own words go where the answer does not: with `--output json` to standard error.
  PrintStream stage() {
    return desk.options().isJson() ? desk.host().err() : desk.host().out();
  }

  /// Plans.
  ///
  /// @param more options of Terraform
  /// @return 0 when there is nothing to do, 2 when there is
  /// @throws CommandException when Terraform could not plan; it has said why
  int plan(List<String> more) {
    List<String> arguments =
        new ArrayList<>(List.of("plan", "-input=false", "-detailed-exitcode", "-out=" + file()));
    colour(arguments);
    arguments.addAll(more);
    parallelism = parallelism(more);
    parallelism.stream().filter(it -> !more.contains(it)).forEach(arguments::add);
    place.topology().notes().forEach(note -> desk.err().println("Note: " + note));
    TerraformTool.Ended ended = streamed(arguments, variables, stage(), desk.host().err());
    place.interruption().check();
    return switch (ended.status()) {
      case 0 -> PaasCommand.DONE;
      case 2 -> PaasCommand.CHANGES;
      default -> throw new CommandException(Refusals.status(ended.said()), "");
    };
  }

  /// Plans for what a plan says, without showing anything and without changing the state: only a
  /// whole plan looks whether who is active serves.
  Inspection inspected() {
    List<String> arguments =
        new ArrayList<>(List.of("plan", "-json", "-input=false", "-out=" + file()));
    arguments.addAll(parallelism);
    TerraformTool.Ended ended = place.terraform().quietly(arguments, variables);
    place.interruption().check();
    StatusNotes notes = StatusNotes.of(ended.answer(), place.topology()::place);
    return new Inspection(ended.status() == 0 ? shown().path("prior_state") : refreshed(), notes);
  }

  /// What was found.
  ///
  /// @param state as the platform shows it
  /// @param notes what is to be said of it
  record Inspection(JsonNode state, StatusNotes notes) {}

  /// Reads what is there now, without showing anything and without changing the state.
  ///
  /// @return the state as the platform shows it; as it was stored last when it cannot be read
  JsonNode refreshed() {
    List<String> arguments =
        new ArrayList<>(
            List.of("plan", "-refresh-only", "-input=false", "-no-color", "-out=" + file()));
    arguments.addAll(parallelism);
    TerraformTool.Ended ended = place.terraform().quietly(arguments, variables);
    return ended.status() == 0 ? shown().path("prior_state") : state();
  }

  /// Returns the plan as Terraform shows it to programs.
  JsonNode shown() {
    return json(List.of("show", "-json", file()));
  }

  /// Returns the state as Terraform shows it to programs.
  JsonNode state() {
    return json(List.of("show", "-json"));
  }

  private JsonNode json(List<String> arguments) {
    String text =
        place.terraform().quietly(arguments, variables).orFail("read what there is").answer();
    return JsonTree.read(text);
  }

  /// Applies the plan.
  ///
  /// @param plan as [#shown]
  /// @return the exit status: 0, or why it failed; Terraform has said it
  int apply(JsonNode plan) {
    place.interruption().check();
    List<String> arguments = new ArrayList<>(List.of("apply", "-input=false"));
    colour(arguments);
    arguments.addAll(parallelism);
    arguments.add(file());
    Path log = directory.resolve("log");
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(StepProgress.variables(log, desk.host().environment()));
    SwitchTable table = SwitchTable.of(plan, place.topology().paths(), desk.host().clock());
    TerraformTool.Ended ended;
    try (SwitchBoard board = new SwitchBoard(table, stage(), desk.isTerminal());
        StepProgress _ = StepProgress.follow(log, board)) {
      ended = streamed(arguments, all, board.stage(), board.complaints(desk.host().err()));
    }
    return ended.status() == 0 ? PaasCommand.DONE : Refusals.status(ended.said());
  }

  private TerraformTool.Ended streamed(
      List<String> arguments, Map<String, String> all, PrintStream to, PrintStream complaints) {
    try (PrintStream out = PlacedStream.to(to, place.topology()::place);
        PrintStream err = PlacedStream.to(complaints, place.topology()::place)) {
      return place.terraform().stream(arguments, all, out, err);
    }
  }

  private void colour(List<String> arguments) {
    if (!desk.isColoured()) {
      arguments.add("-no-color");
    }
  }

  /// Asks a person whether to go on.
  ///
  /// @throws CommandException when the answer is not yes, or nobody can be asked
  void confirm(String question) {
    Optional<String> answer =
        desk.host()
            .console()
            .map(console -> place.interruption().asking(() -> ask(console, question), this::close));
    place.interruption().check();
    if (answer.isEmpty()) {
      throw new CommandException(
          PaasCommand.FAILED, "nobody can be asked here; look at the plan and say --yes");
    }
    if (!answer.get().strip().equals("yes")) {
      throw new CommandException(PaasCommand.FAILED, "nothing was done");
    }
  }

  private static String ask(Console console, String question) {
    return Optional.ofNullable(console.readLine("%n%s Only 'yes' goes on: ", question)).orElse("");
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "cannot remove %s (%s)".formatted(directory, FileProblem.reason(failure)));
    }
  }
}
