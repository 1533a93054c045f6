package dev.tfpaas.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints what makes a shell complete the commands.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print the completion script for bash and zsh.",
    footer = {"", "Examples:", "  source <(paas completion)      in ~/.bashrc or ~/.zshrc"})
final class CompletionCommand implements Callable<Integer> {
  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// The shells that the one script is for.
  private enum Shell {
    BASH,
    ZSH
  }

  /// Which one changes nothing; users of other tools are used to saying it.
  @SuppressWarnings("UnusedVariable") // the script is one for all of them
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "bash|zsh",
      description = "which shell; the script is the same")
  private Optional<Shell> shell = Optional.empty();

  CompletionCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    host.out().print(Choices.asTyped(AutoComplete.bash("paas", root), root));
    host.out().flush();
    return PaasCommand.DONE;
  }
}
