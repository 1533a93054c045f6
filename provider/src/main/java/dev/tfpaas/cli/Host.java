package dev.tfpaas.cli;

import dev.tfpaas.doctor.Doctor;
import dev.tfpaas.topology.KnownTypes;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What a command runs in.
///
/// @param out takes what was asked for
/// @param err takes complaints
/// @param environment the variables
/// @param version of the build
/// @param clock gives the time
/// @param catalogue what a topology may speak of, made when it is needed
/// @param doctor looks at machine and account
/// @param home the directory of the installation; empty when the command was not started from one
/// @param console where a person can be asked; empty when nobody is there
public record Host(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    String version,
    Clock clock,
    Supplier<KnownTypes> catalogue,
    Doctor doctor,
    Optional<Path> home,
    Optional<Console> console) {

  /// Copies the environment.
  public Host {
    environment = Map.copyOf(environment);
  }

  PrintWriter answers() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter complaints() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }
}
