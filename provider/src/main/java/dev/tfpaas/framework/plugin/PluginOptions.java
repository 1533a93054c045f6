package dev.tfpaas.framework.plugin;

import io.grpc.BindableService;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Everything the plugin takes from its surroundings.
///
/// @param log where records go; also tells the provider's name
/// @param environment the variables the process was started with
/// @param stdout the original standard output, on which exactly one line is written
/// @param stderr where the plugin explains itself when started without Terraform
/// @param ready answers what can be answered without the services; they are then made when the
///   first call arrives that is left to them, and without it at the start
/// @param services makes the services to offer beside go-plugin's own; a failure in it is shown to
///   the user
/// @param onStop called, possibly more than once, when running calls should end at their next safe
///   point because nobody waits for them any more; returns at once
/// @param exit ends the process with a status, normally `Runtime::halt`; an exit that runs shutdown
///   hooks is accepted too, which recording a class archive needs
public record PluginOptions(
    PluginLog log,
    Map<String, String> environment,
    PrintStream stdout,
    PrintStream stderr,
    Optional<Ready> ready,
    Supplier<List<BindableService>> services,
    Runnable onStop,
    IntConsumer exit) {

  /// Keeps its own copy of the environment.
  public PluginOptions {
    environment = Map.copyOf(environment);
  }

  /// What is answered without the services.
  ///
  /// @param service answers from the start on
  /// @param leaves tells of the full name of a method that it does not answer whether the services
  ///   may; for any other they are not made
  public record Ready(BindableService service, Predicate<String> leaves) {}
}
