package dev.tfpaas.terraform;

import dev.tfpaas.PomVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where the built provider and the `terraform` binary are, and how the one finds the other.
public final class Installation {
  /// The provider's package as the build leaves it.
  static final Path DIST = Path.of("target", "dist").toAbsolutePath();

  /// The examples of the repository.
  static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  /// The version the build gives the provider.
  static final String VERSION = PomVersion.TEXT;

  /// Where Terraform and OpenTofu look for a provider whose source names no registry.
  private static final List<String> REGISTRIES =
      List.of("registry.terraform.io", "registry.opentofu.org");

  private Installation() {}

  /// Tells whether `terraform` is on PATH.
  static boolean hasTerraform() {
    return executables().contains("terraform");
  }

  /// Returns the names of all executables on PATH, each once.
  static Set<String> executables() {
    Set<String> names = new TreeSet<>();
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path directory = Path.of(place);
      if (Files.isDirectory(directory) && Files.isReadable(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          files
              .filter(Files::isExecutable)
              .forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException cause) {
          throw new UncheckedIOException(cause);
        }
      }
    }
    return names;
  }

  /// Makes a filesystem mirror that holds the built provider and nothing else.
  ///
  /// @param home an existing directory to put it in
  /// @return the CLI configuration file that points at it
  public static Path mirror(Path home) {
    try {
      for (Path link : links(home)) {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, DIST);
      }
      return Files.writeString(
          home.resolve("mirror.tfrc"),
          """
          provider_installation {
            filesystem_mirror {
              path = "%s"
            }
          }
          """
              .formatted(home.resolve("mirror")));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Removes the links to the built provider, so that whoever removes the rest does not follow
  /// them.
  public static void removeMirror(Path home) {
    try {
      for (Path link : links(home)) {
        Files.deleteIfExists(link);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<Path> links(Path home) {
    return REGISTRIES.stream()
        .map(registry ->
            home.resolve("mirror/%s/tfpaas/paas/%s/%s".formatted(registry, VERSION, platform())))
        .toList();
  }

  /// Returns the `OS_ARCH` of this machine in Go's names.
  static String platform() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return os + "_" + architecture;
  }
}
