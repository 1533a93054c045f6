package dev.tfpaas.resources;

import dev.tfpaas.resources.life.PlannedGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The command of Terraform that started this process. The protocol does not say in which order
/// objects are planned, but Terraform's own arguments do, and the variables that add to them.
///
/// @param name the command, e.g. `plan`; empty where it is not known
/// @param options what follows it, what variables add included; of two that say otherwise the later
///   one counts
record TerraformCommand(String name, List<String> options) {
  private static final Set<String> YES = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  /// Reads what Terraform reads.
  ///
  /// @param arguments those of the process, without its own name
  /// @param environment the variables of the process
  static TerraformCommand of(List<String> arguments, Map<String, String> environment) {
    Optional<String> command =
        arguments.stream().filter(argument -> !argument.startsWith("-")).findFirst();
    String name = command.orElse("");
    List<String> options = new ArrayList<>(words(environment.getOrDefault("TF_CLI_ARGS", "")));
    command.ifPresent(it -> {
      options.addAll(words(environment.getOrDefault("TF_CLI_ARGS_" + it, "")));
      options.addAll(arguments.subList(arguments.indexOf(it) + 1, arguments.size()));
    });
    return new TerraformCommand(name, List.copyOf(options));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(word -> word.group().replaceAll("[\"']", "")).toList();
  }

  /// Returns in which order Terraform plans what it destroys.
  PlannedGroups.Order order() {
    if (isOneAtATime()) {
      return PlannedGroups.Order.ONE_AT_A_TIME;
    }
    return destroys() ? PlannedGroups.Order.GROUPS_FIRST : PlannedGroups.Order.SEVERAL_AT_ONCE;
  }

  /// Tells whether it destroys all that there is, or all that its targets name.
  boolean destroys() {
    boolean destroys = name.equals("destroy");
    for (String option : options) {
      String undashed = option.replaceFirst("^--?", "");
      if (option.startsWith("-") && undashed.equals("destroy")) {
        destroys = true;
      } else if (option.startsWith("-") && undashed.startsWith("destroy=")) {
        destroys = YES.contains(undashed.substring("destroy=".length()));
      }
    }
    return destroys;
  }

  private boolean isOneAtATime() {
    boolean one = false;
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i).replaceFirst("^-(?=-)", "");
      if (option.equals("-parallelism") && i + 1 < options.size()) {
        one = options.get(i + 1).equals("1");
      } else if (option.startsWith("-parallelism=")) {
        one = option.equals("-parallelism=1");
      }
    }
    return one;
  }
}
