package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks the directory that Terraform installs.
class PackageIT {
  private static final Path DIST = Path.of("target/dist");
  private static final Path LIB = DIST.resolve("lib");

  @Test
  void topHoldsTheTwoLaunchersAndNothingTerraformCouldMistakeForTheProvider() throws IOException {
    assertThat(names(DIST)).containsExactly("lib", "paas", "terraform-provider-paas_v0.1.0");
    assertThat(DIST.resolve("paas")).isExecutable();
    assertThat(DIST.resolve("terraform-provider-paas_v0.1.0")).isExecutable();
  }

  @Test
  void classPathIsWhatIsThere() throws IOException {
    try (JarFile jar = new JarFile(LIB.resolve("terraform-provider-paas.jar").toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");

      assertThat(names(LIB))
          // The cache of a start and BoringSSL have tests of their own.
          .filteredOn(name -> !name.endsWith(".aot") && !name.startsWith("libconscrypt"))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("launch.sh", "schema.binpb", "terraform-provider-paas.jar"),
                      Stream.of(classPath.split(" ")))
                  .toList());
    }
  }

  @Test
  void libraryOfOurMakingNamesNoMachine() throws IOException {
    try (JarFile jar = new JarFile(LIB.resolve("terraform-provider-paas.jar").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().keySet())
          .extracting(Object::toString)
          .containsExactlyInAnyOrder(
              "Manifest-Version", "Class-Path", "Main-Class", "Implementation-Version");
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
