package dev.tfpaas.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tfpaas.fuzz.BadBytes.Reader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bad bytes give an error with a place, never anything else.
///
/// `mvn test -Dtest=BadBytesTest -Dfuzz.seconds=3600` goes on for an hour. What Jazzer finds it
/// prints as hexadecimal digits: keep them as a line of the reader's file beside the tests.
class BadBytesTest {
  /// The usual build stops at whichever comes first, so that a busy machine does not wait.
  private static final int USUAL_SECONDS = 10;

  private static final int USUAL_RUNS = 50_000;
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");

  @TempDir private Path directory;

  /// The kept inputs of a reader: one a line, as text, or as digits after `hex `.
  private static List<byte[]> kept(Reader reader) throws IOException {
    String name = reader.name().toLowerCase(Locale.ROOT) + ".txt";
    List<byte[]> inputs = new ArrayList<>();
    try (InputStream lines = BadBytesTest.class.getResourceAsStream(name)) {
      assertThat(lines).as(name).isNotNull();
      for (String line :
          new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        inputs.add(
            line.startsWith("hex ")
                ? HexFormat.of().parseHex(line.substring(4))
                : line.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return inputs;
  }

  @ParameterizedTest
  @EnumSource
  void everyKeptInputGivesAnErrorOrAValue(Reader reader) throws IOException {
    for (byte[] input : kept(reader)) {
      assertThatCode(() -> reader.accept(input))
          .as(new String(input, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void depthAndSizeAreBounded(Reader reader) {
    Stream.of("[", "{\"a\":", "[\"list\",", "[[\"list\",", "- ", "a: {", "{\"response\":[")
        .map(part -> part.repeat(1_000_000 / part.length()))
        .forEach(text -> reader.accept((" " + text).getBytes(StandardCharsets.UTF_8)));
    for (int lead : new int[] {0x91, 0x81, 0xdd, 0xdf, 0xc6, 0xdb, 0xc9, 0xa1}) {
      byte[] deep = new byte[1_000_000];
      Arrays.fill(deep, (byte) lead);
      reader.accept(deep);
      reader.accept(new byte[] {(byte) lead, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0});
    }
    reader.accept("9".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
    reader.accept("\"".concat("x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void coverageFindsNothingElse(TestReporter reporter) throws Exception {
    int seconds = Integer.getInteger("fuzz.seconds", USUAL_SECONDS);
    Path corpus = Files.createDirectory(directory.resolve("corpus"));
    Reader[] readers = Reader.values();
    for (int place = 0; place < readers.length; place++) {
      Reader reader = readers[place];
      int number = 0;
      for (byte[] input : kept(reader)) {
        byte[] chosen = new byte[input.length + 1];
        chosen[0] = (byte) place;
        System.arraycopy(input, 0, chosen, 1, input.length);
        Files.write(corpus.resolve(reader.name() + number++), chosen);
      }
    }
    Path output = directory.resolve("output.txt");
    Process jazzer =
        new ProcessBuilder(command(seconds, corpus))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    boolean ended = jazzer.waitFor(seconds + 300L, TimeUnit.SECONDS);
    jazzer.destroyForcibly();

    String said = Files.readString(output);
    Matcher runs = RUNS.matcher(said);
    assertThat(ended && jazzer.exitValue() == 0 && runs.find()).as(said + findings()).isTrue();
    reporter.publishEntry("inputs tried", runs.group(1));
    assertThat(Long.parseLong(runs.group(1))).isPositive();
  }

  private List<String> command(int seconds, Path corpus) {
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-cp",
        classPath(),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + BadBytes.class.getName(),
        "--instrumentation_includes=dev.tfpaas.**",
        "--custom_hook_includes=dev.tfpaas.none",
        "-max_total_time=" + seconds,
        "-runs=" + (seconds == USUAL_SECONDS ? USUAL_RUNS : -1),
        "-max_len=4096",
        "-timeout=60",
        "-rss_limit_mb=0",
        corpus.toString());
    return command;
  }

  /// Without JUnit's launcher: Jazzer would look for tests with a version of it that it does not
  /// know.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(entry -> !launchesTests(entry))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean launchesTests(Path entry) {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {entry.toUri().toURL()}, null)) {
      return loader.getResource("org/junit/platform/launcher/Launcher.class") != null;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What Jazzer has left: the inputs that broke something, as digits.
  private String findings() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(it -> it.getFileName().toString().contains("-")).toList()) {
        byte[] input = Files.readAllBytes(file);
        text.append("\n").append(file.getFileName()).append(": ");
        if (input.length > 0 && input.length < 5000) {
          Reader[] readers = Reader.values();
          text.append(readers[Byte.toUnsignedInt(input[0]) % readers.length])
              .append(" hex ")
              .append(HexFormat.of().formatHex(input, 1, input.length));
        }
      }
    }
    return text.toString();
  }
}
