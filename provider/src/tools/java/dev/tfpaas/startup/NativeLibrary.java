package dev.tfpaas.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.conscrypt.Conscrypt;

/// Lays BoringSSL for this system beside the jar of a package, out of the library that brings it
/// for five of them.
///
/// From a jar, Conscrypt would write it into the temporary directory at every start; and Terraform
/// hashes a whole package at every command, a millisecond for each megabyte.
final class NativeLibrary {
  private NativeLibrary() {}

  /// The name of the file, whether Conscrypt has it for this system or not.
  static String fileName() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String extension = os.equals("osx") ? "dylib" : "so";
    return "libconscrypt_openjdk_jni-%s-%s.%s".formatted(os, architecture, extension);
  }

  /// Does it, if Conscrypt has one.
  ///
  /// @param lib the package's directory of what is loaded
  static void layOut(Path lib) throws IOException {
    try (InputStream content =
        Conscrypt.class.getResourceAsStream("/META-INF/native/" + fileName())) {
      if (content != null) {
        Files.write(lib.resolve(fileName()), content.readAllBytes());
      }
    }
  }
}
