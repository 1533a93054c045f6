package dev.tfpaas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the launchers with homes of Java that hold no Java, but a script that tells what it got.
class LauncherTest {
  /// Where the JVM finds the package.
  private static final String PLACE = "/proc/self/fd/9";

  private static final Path SOURCES = Path.of("src/main/dist");
  private static final String PLUGIN = "terraform-provider-paas_v1.2.3";
  private static final String COOKIE = "TF_PLUGIN_MAGIC_COOKIE";

  @TempDir private Path temporary;
  private Path dist;

  /// What a launcher did.
  record Result(int status, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    dist = install("a package");
  }

  @Test
  void commandLinePassesItsArgumentsOn() throws Exception {
    Path home = java("25.0.3");

    Result result = run(Map.of("PAAS_JAVA_HOME", home.toString()), dist + "/paas", "a b", "*", "");

    assertThat(result.out())
        .contains("-Dpaas.cli=true\n-Dpaas.home=" + dist + "\ndev.tfpaas.Main\na b\n*\n\n");
    assertThat(result.status()).isEqualTo(7);
  }

  @Test
  void pluginHasNoMarkOfTheCommandLine() throws Exception {
    Path home = java("25");

    Result result = run(Map.of("PAAS_JAVA_HOME", home.toString()), dist + "/" + PLUGIN, "-debug");

    assertThat(result.out())
        .contains("-Xlog:disable\n-Xlog:all=warning:stderr\n")
        .contains("-cp\n" + PLACE + "/lib/terraform-provider-paas.jar\n")
        .doesNotContain("paas.cli")
        .endsWith("\ndev.tfpaas.Main\n-debug\n");
  }

  @Test
  void temporaryFilesGoWhereTheEnvironmentSays() throws Exception {
    String home = java("25.0.3").toString();

    Result there =
        run(Map.of("PAAS_JAVA_HOME", home, "TMPDIR", temporary.toString()), dist + "/paas");
    Result nowhere = run(Map.of("PAAS_JAVA_HOME", home, "TMPDIR", "/no/such"), dist + "/paas");

    assertThat(there.out()).contains("\n-Djava.io.tmpdir=" + temporary + "\n");
    assertThat(nowhere.out()).doesNotContain("java.io.tmpdir");
  }

  /// A bare chroot has none, and Java would not find its own libraries.
  @Test
  @EnabledOnOs(OS.LINUX)
  void javaIsFoundWithoutProc() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can hide /proc");
    Path home = java("25.0.3", "echo \"origin $LD_ORIGIN_PATH\"");
    String hidden = "mount -t tmpfs none /proc && exec \"$0\"";

    Result result =
        run(
            Map.of("PAAS_JAVA_HOME", home.toString()),
            "unshare",
            "--mount",
            "sh",
            "-c",
            hidden,
            dist + "/paas");
    assumeTrue(result.err().isEmpty(), "here not even root can: " + result.err());

    assertThat(result.out()).contains("\norigin " + home + "/bin\n");
  }

  @DisplayName("8.1 #14 the launcher becomes the JVM: no shell is left")
  @ParameterizedTest
  @ValueSource(strings = {"paas", PLUGIN})
  void launcherBecomesTheJvm(String launcher) throws Exception {
    ProcessBuilder builder = builder(java("25"), dist + "/" + launcher);

    Process process = builder.start();

    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(output).contains("process " + process.pid() + "\n");
  }

  @Test
  void pluginIgnoresInterruptsFromItsFirstInstant() throws Exception {
    Path home = java("25", "kill -INT $$\necho survived");

    Map<String, String> environment = Map.of("PAAS_JAVA_HOME", home.toString(), COOKIE, "cookie");

    Result result = run(environment, dist + "/" + PLUGIN);

    assertThat(result.out()).contains("survived");
  }

  @Test
  void ownDirectoryIsFoundThroughLinksAndRelativePaths() throws Exception {
    Files.createDirectories(temporary.resolve("bin"));
    Files.createSymbolicLink(temporary.resolve("bin/second"), Path.of("../a package/paas"));
    Files.createSymbolicLink(temporary.resolve("first"), temporary.resolve("bin/second"));
    Files.createSymbolicLink(temporary.resolve("directory"), dist);
    Map<String, String> environment = Map.of("PAAS_JAVA_HOME", java("25").toString());

    for (String launcher : List.of("./first", "bin/second", "directory/paas", "a package/paas")) {
      assertThat(run(environment, launcher).out())
          .as(launcher)
          .containsPattern("-Dpaas.home=.*(a package|directory)\n");
    }
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void directoryMayHaveAColon() throws Exception {
    Path home = java("25", "[ -f \"/proc/self/fd/9/lib/launch.sh\" ] && echo reachable");
    Path colon = install("registry.example:8443");

    Result result = run(Map.of("PAAS_JAVA_HOME", home.toString()), colon + "/" + PLUGIN);

    assertThat(result.out())
        .contains("-cp\n" + PLACE + "/lib/terraform-provider-paas.jar\n")
        .contains("reachable");
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void directoryThatCannotBeListedIsUsedByItsName() throws Exception {
    List<String> command = new ArrayList<>(List.of(dist + "/paas"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    Path home = java("25");
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    Files.setPosixFilePermissions(dist, PosixFilePermissions.fromString("-wx--x--x"));

    Result result = run(Map.of("PAAS_JAVA_HOME", home.toString()), command.toArray(String[]::new));
    Files.setPosixFilePermissions(dist, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("-cp\n" + dist.toRealPath() + "/lib/terraform-provider-paas.jar\n");
  }

  @Test
  void cacheIsGivenToTheVeryBuildOfJavaItWasMadeFor() throws Exception {
    Files.createFile(dist.resolve("lib/start-25.0.3+9.jsa"));
    Path home = java("25.0.3");
    Map<String, String> environment = Map.of("PAAS_JAVA_HOME", home.toString());
    String option = "-XX:SharedArchiveFile=" + PLACE + "/lib/start-25.0.3+9.jsa\n";

    assertThat(run(environment, dist + "/" + PLUGIN).out()).doesNotContain("-XX:SharedArchiveFile");
    nameBuild(home, "25.0.3+9");
    assertThat(run(environment, dist + "/" + PLUGIN).out()).contains(option);
    assertThat(run(environment, dist + "/paas").out()).contains(option);
    nameBuild(home, "25.0.3+10");
    assertThat(run(environment, dist + "/" + PLUGIN).out()).doesNotContain("-XX:SharedArchiveFile");
  }

  @Test
  void packageGetsTheTimesBackThatTheCacheKnows() throws Exception {
    Path cache = Files.createFile(dist.resolve("lib/start-25.jsa"));
    Path other = Files.createFile(dist.resolve("lib/a b"));
    Path ours = Files.createFile(dist.resolve("lib/terraform-provider-paas.jar"));
    Path home = java("25");
    nameBuild(home, "25");

    run(Map.of("PAAS_JAVA_HOME", home.toString()), dist + "/" + PLUGIN);

    assertThat(List.of(cache, other, ours))
        .extracting(file -> Files.getLastModifiedTime(file).toInstant())
        .containsExactly(
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-02T00:00:00Z"),
            Instant.parse("2026-01-02T00:00:00Z"));
  }

  private static void nameBuild(Path home, String build) throws IOException {
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"25\"\nJAVA_RUNTIME_VERSION=\"%s\"\n".formatted(build));
  }

  @Test
  void optionsOfTheEnvironmentDoNotReachTheJvm() throws Exception {
    Path home = java("25", "echo \"options ${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}.\"");
    Map<String, String> environment =
        Map.of(
            "PAAS_JAVA_HOME", home.toString(),
            "JAVA_TOOL_OPTIONS", "-Dx=1",
            "JDK_JAVA_OPTIONS", "-Dx=2");

    assertThat(run(environment, dist + "/" + PLUGIN).out()).contains("options .\n");
  }

  @Test
  void namedJavaComesFirstThenJavaHomeThenPathThenUsualPlaces() throws Exception {
    String named = java("25.0.1").toString();
    String home = java("26-ea").toString();
    String onPath = java("27").toString();
    Path place = temporary.resolve("jvm");
    Path usual = java("25", place.resolve("jdk"), "");
    Files.writeString(dist.resolve("lib/launch.sh"), launchLookingIn(place));
    String old = java("17.0.15").toString();
    String path = onPath + "/bin:/usr/bin:/bin";

    assertThat(javaOf(Map.of("PAAS_JAVA_HOME", named, "JAVA_HOME", home, "PATH", path)))
        .isEqualTo(named);
    assertThat(javaOf(Map.of("JAVA_HOME", home, "PATH", path))).isEqualTo(home);
    assertThat(javaOf(Map.of("JAVA_HOME", old, "PATH", path))).isEqualTo(onPath);
    assertThat(javaOf(Map.of("JAVA_HOME", old, "PATH", old + "/bin:/usr/bin:/bin")))
        .isEqualTo(usual.toString());
  }

  @Test
  void wrapperOnPathIsAskedForItsVersion() throws Exception {
    String answer = "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2";
    Path wrapper = java("25", "if [ \"$1\" = -version ]; then\n" + answer + "\nexit 0\nfi");
    Files.delete(wrapper.resolve("release"));
    Files.writeString(dist.resolve("lib/launch.sh"), launchLookingIn(temporary.resolve("none")));

    assertThat(javaOf(Map.of("PATH", wrapper + "/bin:/usr/bin:/bin")))
        .isEqualTo(wrapper.toString());
  }

  @Test
  void namedJavaThatDoesNotFitIsRefused() throws Exception {
    String old = java("24.0.2").toString();

    Result result = run(Map.of("PAAS_JAVA_HOME", old), dist + "/paas");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "paas: PAAS_JAVA_HOME is " + old + ", which is not the home of a Java 25 or later\n");
  }

  @Test
  void pluginRunByHandWithoutJavaSaysSoAndEnds() throws Exception {
    Result result = run(Map.of("PAAS_JAVA_HOME", "/none"), dist + "/" + PLUGIN);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("PAAS_JAVA_HOME is /none");
  }

  @Test
  void pluginWithoutJavaTellsTerraformInOneLineAndWaitsToBeKilled() throws Exception {
    ProcessBuilder builder = builder(Path.of("/none"), dist + "/" + PLUGIN);
    builder.environment().put(COOKIE, "cookie");

    Process process = builder.start();

    try {
      assertThat(process.inputReader().readLine())
          .startsWith("PAAS_JAVA_HOME is /none")
          .doesNotContain("|");
      assertThat(process.isAlive()).isTrue();
      assertThat(process.children()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private String javaOf(Map<String, String> environment) throws Exception {
    Result result = run(environment, dist + "/paas");
    assertThat(result.err()).isEmpty();
    return result.out().lines().findFirst().orElseThrow().replaceFirst("/bin/java$", "");
  }

  private Path java(String version) throws IOException {
    return java(version, "");
  }

  private Path java(String version, String script) throws IOException {
    return java(version, Files.createTempDirectory(temporary, "java"), script);
  }

  /// Makes a home of Java of `version`, whose program tells what it was given, and runs `script`.
  private static Path java(String version, Path home, String script) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\nOS_ARCH=\"x\"\n".formatted(version));
    Path program = home.resolve("bin/java");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo "$0"
        echo "process $$"
        printf '%s\\n' "$@"
        SCRIPT
        exit 7
        """
            .replace("SCRIPT", script));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return home.toRealPath();
  }

  private Path install(String name) throws IOException {
    Path target = temporary.toRealPath().resolve(name);
    Files.createDirectories(target.resolve("lib"));
    Files.copy(SOURCES.resolve("launch.sh"), target.resolve("lib/launch.sh"));
    Files.copy(SOURCES.resolve("paas"), target.resolve("paas"));
    Files.copy(SOURCES.resolve("terraform-provider-paas"), target.resolve(PLUGIN));
    assertThat(target.resolve("paas").toFile().setExecutable(true)).isTrue();
    assertThat(target.resolve(PLUGIN).toFile().setExecutable(true)).isTrue();
    return target;
  }

  private static String launchLookingIn(Path place) {
    return SourceFiles.read(SOURCES.resolve("launch.sh"))
        .replace(" /usr/lib/jvm/*", " " + place + "/*")
        .replace(" /Library/Java/", " /none/")
        .replace(".sdkman", ".none");
  }

  private ProcessBuilder builder(Path javaHome, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("JAVA") || name.equals(COOKIE) || name.equals("TMPDIR"));
    builder.environment().put("PAAS_JAVA_HOME", javaHome.toString());
    return builder;
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = builder(Path.of(""), command);
    builder.environment().remove("PAAS_JAVA_HOME");
    builder.environment().putAll(environment);
    Path out = Files.createTempFile(temporary, "out", ".txt");
    Path err = Files.createTempFile(temporary, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
