package dev.tfpaas.terraform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where the built provider and the `terraform` binary are, and how the one finds the other.
final class Installation {
  /// The provider's package as the build leaves it.
  static final Path DIST = Path.of("target", "dist").toAbsolutePath();

  /// The examples of the repository.
  static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  /// The version the build gives the provider.
  static final String VERSION = "0.1.0";

  private Installation() {}

  /// Tells whether `terraform` is on PATH.
  static boolean hasTerraform() {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, "terraform"))) {
        return true;
      }
    }
    return false;
  }

  /// Makes a filesystem mirror that holds the built provider and nothing else.
  ///
  /// @param home an existing directory to put it in
  /// @return the CLI configuration file that points at it
  static Path mirror(Path home) {
    try {
      Path installed = Files.createDirectories(versions(home)).resolve(platform());
      Files.createSymbolicLink(installed, DIST);
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

  /// Removes the link to the built provider, so that whoever removes the rest does not follow it.
  static void removeMirror(Path home) {
    try {
      Files.deleteIfExists(versions(home).resolve(platform()));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path versions(Path home) {
    return home.resolve("mirror/registry.terraform.io/tfpaas/paas/" + VERSION);
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
