package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tfpaas.release.ReleaseZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider as its user has it: unpacked by Terraform from the zip of a mirror.
@RequiresTerraform
class InstalledZipIT {
  private static final Path RELEASE = Path.of("target", "release").toAbsolutePath();
  private static final String CONFIGURATION =
      """
      provider "paas" {}

      resource "paas_app_clone" "copy" {
        source_app_id       = "shop"
        name                = "copy"
        deletion_protection = false
      }
      """;

  /// The time that the launcher gives to jars, so that their cache fits.
  private static final FileTime OF_JARS = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));

  @TempDir Path temporary;

  @Test
  void packageIsInstalledFromAZipAndStartsWithItsCache() throws IOException {
    Path zip = zipOfTheBuild();
    try (Workspace workspace = Workspace.in(Files.createDirectory(temporary.resolve("a place")))) {
      Path mirror = mirror(workspace, zip);
      workspace.main(CONFIGURATION);

      adverse(workspace.terraform("init", "-input=false"), mirror).run().succeeded();
      adverse(workspace.applying(), mirror).run().succeeded();
      adverse(workspace.planning(), mirror).run().exited(0);

      assertThat(installedJars(workspace))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(Files.getLastModifiedTime(jar)).isEqualTo(OF_JARS));
    }
  }

  @Test
  void packageRunsFromThePluginCacheThroughALink() throws IOException {
    Path zip = zipOfTheBuild();
    try (Workspace workspace = Workspace.in(temporary)) {
      Path mirror = mirror(workspace, zip);
      Path cache = Files.createDirectory(workspace.home().resolve("cache"));
      workspace.main(CONFIGURATION);

      for (Command command :
          List.of(workspace.terraform("init", "-input=false"), workspace.applying())) {
        adverse(command, mirror).with("TF_PLUGIN_CACHE_DIR", cache.toString()).run().succeeded();
      }

      Path link = workspace.home().resolve("terraform-data/providers").resolve(versioned());
      assertThat(link).isSymbolicLink();
    }
  }

  @Test
  void releaseNeedsNoJavaOnTheMachine() throws IOException {
    Path zip =
        RELEASE.resolve(
            "terraform-provider-paas_%s_%s.zip"
                .formatted(Installation.VERSION, Installation.platform()));
    assumeTrue(Files.exists(zip), "there is no release: mvn -Prelease verify");
    try (Workspace workspace = Workspace.in(temporary)) {
      Path mirror = mirror(workspace, zip);
      workspace.main(CONFIGURATION);

      for (Command command :
          List.of(workspace.terraform("init", "-input=false"), workspace.applying())) {
        adverse(command, mirror).with("PAAS_JAVA_HOME", "").run().succeeded();
      }

      assertThat(installedJars(workspace))
          .allSatisfy(jar -> assertThat(Files.getLastModifiedTime(jar)).isEqualTo(OF_JARS));
    }
  }

  /// Adds what must not disturb: options and homes of Java that make no sense, and a temporary
  /// directory that is not there, which leaves no place for a Unix socket.
  private static Command adverse(Command command, Path cliConfiguration) {
    return command
        .with("TF_CLI_CONFIG_FILE", cliConfiguration.toString())
        .with("JAVA_TOOL_OPTIONS", "-XX:+NoSuchOption")
        .with("JDK_JAVA_OPTIONS", "-XX:+NoSuchOption")
        .with("JAVA_HOME", "/nowhere/at all")
        .with("TMPDIR", "/nowhere/at all");
  }

  private Path zipOfTheBuild() throws IOException {
    Path zip = temporary.resolve("package.zip");
    ReleaseZip.of(Installation.DIST, zip);
    return zip;
  }

  /// Puts a zip where a mirror has it; returns the CLI configuration.
  private static Path mirror(Workspace workspace, Path zip) throws IOException {
    Path mirror = workspace.home().resolve("zips");
    Path home = Files.createDirectories(mirror.resolve("registry.terraform.io/tfpaas/paas"));
    Files.copy(
        zip,
        home.resolve(
            "terraform-provider-paas_%s_%s.zip"
                .formatted(Installation.VERSION, Installation.platform())));
    return Files.writeString(
        workspace.home().resolve("zips.tfrc"),
        """
        provider_installation {
          filesystem_mirror {
            path = "%s"
          }
        }
        """
            .formatted(mirror));
  }

  private static Path versioned() {
    return Path.of(
        "registry.terraform.io/tfpaas/paas", Installation.VERSION, Installation.platform());
  }

  private static List<Path> installedJars(Workspace workspace) throws IOException {
    Path lib =
        workspace.home().resolve("terraform-data/providers").resolve(versioned()).resolve("lib");
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
