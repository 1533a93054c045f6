package dev.tfpaas.topology;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a secret is; the secret itself never stands in the file.
public sealed interface SecretReference {

  /// A variable of the environment.
  ///
  /// @param variable its name, which is also the name of the Terraform variable that carries it
  record Environment(String variable) implements SecretReference {}

  /// A file.
  ///
  /// @param path relative to the topology; `~/` is the user's home, as Terraform takes it
  record File(String path) implements SecretReference {

    private Path place(Path directory) {
      return path.startsWith("~/")
          ? Path.of(System.getProperty("user.home", ""), path.substring(2))
          : directory.resolve(path);
    }

    /// Says why it cannot be read, if it cannot.
    ///
    /// @param directory where the topology is
    Optional<String> complaint(Path directory) {
      Path place = place(directory);
      return unreadable(place)
          .map(why ->
              "the secret in file:%s cannot be read: %s (a path begins in the directory of the topology)"
                  .formatted(path, why));
    }

    private static Optional<String> unreadable(Path place) {
      if (!Files.exists(place)) {
        return Optional.of("there is no such file");
      }
      if (!Files.isRegularFile(place) || !Files.isReadable(place)) {
        return Optional.of("it is not a file that you may read");
      }
      try {
        // As Terraform reads it.
        Files.readString(place);
        return Optional.empty();
      } catch (IOException failure) {
        return Optional.of(FileProblem.reason(failure));
      }
    }
  }

  /// Reads the secret; empty when it is not there, or cannot be read.
  ///
  /// @param directory where the topology is
  default Optional<String> value(Map<String, String> environment, Path directory) {
    return switch (this) {
      case Environment(String variable) -> Optional.ofNullable(environment.get(variable));
      case File file -> {
        try {
          yield Optional.of(Files.readString(file.place(directory)));
        } catch (IOException _) {
          yield Optional.empty();
        }
      }
    };
  }

  /// What a reference may look like.
  String FORMS = "env:NAME or file:PATH";

  /// Tells whether a text is meant as a reference.
  static boolean isMeant(String text) {
    return text.startsWith("env:") || text.startsWith("file:");
  }

  /// Reads a reference; empty when the text is none, or names what cannot be a variable.
  static Optional<SecretReference> parse(String text) {
    if (text.startsWith("file:") && !text.substring(5).isBlank()) {
      return Optional.of(new File(text.substring(5)));
    }
    String name = text.startsWith("env:") ? text.substring(4) : "";
    return Variables.NAME.matcher(name).matches() && !Variables.RESERVED.contains(name)
        ? Optional.of(new Environment(name))
        : Optional.empty();
  }

  /// Names that Terraform's variables may have.
  final class Variables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED =
        Set.of(
            "source",
            "version",
            "providers",
            "count",
            "for_each",
            "lifecycle",
            "depends_on",
            "locals");

    private Variables() {}
  }
}
