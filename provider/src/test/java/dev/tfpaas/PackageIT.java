package dev.tfpaas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks the directory that Terraform installs.
class PackageIT {
  private static final Path DIST = Path.of("target/dist");
  private static final String PLUGIN = "terraform-provider-paas_v" + PomVersion.TEXT;
  private static final Path LIB = DIST.resolve("lib");

  @Test
  void topHoldsTheTwoLaunchersAndNothingTerraformCouldMistakeForTheProvider() throws IOException {
    assertThat(names(DIST)).containsExactly("lib", "paas", PLUGIN);
    assertThat(DIST.resolve("paas")).isExecutable();
    assertThat(DIST.resolve(PLUGIN)).isExecutable();
  }

  @Test
  void commandLineSaysTheVersionOfTheBuild() throws Exception {
    Process paas =
        new ProcessBuilder(DIST.resolve("paas").toString(), "--version")
            .redirectErrorStream(true)
            .start();

    assertThat(new String(paas.getInputStream().readAllBytes(), UTF_8).strip())
        .isEqualTo("paas " + PomVersion.TEXT);
    assertThat(paas.waitFor()).isZero();
  }

  @Test
  void everythingLoadedIsOneJar() throws IOException {
    assertThat(names(LIB))
        // The cache of a start and BoringSSL have tests of their own.
        .filteredOn(name -> !name.endsWith(".jsa") && !name.startsWith("libconscrypt"))
        .containsExactly("answers.bin", "launch.sh", "terraform-provider-paas.jar");
  }

  @Test
  void jarHoldsOfTheLibrariesWhatCanBeReached() throws IOException {
    try (JarFile jar = jar()) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains(
              "io/grpc/netty/NettyServer.class",
              "tools/jackson/databind/node/InternalNodeSerializer.class")
          .doesNotContain(
              "io/grpc/internal/ManagedChannelImpl.class",
              "tools/jackson/databind/ObjectMapper.class")
          .noneMatch(name -> name.startsWith("META-INF/services/"));
    }
  }

  @Test
  void jarHoldsNothingForTheLibrariesOfTests() throws IOException {
    try (JarFile jar = jar()) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("io/grpc/netty/NettyServerBuilder.class", "dev/tfpaas/Main.class")
          .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("org/assertj/"))
          .noneMatch(name -> name.endsWith("module-info.class") || name.endsWith(".proto"));
    }
  }

  @Test
  void jarNamesNoMachine() throws IOException {
    try (JarFile jar = jar()) {
      assertThat(jar.getManifest().getMainAttributes().keySet())
          .extracting(Object::toString)
          .containsExactlyInAnyOrder("Manifest-Version", "Main-Class", "Implementation-Version");
    }
  }

  private static JarFile jar() throws IOException {
    return new JarFile(LIB.resolve("terraform-provider-paas.jar").toFile());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
