package dev.tfpaas.startup;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.plugin.PackagedPlugin;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Puts what makes the packaged plugin start in a fraction of the time beside its jar: the answers
/// to what is asked first, BoringSSL, and a cache of loaded and linked classes. For that it runs
/// the package once, with all calls of an apply and a destroy, and keeps what the virtual machine
/// then knows.
///
/// The cache belongs to one build of Java and to the jar as it is, with size and time. Its name
/// says for which build; the launcher gives it to no other, and the virtual machine refuses what
/// does not fit. The package works without it. It is a class-data archive and not the other form
/// that Java 25 knows, the AOT cache: that has the same in it, is as fast, and is never twice the
/// same, even of the same classes.
///
/// @see <a href="https://openjdk.org/jeps/483">JEP 483</a>
public final class StartCache {
  /// The times that the launcher gives back to files that were unpacked.
  private static final FileTime CACHE = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private static final FileTime OTHERS = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));

  private static final String ESTATE =
      """
      # Everything that most estates say.
      regions:
        eu-west: { cloud: aws }
        eu-north: {}
      apps:
        shop:
          region: eu-west
          variables: { COLOUR: "blue" }
          databases:
            postgresql: { writes: 1000 }
      timings:
        clone: 0ms
      """;

  /// Held because the JDK forgets the level of a logger that nobody holds.
  private static final Logger NETTY = Logger.getLogger("io.netty.bootstrap");

  private static final int ATTEMPTS = 3;

  private final Path dist;
  private final Path scratch;

  private StartCache(Path dist, Path scratch) {
    this.dist = dist;
    this.scratch = scratch;
  }

  /// Makes the cache of a package.
  ///
  /// @param args the directory of the package, and the file to write the list of its classes to
  static void main(String[] args) throws Exception {
    Files.write(Path.of(args[1]), make(Path.of(args[0])));
  }

  /// Makes the cache of a package for the runtime in it, or else for the Java that runs this.
  ///
  /// @return the list of what is in it, of which [#make(Path,List)] makes the same bytes
  public static List<String> make(Path dist) throws Exception {
    return inScratch(dist, StartCache::record);
  }

  /// Makes the cache of a package of a list that was recorded before.
  static void make(Path dist, List<String> list) throws Exception {
    inScratch(
        dist,
        cache -> {
          cache.make(list);
          return list;
        });
  }

  private static List<String> inScratch(Path dist, Making making) throws Exception {
    // It warns that a Unix socket has no SO_KEEPALIVE.
    NETTY.setLevel(Level.SEVERE);
    Path scratch = Files.createTempDirectory("paas");
    try {
      return making.make(new StartCache(dist.toRealPath(), scratch));
    } finally {
      try (Stream<Path> left = Files.walk(scratch)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  /// The file in a package for the runtime in it, or else for the Java that runs this.
  static Path file(Path dist) {
    boolean bundled = Files.exists(dist.resolve("runtime"));
    String build = bundled ? "bundled" : System.getProperty("java.runtime.version");
    return dist.resolve("lib").resolve("start-" + build + ".jsa");
  }

  private List<String> record() throws Exception {
    Files.deleteIfExists(file(dist));
    AnswersFile.write(dist);
    NativeLibrary.layOut(lib());
    settleTimes();
    List<String> list = agreed();
    make(list);
    return list;
  }

  private void make(List<String> classes) throws IOException, InterruptedException {
    Files.deleteIfExists(file(dist));
    settleTimes();
    LaunchCommand command = quiet();
    Path jar = jar();
    Path list = Files.write(scratch.resolve("list"), classes);
    // What is loaded before the list, to make sense of a name with a space for example, moves the
    // rest.
    Path plain = scratch.resolve("plain");
    Files.createDirectories(plain.resolve("lib"));
    Files.copy(jar, plain.resolve("lib").resolve(jar.getFileName()), COPY_ATTRIBUTES);
    LaunchCommand dump =
        new LaunchCommand(plain, command.words())
            .without(word -> word.startsWith("-Dpaas.answers="));
    byte[] cache = settled(dump, list);
    Files.write(file(dist), cache);
    Files.setLastModifiedTime(file(dist), CACHE);
  }

  /// Returns the list that two recordings have in common: on a busy machine threads meet now and
  /// then that usually do not, and load what only waiting takes.
  private List<String> agreed() throws IOException, GeneralSecurityException, InterruptedException {
    LaunchCommand command = quiet();
    Path javaHome = Path.of(command.words().getFirst()).resolve("../..").normalize();
    List<List<String>> all = new ArrayList<>();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Path own = Files.createDirectory(scratch.resolve("recording-" + attempt));
      Path loaded = own.resolve("loaded");
      rehearse(command.with("-XX:DumpLoadedClassList=" + loaded, "-Dpaas.recording=true"), own);
      List<String> list = ClassList.settled(Files.readAllLines(loaded), javaHome, jar());
      if (all.contains(list)) {
        return list;
      }
      all.add(list);
    }
    System.err.println("no two recordings load the same classes");
    return all.getLast();
  }

  /// Makes the cache of the classes in a list, the same each time. One that is not is better than
  /// none, and StartCacheIT fails of it.
  private byte[] settled(LaunchCommand dump, Path list) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      long begin = SameBytes.clock();
      byte[] cache = dump(dump, list);
      byte[] again = dump(dump, list);
      Optional<String> difference = SameBytes.settle(cache, again, begin, SameBytes.clock());
      if (difference.isEmpty()) {
        return cache;
      }
      System.err.println("the cache is not the same when made again: " + difference.get());
      if (attempt == ATTEMPTS) {
        return cache;
      }
    }
  }

  /// Makes the cache of the classes in a list.
  private byte[] dump(LaunchCommand command, Path list) throws IOException, InterruptedException {
    Path cache = scratch.resolve("cache");
    List<String> dumping =
        command.with(
            "-Xlog:all=error:stderr",
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + cache,
            // Code in it would be made anew at every start, with a warning; and all is laid out by
            // where in memory it was.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTAdapterCaching",
            "-XX:ArchiveRelocationMode=0");
    ProcessBuilder builder = new ProcessBuilder(dumping).inheritIO();
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("failed: " + String.join(" ", dumping));
    }
    byte[] bytes = Files.readAllBytes(cache);
    Files.delete(cache);
    return bytes;
  }

  private LaunchCommand quiet() throws IOException, InterruptedException {
    return LaunchCommand.of(dist)
        // It warns of every class that cannot be kept, and there are always some.
        .without(word -> word.equals("-Xlog:all=warning:stderr"));
  }

  private Path jar() {
    return lib().resolve("terraform-provider-paas.jar");
  }

  private Path lib() {
    return dist.resolve("lib");
  }

  private void settleTimes() throws IOException {
    try (Stream<Path> files = Files.list(lib())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, OTHERS);
      }
    }
  }

  private static void rehearse(List<String> command, Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (PackagedPlugin plugin = new PackagedPlugin(command, directory, directory)) {
      // Reading an estate takes a library of its own, which a plan then does not load class by
      // class.
      Files.writeString(directory.resolve("estate.yaml"), ESTATE);
      Channel channel = plugin.connect();
      Provider<?> provider = provider();
      askEverything(provider, channel);
      Rehearsal rehearsal = new Rehearsal(provider, channel, HostSpeech.newest());
      rehearsal.configure("{'local': {'path': 'world', 'estate': 'estate.yaml'}}");
      rehearsal.read("paas_app", "{'app_id': 'shop'}");
      Rehearsal.Managed copy =
          rehearsal.create(
              "paas_app_clone",
              "{'source_app_id': 'shop', 'name': 'copy', 'deletion_protection': false}");
      copy.destroy();
      String bare = "{'source_app_id': 'shop', 'name': 'bare', 'databases': []}";
      rehearsal.validate("paas_app_clone", bare, "name", "copy-");
      rehearsal.plan("paas_app_clone", bare);
      int status = plugin.shutdown();
      if (status != 0) {
        throw new IllegalStateException("the recording ended with status " + status);
      }
    }
  }

  /// Asks what any host asks first, and what those to come may.
  private static void askEverything(Provider<?> provider, Channel channel) {
    HostSpeech.ALL.forEach(host -> new Rehearsal(provider, channel, host).ask());
    Question.ask(channel, "GetMetadata");
    Question.ask(channel, "GetFunctions");
    try {
      Question.ask(channel, "FromTheFuture");
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
        throw e;
      }
    }
  }

  /// The provider without a platform.
  static Provider<?> provider() {
    Runner runner = new Runner(Clock.systemUTC(), Sleeper.THREAD, _ -> {});
    return new PaasProvider(
        KnownPlatforms.ALL,
        KnownResources.ALL,
        _ -> {
          throw new UncheckedIOException(new IOException("only its schemas are used"));
        },
        new Surroundings(Map.of(), Path.of(""), Clock.systemUTC(), runner));
  }

  private interface Making {
    List<String> make(StartCache cache) throws Exception;
  }
}
