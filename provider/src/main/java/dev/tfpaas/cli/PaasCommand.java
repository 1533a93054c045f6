package dev.tfpaas.cli;

import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.WorldException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the `paas` command.
///
/// Exit statuses: 0 done, or nothing to do; 1 an error; 2 a plan has changes; 3 refused by a safety
/// rule.
@Command(
    name = "paas",
    mixinStandardHelpOptions = true,
    description = "Disaster recovery and relocation of PaaS apps.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done, 1 an error, 2 a plan has changes, 3 refused by a safety rule.",
      "",
      "Examples:",
      "  paas init && paas plan     on the embedded platform, without an account",
      "  paas apply                 after changing one word of topology.yaml",
      "  paas help graph            what a command takes, with examples"
    })
public final class PaasCommand implements Runnable {
  /// What was asked for was done.
  static final int DONE = 0;

  /// It could not be done.
  static final int FAILED = 1;

  /// There is something to do.
  static final int CHANGES = 2;

  /// A safety rule forbids it.
  static final int REFUSED = 3;

  /// Its reader went away: what a shell says of a tool that SIGPIPE ended.
  static final int UNREAD = 141;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Path directory = Path.of("");

  private PaasCommand() {}

  /// Goes to a directory; several add up, as with other tools.
  @Option(
      names = {"-C", "--directory"},
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Work as if started in DIR; may stand before or after the command.")
  void go(@Nullable Path there) {
    // The parser says null before it reads the first word.
    directory = there == null ? Path.of("") : directory.resolve(there);
  }

  /// Returns the directory that the whole command line is about.
  static Path directory(CommandSpec command) {
    return command.root().userObject() instanceof PaasCommand root ? root.directory : Path.of("");
  }

  /// Runs one command line.
  ///
  /// @param args the words after `paas`
  /// @param host what it runs in; `NO_COLOR` is honoured
  /// @return the exit status
  public static int run(String[] args, Host host) {
    PrintWriter answers = host.answers();
    int status = line(host, answers).execute(args);
    answers.flush();
    if (host.out().checkError()) {
      if (host.out() instanceof AnswerStream stream && stream.hasLostItsReader()) {
        return status == DONE ? UNREAD : status;
      }
      // A script that goes on with half an answer, or none, must not take it for a whole one.
      host.complaints()
          .println("paas: the answer could not be written; the disk is full, or nobody reads it");
      return status == DONE ? FAILED : status;
    }
    return status;
  }

  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new CommandLine.TypeConversionException(
          "expected a whole number but was '" + text + "'");
    }
  }

  /// Returns the command with all that are below it.
  ///
  /// @param answers takes what is asked for, and is flushed by the caller
  static CommandLine line(Host host, PrintWriter answers) {
    Clock clock = host.clock();
    CommandLine line = new CommandLine(new PaasCommand());
    LocalCommand local = new LocalCommand(answers, clock);
    Stream.of(
            new InitCommand(host),
            new ValidateCommand(host),
            new RenderCommand(host),
            new PlanCommand(host),
            new ApplyCommand(host),
            new DestroyCommand(host),
            new StatusCommand(host),
            new DoctorCommand(host),
            new GraphCommand(host),
            new ImportCommand(host),
            new FmtCommand(host),
            new SchemaCommand(host),
            new CompletionCommand(host),
            new CommandLine(local).addSubcommand(new LocalDatabaseCommand(local)),
            new HostCommand(answers, clock),
            new EmulateCommand(answers, clock),
            new CommandLine.HelpCommand())
        .forEach(line::addSubcommand);
    line.getCommandSpec().version("paas " + host.version());
    offerHelp(line);
    line.setOut(answers);
    line.setErr(host.complaints());
    Choices.understand(line);
    line.registerConverter(int.class, PaasCommand::wholeNumber);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            host.environment().containsKey("NO_COLOR") ? Ansi.OFF : Ansi.AUTO));
    line.setExecutionStrategy(PaasCommand::execute);
    line.setExecutionExceptionHandler(PaasCommand::failed);
    line.setParameterExceptionHandler(PaasCommand::misused);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command");
  }

  /// Runs what was asked for, in a directory that there is.
  private static int execute(CommandLine.ParseResult understood) {
    complainOfHelp(understood);
    Integer help = CommandLine.executeHelpRequest(understood);
    if (help != null) {
      return help;
    }
    CommandSpec root = understood.commandSpec();
    Path directory = directory(root);
    if (!Files.isDirectory(directory)) {
      throw new ParameterException(
          root.root().commandLine(),
          Files.exists(directory)
              ? "-C: " + directory + " is no directory"
              : "-C: there is no directory " + directory);
    }
    return new CommandLine.RunLast().execute(understood);
  }

  /// Refuses words that the command `help` does not know: the parser forgives whoever asks for
  /// help.
  private static void complainOfHelp(CommandLine.ParseResult understood) {
    CommandLine.ParseResult last =
        understood.hasSubcommand() ? understood.subcommand() : understood;
    List<String> unknown = last.commandSpec().commandLine().getUnmatchedArguments();
    if (last.commandSpec().helpCommand() && !unknown.isEmpty()) {
      throw new CommandLine.UnmatchedArgumentException(last.commandSpec().commandLine(), unknown);
    }
  }

  /// Gives `--help` to every command below that has none, since complaints point to it.
  private static void offerHelp(CommandLine line) {
    for (CommandLine below : line.getSubcommands().values()) {
      CommandSpec spec = below.getCommandSpec();
      if (spec.options().stream().noneMatch(OptionSpec::usageHelp)) {
        spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
      }
      offerHelp(below);
    }
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult understood)
      throws Exception {
    if (failure instanceof CommandException ended) {
      if (!String.valueOf(ended.getMessage()).isEmpty()) {
        line.getErr().println("paas: " + ended.getMessage());
      }
      return ended.status();
    }
    if (!(failure instanceof RefusedCall) && !(failure instanceof WorldException)) {
      throw failure;
    }
    line.getErr().println("paas: " + failure.getMessage());
    return FAILED;
  }

  private static int misused(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    line.getErr().println("paas: " + failure.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, line.getErr())) {
      line.getErr().println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
    }
    return FAILED;
  }
}
