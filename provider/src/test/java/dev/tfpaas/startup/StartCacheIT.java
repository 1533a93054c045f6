package dev.tfpaas.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import dev.tfpaas.framework.plugin.PackagedPlugin;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Starts the package with its cache, and with caches that do not fit.
class StartCacheIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  /// Beside the package: what is in its cache.
  private static final Path CLASSES = Path.of("target/start-classes");

  /// Makes the virtual machine refuse to start where it would do without the cache.
  private static final String ONLY_WITH_CACHE = "-Xshare:on";

  @TempDir private Path temporary;

  @Test
  void packageStartsWithItsCache() throws Exception {
    LaunchCommand command = LaunchCommand.of(DIST);

    assertThat(command.words())
        .contains(
            "-XX:SharedArchiveFile="
                + Path.of("/proc/self/fd/9/lib").resolve(StartCache.file(DIST).getFileName()));
    assertThatAnswers(command, ONLY_WITH_CACHE);
  }

  @Test
  void cacheFitsAfterThePackageWasUnpacked() throws Exception {
    Path unpacked = unpack("a package");

    LaunchCommand command = LaunchCommand.of(unpacked);

    assertThatAnswers(command, ONLY_WITH_CACHE);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void cacheMadeAgainElsewhereIsTheSame() throws Exception {
    Path elsewhere = unpack("made again");

    StartCache.make(elsewhere, Files.readAllLines(CLASSES));

    assertThat(StartCache.file(elsewhere)).hasSameBinaryContentAs(StartCache.file(DIST));
  }

  /// Not the very same: on a busy machine threads meet that otherwise do not, and load what only
  /// waiting takes.
  @Test
  @EnabledOnOs(OS.LINUX)
  void recordedAgainAreNearlyTheSameClasses() throws Exception {
    Set<String> before = Set.copyOf(Files.readAllLines(CLASSES));

    Set<String> again = Set.copyOf(StartCache.make(unpack("recorded again")));

    assertThat(Sets.symmetricDifference(before, again)).hasSizeLessThan(before.size() / 50);
  }

  @Test
  void cacheOfOtherJarsCostsTimeOnly() throws Exception {
    Path unpacked = unpack("retimed");
    LaunchCommand command = LaunchCommand.of(unpacked);
    Files.setLastModifiedTime(
        unpacked.resolve("lib/terraform-provider-paas.jar"), FileTime.from(Instant.now()));

    assertThatAnswers(command);
    assertThatThrownBy(() -> assertThatAnswers(command, ONLY_WITH_CACHE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no handshake");
  }

  @Test
  void answersInThePackageAreTheProviders() throws Exception {
    assertThat(LaunchCommand.of(DIST).words())
        .anySatisfy(word -> assertThat(word).startsWith("-Dpaas.answers=").endsWith("answers.bin"));
    assertThat(AnswersFile.in(DIST)).hasBinaryContent(AnswersFile.content());
  }

  @Test
  void damagedCacheCostsTimeOnly() throws Exception {
    Path unpacked = unpack("damaged");
    LaunchCommand command = LaunchCommand.of(unpacked);
    Path cache = StartCache.file(unpacked);
    try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertThatAnswers(command);

    Files.writeString(cache, "no cache at all");
    assertThatAnswers(command);
  }

  @Test
  void packageStartsWithNothingPrepared() throws Exception {
    Path unpacked = unpack("bare");
    Files.delete(StartCache.file(unpacked));
    Files.delete(AnswersFile.in(unpacked));

    LaunchCommand command = LaunchCommand.of(unpacked);

    assertThat(command.words())
        .noneMatch(word -> word.contains("SharedArchive") || word.contains("paas.answers"));
    assertThatAnswers(command);
  }

  /// Copies the package as Terraform unpacks it: every file as old as its unpacking.
  private Path unpack(String name) throws IOException {
    Path target = temporary.resolve(name);
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, target.resolve(DIST.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return target;
  }

  /// Checks that a command answers, and says nothing but its handshake on standard output.
  private void assertThatAnswers(LaunchCommand command, String... options) throws Exception {
    try (PackagedPlugin plugin = new PackagedPlugin(command.with(options), temporary, temporary)) {
      GetProviderSchema.Response schema =
          ProviderGrpc.newBlockingStub(plugin.connect())
              .getProviderSchema(GetProviderSchema.Request.getDefaultInstance());

      assertThat(schema.getResourceSchemasMap()).containsKey("paas_failover_group");
      assertThat(plugin.shutdown()).isZero();
      assertThat(plugin.rest()).isEmpty();
    }
  }
}
