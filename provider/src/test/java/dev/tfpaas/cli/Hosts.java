package dev.tfpaas.cli;

import dev.tfpaas.Catalogues;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What commands run in, in tests: no terminal, no colour.
final class Hosts {
  /// Where the command is installed.
  static final Path HOME = Path.of("/opt/paas");

  /// The version that it says it is.
  static final String VERSION = "1.2.3-test";

  private Hosts() {}

  /// Where a command's output goes.
  record Streams(OutputStream out, OutputStream err) {}

  static Host of(Streams streams, Map<String, String> environment, Clock clock) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("NO_COLOR", "1");
    return new Host(
        AnswerStream.to(streams.out(), StandardCharsets.UTF_8),
        new PrintStream(streams.err(), true, StandardCharsets.UTF_8),
        variables,
        VERSION,
        clock,
        Catalogues::all,
        Catalogues.doctor(VERSION),
        Optional.of(HOME),
        Optional.empty());
  }
}
