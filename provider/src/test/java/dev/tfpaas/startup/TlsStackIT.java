package dev.tfpaas.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.plugin.PackagedPlugin;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether the package speaks TLS by BoringSSL, and by the JDK where that is not to be had.
class TlsStackIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  @TempDir private Path temporary;

  @Test
  void packageHasTheLibraryOfThisSystemAndNoOther() throws Exception {
    try (Stream<Path> files = Files.list(DIST.resolve("lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("libconscrypt"))
          .containsExactly(NativeLibrary.fileName());
    }
    try (JarFile jar = new JarFile(DIST.resolve("lib/terraform-provider-paas.jar").toFile())) {
      assertThat(jar.stream().map(JarEntry::getName)).noneMatch(name -> name.endsWith(".so"));
    }
  }

  @Test
  void libraryIsUsed() throws Exception {
    assertThat(bitsOfTheKey(launcher(DIST))).isEqualTo(256);
  }

  @Test
  void jdkIsUsedWhereTheLibraryIsMissing() throws Exception {
    Path bare = copy();
    Files.delete(library(bare));

    assertThat(bitsOfTheKey(launcher(bare))).isEqualTo(521);
  }

  @Test
  void jdkIsUsedWhereTheLibraryCannotBeLoaded() throws Exception {
    Path broken = copy();
    Files.writeString(library(broken), "for another system");

    assertThat(bitsOfTheKey(launcher(broken))).isEqualTo(521);
  }

  @Test
  void userMayChooseTheJdk() throws Exception {
    List<String> command = List.of("env", "PAAS_TLS=jdk", LaunchCommand.launcher(DIST).toString());

    assertThat(bitsOfTheKey(command)).isEqualTo(521);
  }

  private Path copy() throws IOException {
    Path copy = temporary.resolve("copy");
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(DIST.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static Path library(Path dist) {
    return dist.resolve("lib").resolve(NativeLibrary.fileName());
  }

  private static List<String> launcher(Path dist) throws Exception {
    return List.of(LaunchCommand.launcher(dist).toString());
  }

  private int bitsOfTheKey(List<String> command) throws Exception {
    try (PackagedPlugin plugin = new PackagedPlugin(command, temporary, temporary)) {
      GetProviderSchema.Response schema =
          ProviderGrpc.newBlockingStub(plugin.connect())
              .getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
      assertThat(schema.hasProvider()).isTrue();
      return plugin.bitsOfTheKey();
    }
  }
}
