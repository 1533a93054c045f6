package dev.tfpaas.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Lays BoringSSL for this system beside the jars of a package, out of the jar that brings it for
/// five of them.
///
/// From the jar, Conscrypt would write it into the temporary directory at every start; and
/// Terraform hashes a whole package at every command, a millisecond for each megabyte.
final class NativeLibrary {
  private static final String JAR = "conscrypt-openjdk-uber-";
  private static final String INSIDE = "META-INF/native/";

  private NativeLibrary() {}

  /// The name of the file, whether Conscrypt has it for this system or not.
  static String fileName() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String extension = os.equals("osx") ? "dylib" : "so";
    return "libconscrypt_openjdk_jni-%s-%s.%s".formatted(os, architecture, extension);
  }

  /// Does it. A package in which it was done stays as it is.
  ///
  /// @param lib the package's directory of jars
  static void layOut(Path lib) throws IOException {
    Path jar = jar(lib);
    Path slim = Files.createTempFile(lib, "slim", ".jar");
    try (JarFile full = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(slim))) {
      for (JarEntry entry : full.stream().toList()) {
        if (entry.getName().startsWith(INSIDE)) {
          layOut(full, entry, lib);
        } else if (!entry.isDirectory() && !entry.getName().matches(".*\\.(html|css)")) {
          out.putNextEntry(copied(entry));
          try (InputStream content = full.getInputStream(entry)) {
            content.transferTo(out);
          }
          out.closeEntry();
        }
      }
    }
    Files.setPosixFilePermissions(slim, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void layOut(JarFile full, JarEntry entry, Path lib) throws IOException {
    if (entry.getName().equals(INSIDE + fileName())) {
      try (InputStream content = full.getInputStream(entry)) {
        Files.write(lib.resolve(fileName()), content.readAllBytes());
      }
    }
  }

  /// With its time, so that two builds are the same bytes.
  private static JarEntry copied(JarEntry entry) {
    JarEntry copy = new JarEntry(entry.getName());
    copy.setTimeLocal(entry.getTimeLocal());
    return copy;
  }

  private static Path jar(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(JAR)).toList();
      if (found.size() != 1) {
        throw new IOException("%d files in %s begin with %s".formatted(found.size(), lib, JAR));
      }
      return found.getFirst();
    }
  }
}
