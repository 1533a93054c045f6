package dev.tfpaas.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The command that the package's launcher becomes.
///
/// @param dist the package
/// @param words the program of the package's Java, or else of the one that runs this, its options,
///   the main class; they name the package as its ninth file
public record LaunchCommand(Path dist, List<String> words) {

  /// Copies the list.
  public LaunchCommand {
    words = List.copyOf(words);
  }

  /// Asks the launcher, by way of a home of Java whose program only repeats what it is given.
  public static LaunchCommand of(Path dist) throws IOException, InterruptedException {
    Path bundled = dist.resolve("runtime");
    Path java = Files.exists(bundled) ? bundled : Path.of(System.getProperty("java.home"));
    Path home = Files.createTempDirectory("java");
    Path program = Files.createDirectory(home.resolve("bin")).resolve("java");
    try {
      Files.copy(java.resolve("release"), home.resolve("release"));
      Files.writeString(program, "#!/bin/sh\nprintf '%s\\0' \"$@\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      ProcessBuilder builder =
          new ProcessBuilder(launcher(dist).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("PAAS_JAVA_HOME", home.toString());
      Process process = builder.start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("the launcher refuses: " + answer);
      }
      List<String> words = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
      words.addAll(List.of(answer.split("\0")));
      return new LaunchCommand(dist, words);
    } finally {
      Files.deleteIfExists(program);
      Files.deleteIfExists(program.getParent());
      Files.deleteIfExists(home.resolve("release"));
      Files.delete(home);
    }
  }

  /// The command as any process can start it, with further options of the virtual machine.
  public List<String> with(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", "exec 9<\"$0\"; LC_ALL=C.UTF-8 exec \"$@\"", dist.toString()));
    command.add(words.getFirst());
    command.addAll(List.of(options));
    command.addAll(words.subList(1, words.size()));
    return List.copyOf(command);
  }

  /// Without some of the options.
  public LaunchCommand without(Predicate<String> options) {
    return new LaunchCommand(dist, words.stream().filter(options.negate()).toList());
  }

  /// The file that Terraform starts.
  public static Path launcher(Path dist) throws IOException {
    try (Stream<Path> files = Files.list(dist)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("terraform-provider-paas"))
          .findFirst()
          .orElseThrow();
    }
  }
}
