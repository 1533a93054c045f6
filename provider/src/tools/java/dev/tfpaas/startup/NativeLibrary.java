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
public final class NativeLibrary {
  private static final String WINDOWS = "conscrypt_openjdk_jni-windows-x86_64.dll";

  private NativeLibrary() {}

  /// The name of the file, whether Conscrypt has it for this system or not.
  static String fileName() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return unix(mac, arm);
  }

  private static String unix(boolean mac, boolean arm) {
    return "libconscrypt_openjdk_jni-%s-%s.%s"
        .formatted(mac ? "osx" : "linux", arm ? "aarch_64" : "x86_64", mac ? "dylib" : "so");
  }

  /// Tells whether a file is one, for any system.
  public static boolean isOne(Path file) {
    return String.valueOf(file.getFileName()).contains("conscrypt_openjdk_jni-");
  }

  /// Does it, if Conscrypt has one.
  ///
  /// @param lib the package's directory of what is loaded
  static void layOut(Path lib) throws IOException {
    layOut(lib, fileName());
  }

  /// Does it for every system that has a shell: for a package that is the same on all of them.
  public static void layOutForShells(Path lib) throws IOException {
    for (boolean mac : new boolean[] {false, true}) {
      for (boolean arm : new boolean[] {false, true}) {
        layOut(lib, unix(mac, arm));
      }
    }
  }

  /// Does it for Windows.
  public static void layOutForWindows(Path lib) throws IOException {
    layOut(lib, WINDOWS);
  }

  private static void layOut(Path lib, String fileName) throws IOException {
    try (InputStream content =
        Conscrypt.class.getResourceAsStream("/META-INF/native/" + fileName)) {
      if (content != null) {
        Files.write(lib.resolve(fileName), content.readAllBytes());
      }
    }
  }
}
