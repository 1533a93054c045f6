package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tfpaas.release.ReleaseZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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

  /// The time that the launcher gives to the jar, so that its cache fits.
  private static final FileTime OF_JARS = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));

  @TempDir private static Path shared;
  private static Path zip = Path.of("package.zip");

  @TempDir Path temporary;

  @BeforeAll
  static void packTheBuild() throws IOException {
    zip = shared.resolve("package.zip");
    ReleaseZip.of(Installation.DIST, zip);
  }

  @Test
  void packageIsInstalledFromAZipAndStartsWithItsCache() throws IOException {
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

  @EnabledIf(
      value = "dev.tfpaas.terraform.LoopbackRegistry#canSign",
      disabledReason = "gpg is not on PATH: nothing can be signed for a registry")
  @Test
  void packageIsInstalledFromARegistryOverTls() throws IOException, GeneralSecurityException {
    try (Workspace workspace = Workspace.in(temporary);
        LoopbackRegistry registry = LoopbackRegistry.of(workspace.home(), zip)) {
      Path configuration = registry.configuration();
      workspace.main(CONFIGURATION);

      Finished init =
          adverse(workspace.terraform("init", "-input=false", "-no-color"), configuration)
              .with("SSL_CERT_FILE", registry.certificate().toString())
              // Terraform keeps what it downloads there.
              .with("TMPDIR", workspace.home().toString())
              .run()
              .succeeded();
      adverse(workspace.applying(), configuration).run().succeeded();

      assertThat(init.text()).contains("self-signed, key ID");
      assertThat(workspace.read(".terraform.lock.hcl")).contains("\"zh:");
    }
  }

  /// What an image holds that was built by root and is run by somebody else.
  @EnabledIf(
      value = "dev.tfpaas.terraform.InstalledZipIT#canBecomeNobody",
      disabledReason = "only root can become another user, by setpriv")
  @Test
  void packageOfAnotherUserRunsWhereNothingCanBeWritten() throws IOException {
    try (Workspace workspace = Workspace.in(temporary)) {
      workspace.main(CONFIGURATION);
      Path mirror = mirror(workspace, zip);
      adverse(workspace.terraform("init", "-input=false"), mirror).run().succeeded();
      workspace
          .shell("chmod -R a+rX \"$0\" \"$1\" && chown -R 65534 \"$2\"")
          .and(temporary.toString(), workspace.home().toString(), workspace.directory().toString())
          .run()
          .succeeded();

      Finished applied =
          adverse(
                  workspace.shell(
                      "exec setpriv --reuid=65534 --regid=65534 --clear-groups"
                          + " terraform apply -auto-approve -input=false -no-color"),
                  mirror)
              .run()
              .succeeded();

      assertThat(applied.text()).contains("1 added, 0 changed, 0 destroyed");
      assertThat(installedJars(workspace))
          .isNotEmpty()
          .noneSatisfy(jar -> assertThat(Files.getLastModifiedTime(jar)).isEqualTo(OF_JARS));
    }
  }

  static boolean canBecomeNobody() {
    return System.getProperty("user.name").equals("root")
        && Installation.executables().contains("setpriv");
  }

  @Test
  void releaseNeedsNoJavaOnTheMachine() throws IOException {
    Path release =
        RELEASE.resolve(
            "terraform-provider-paas_%s_%s.zip"
                .formatted(Installation.VERSION, Installation.platform()));
    assumeTrue(Files.exists(release), "there is no release: mvn -Ptool -Dtool=release verify");
    try (Workspace workspace = Workspace.in(temporary)) {
      Path mirror = mirror(workspace, release);
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
