package dev.tfpaas.platform.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Processes of ours: the JVM that this one runs in, with the same classes.
final class OwnJava {
  private OwnJava() {}

  /// Returns the command that runs a class.
  static List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-XX:-UsePerfData",
                // Without it each answer of a kept connection waits for an acknowledgement.
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                classes(),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// The launcher names its jar by an open file of its own, which another process does not have.
  private static String classes() {
    List<String> real = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      try {
        real.add(Path.of(entry).toRealPath().toString());
      } catch (IOException _) {
        // A class path may name what is not there.
      }
    }
    return String.join(":", real);
  }
}
