package dev.tfpaas.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes out of the package's one jar what of the libraries can never be reached: half of it, which
/// Terraform would hash at every command.
///
/// ProGuard does it, by the rules in `src/tools/proguard/package.pro`. It is a process of its own
/// with a class path of its own, as its licence is not for what we publish: nothing of it is in its
/// output.
///
/// @see <a href="https://www.guardsquare.com/proguard">ProGuard</a>
public final class ShrunkJar {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  /// Replaced by ours, which is where this class is.
  private static final String STAND_IN = "tools/jackson/databind/node/InternalNodeSerializer.class";

  private ShrunkJar() {}

  /// Makes the jar smaller, the same each time.
  ///
  /// @param args the jar; the directory of ProGuard's jars, where it may also leave files
  static void main(String[] args) throws IOException, InterruptedException {
    Path jar = Path.of(args[0]);
    Path tool = Path.of(args[1]);
    Path java = java(tool.resolve("java.jar"));
    Path shrunk = tool.resolve("shrunk.jar");
    Files.deleteIfExists(shrunk);
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                tool + "/lib/*",
                "proguard.ProGuard",
                "@src/tools/proguard/package.pro",
                "-injars",
                "%s(!META-INF/services/**,!%s)".formatted(jar, STAND_IN),
                "-injars",
                "%s(%s)".formatted(own(), STAND_IN),
                "-outjars",
                shrunk.toString(),
                "-libraryjars",
                java.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("ProGuard ended with status " + status);
    }
    settle(shrunk, jar);
  }

  /// The directory that holds this class.
  private static Path own() {
    return Path.of(
        URI.create(ShrunkJar.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /// Writes what of Java the package runs on as a jar, which is what ProGuard reads.
  private static Path java(Path file) throws IOException {
    FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (String module : Release.MODULES.split(",", -1)) {
        Path root = runtime.getPath("/modules", module);
        try (Stream<Path> files = Files.walk(root)) {
          for (Path each : files.filter(ShrunkJar::isClass).toList()) {
            out.putNextEntry(new ZipEntry(root.relativize(each).toString()));
            Files.copy(each, out);
          }
        }
      }
    }
    return file;
  }

  private static boolean isClass(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".class") && !name.equals("module-info.class");
  }

  /// Gives every file the same time and place, which ProGuard does not.
  private static void settle(Path from, Path to) throws IOException {
    Path settled = from.resolveSibling("settled.jar");
    try (ZipFile zip = new ZipFile(from.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(settled))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      List<ZipEntry> entries =
          zip.stream()
              .<ZipEntry>map(it -> it)
              .filter(entry -> !entry.isDirectory())
              .sorted(
                  Comparator.comparing((ZipEntry it) -> !it.getName().startsWith("META-INF/"))
                      .thenComparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        ZipEntry written = new ZipEntry(entry.getName());
        written.setTimeLocal(TIME);
        out.putNextEntry(written);
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
    Files.move(settled, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
