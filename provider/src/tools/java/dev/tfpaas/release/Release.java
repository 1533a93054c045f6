package dev.tfpaas.release;

import dev.tfpaas.startup.NativeLibrary;
import dev.tfpaas.startup.StartCache;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes everything that is published of a version, from the package that the build left.
///
/// - `terraform-provider-paas_V_OS_ARCH.zip`, with a runtime of Java inside and the cache for it;
///   for the system that this runs on, because that is the only one `jlink` makes images for
/// - `terraform-provider-paas_V_runtime-free.zip`, which needs a Java 25 on the user's machine, for
///   every system that has a shell; the same bytes from every build of a commit
/// - `terraform-provider-paas_V_windows_amd64.zip`, which needs one, too, if the build made the
///   executables for it
/// - `terraform-provider-paas_V_manifest.json` and, if it was made, the bill of materials
/// - `terraform-provider-paas_V_SHA256SUMS` over all of them, to be signed by whoever publishes
///
/// @see <a
///   href="https://developer.hashicorp.com/terraform/registry/providers/publishing">Publishing
///   providers</a>
public final class Release {
  /// Those of the libraries' that are used, by `jdeps` and by running; `jdk.crypto.ec` is inside
  /// `java.base` now.
  static final String MODULES =
      "java.base,java.logging,java.naming,java.net.http,"
          + "jdk.httpserver,jdk.naming.dns,jdk.unsupported";

  /// What of the modules is kept compressed: three quarters, that less is hashed. What every
  /// program loads is not, and neither is more, or the zip would be larger than 40 MB: what is
  /// compressed twice is larger than what is compressed once.
  private static final String COMPRESSED =
      "/java.base/com/**,/java.base/java/lang/**,/java.base/java/security/**,"
          + "/java.base/java/text/**,/java.base/java/time/**,/java.base/javax/**,"
          + "/java.base/jdk/**,/java.base/sun/**,/java.logging/**,/java.naming/**,"
          + "/java.net.http/**,/java.security.sasl/**,/jdk.*/**";

  /// For the tools of other programs, which no start of ours looks at.
  private static final String LEFT_OUT =
      "**/lib/classlist,**/bin/jwebserver,**/bin/keytool,**/jexec,**/libjsig.so";

  private final Path dist;
  private final Path target;
  private final String name;

  private Release(Path dist, Path target, String version) {
    this.dist = dist;
    this.target = target;
    this.name = "terraform-provider-paas_" + version;
  }

  /// Makes the files, in `release` of the build's directory.
  ///
  /// @param build holds the package, its libraries and, if they were made, the executables for
  ///   Windows and the bill of materials
  public static void make(Path build, String version) throws Exception {
    Path target = build.resolve("release");
    remove(target);
    Files.createDirectories(target);
    new Release(build.resolve("dist"), target, version)
        .make(build.resolve("libraries"), build.resolve("windows"), build.resolve("bom.json"));
  }

  private void make(Path libraries, Path executables, Path materials) throws Exception {
    Path all = copy(dist, target.resolve("all"));
    Files.copy(Path.of("../LICENSE"), all.resolve("LICENSE"));
    Files.writeString(all.resolve("THIRD-PARTY-NOTICES"), ThirdParty.notices(libraries));

    Path plain = copy(all, target.resolve("runtime-free"));
    NativeLibrary.layOutForShells(plain.resolve("lib"));
    ReleaseZip.of(plain, target.resolve(name + "_runtime-free.zip"));

    Path full = copy(all, target.resolve("full"));
    link(full.resolve("runtime"));
    StartCache.make(full);
    ReleaseZip.of(full, target.resolve(name + "_" + platform() + ".zip"));

    if (Files.isDirectory(executables)) {
      Path windows = copy(all, target.resolve("windows"));
      withExecutables(windows, executables);
      ReleaseZip.of(windows, target.resolve(name + "_windows_amd64.zip"));
    }

    Files.writeString(
        target.resolve(name + "_manifest.json"),
        """
        {"version":1,"metadata":{"protocol_versions":["6.0"]}}
        """);
    if (Files.exists(materials)) {
      Files.copy(materials, target.resolve(name + "_sbom.cdx.json"));
    }
    sum();
  }

  /// Puts the executables where the launchers for a shell are.
  private static void withExecutables(Path windows, Path executables) throws IOException {
    for (Path file : list(windows)) {
      if (Files.isExecutable(file) && Files.isRegularFile(file)) {
        Files.delete(file);
      }
    }
    Files.delete(windows.resolve("lib/launch.sh"));
    for (Path file : list(executables)) {
      Files.copy(file, windows.resolve(file.getFileName()));
    }
    NativeLibrary.layOutForWindows(windows.resolve("lib"));
  }

  /// Makes a Java runtime of those modules alone that the package needs.
  ///
  /// @param runtime the directory to make
  public static void link(Path runtime) throws IOException, InterruptedException {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int status =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            MODULES,
            "--compress=zip-9:filter=" + COMPRESSED,
            "--exclude-files=" + LEFT_OUT,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            runtime.toString());
    if (status != 0) {
      throw new IllegalStateException("jlink ended with status " + status);
    }
    strip(runtime.resolve("lib/server/libjvm.so"));
  }

  /// Takes the names out of the virtual machine that only a report of its crash would show: a sixth
  /// of the file, which Terraform hashes at every command. Where the tool for it is not to be had,
  /// the file stays as it is.
  private static void strip(Path library) throws IOException, InterruptedException {
    Path objcopy = Path.of("/usr/bin/objcopy");
    if (!Files.exists(library) || !Files.isExecutable(objcopy)) {
      return;
    }
    int status =
        new ProcessBuilder(objcopy.toString(), "--strip-unneeded", library.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("objcopy ended with status " + status);
    }
  }

  private void sum() throws IOException, NoSuchAlgorithmException {
    List<String> lines = new ArrayList<>();
    for (Path file : list(target)) {
      if (Files.isRegularFile(file)) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        lines.add(HexFormat.of().formatHex(sum) + "  " + file.getFileName() + "\n");
      }
    }
    Files.writeString(target.resolve(name + "_SHA256SUMS"), String.join("", lines));
  }

  /// The `OS_ARCH` of this machine in Go's names.
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String os = system.startsWith("mac") ? "darwin" : "linux";
    return os + "_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
  }

  /// Copies a directory without what is in it for one build of Java or one system.
  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Release::isForAll).sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }

  private static boolean isForAll(Path file) {
    return !file.toString().endsWith(".jsa") && !NativeLibrary.isOne(file);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }
}
