package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.Pause;
import dev.tfpaas.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command with `-C DIR`, wherever it stands: it works in DIR and touches nothing elsewhere.
class DirectoryOptionTest {
  /// An app that only the estate and the topology of DIR know.
  private static final String MARK = "peculiar";

  /// The directory that the tests run in.
  private static final Path HERE = Path.of("");

  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("there"));
    Files.writeString(
        directory.resolve("estate.yaml"),
        """
        regions: {east: {}, west: {}}
        apps:
          peculiar: {region: east, databases: {redis: {}}}
          other: {region: west, databases: {redis: {}}}
        """);
    Files.writeString(
        directory.resolve("topology.yaml"),
        "apps:\n    peculiar:\n    standby: {clone_of: peculiar}\n");
    Files.writeString(directory.resolve("wrong.yaml"), "apps:\n  peculiar: {clone_of: nothing}\n");
    Path world = directory.resolve(".paas");
    World.open(world, Estate.read(directory.resolve("estate.yaml")), clock)
        .call(Caller.DASHBOARD, "write peculiar", draft -> AppOperations.write(draft, MARK, 1));
    Pause.ask(world, Pause.Moment.BEFORE, "before");
    Path terraform = Files.createDirectory(temporary.resolve("bin")).resolve("terraform");
    Files.writeString(terraform, "#!/bin/sh\n: > reached\nexit 1\n");
    assertThat(terraform.toFile().setExecutable(true)).isTrue();
  }

  /// How a command shows that it works in DIR.
  sealed interface Proof {
    /// Something in DIR changes.
    record Changes() implements Proof {}

    /// It says what only DIR can make it say, and changes nothing.
    record Says(String text) implements Proof {}

    /// It has no business with any directory.
    record None() implements Proof {}
  }

  /// One command.
  ///
  /// @param name the command without its operands
  /// @param operands words behind it
  record Line(String name, List<String> operands, Proof proof) {
    static Line changes(String name, String... operands) {
      return new Line(name, List.of(operands), new Proof.Changes());
    }

    static Line says(String text, String name, String... operands) {
      return new Line(name, List.of(operands), new Proof.Says(text));
    }

    static Line none(String name, String... operands) {
      return new Line(name, List.of(operands), new Proof.None());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Line> lines() {
    return List.of(
        Line.changes("init", "-f", "another.yaml"),
        Line.says(MARK, "validate", "-f", "wrong.yaml"),
        Line.changes("render"),
        Line.changes("plan"),
        Line.changes("apply"),
        Line.changes("destroy"),
        Line.changes("status"),
        Line.changes("doctor"),
        Line.says(MARK, "graph"),
        Line.changes("import", "apps.standby"),
        Line.changes("fmt"),
        Line.none("schema"),
        Line.none("completion"),
        Line.none("help"),
        Line.says(MARK, "local show"),
        Line.says("write " + MARK, "local log"),
        Line.says("there/missing.yaml", "local violations", "--estate", "missing.yaml"),
        Line.changes("local fail", "east"),
        Line.changes("local heal", "east"),
        Line.changes("local switch", MARK),
        Line.changes("local promote", MARK, "redis"),
        Line.changes("local detach", MARK),
        Line.changes("local write", MARK, "1"),
        Line.changes("local maintenance", MARK, "on"),
        Line.changes("local delete", MARK),
        Line.changes("local rename", MARK, "renamed"),
        Line.changes("local database add", MARK, "mysql"),
        Line.changes("local database delete", MARK, "redis"),
        Line.changes("local database rename", MARK, "redis", "cache"),
        Line.changes("local pause", "/promote"),
        Line.changes("local resume"),
        Line.changes("local reset"),
        Line.says("there/estate.yaml", "local init"),
        Line.says("there/estate.yaml", "host init"),
        Line.says("there/missing.yaml", "host up", "--estate", "missing.yaml"),
        Line.says("there/.paas-host", "host show"),
        Line.says("there/.paas-host", "host fail", "east"),
        Line.says("there/.paas-host", "host heal", "east"),
        Line.says("there/.paas-host", "host cut", "east"),
        Line.says("there/.paas-host", "host switch", MARK),
        Line.says("there/.paas-host", "host load", MARK),
        // Where nothing is there is nothing to tell and nothing to stop.
        Line.none("host log"),
        Line.none("host down"),
        Line.none("emulate scalingo", "--port", "-1"),
        Line.none("emulate jelastic", "--port", "-1"),
        Line.says("there/missing.yaml", "emulate cloud66", "--estate", "missing.yaml"));
  }

  @Test
  void everyCommandIsHere() {
    Host host = host(OutputStream.nullOutputStream());

    assertThat(lines())
        .extracting(Line::name)
        .containsExactlyInAnyOrderElementsOf(
            leaves(PaasCommand.line(host, host.answers()), "").toList());
  }

  private static Stream<String> leaves(CommandLine line, String prefix) {
    return line.getSubcommands().values().stream()
        .distinct()
        .flatMap(below -> {
          String name = prefix + below.getCommandName();
          return below.getSubcommands().isEmpty() ? Stream.of(name) : leaves(below, name + " ");
        });
  }

  @ParameterizedTest
  @MethodSource("lines")
  void directoryMayStandBeforeTheCommand(Line line) throws IOException {
    List<String> words = new ArrayList<>(List.of("-C", directory.toString()));
    words.addAll(List.of(line.name().split(" ", -1)));
    words.addAll(line.operands());

    provesToWorkThere(line, words);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void directoryMayStandBehindTheCommand(Line line) throws IOException {
    List<String> words = new ArrayList<>(List.of(line.name().split(" ", -1)));
    words.addAll(List.of("--directory", directory.toString()));
    words.addAll(line.operands());

    provesToWorkThere(line, words);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void severalDirectoriesAddUpWhereverTheyStand(Line line) throws IOException {
    List<String> words = new ArrayList<>(List.of("-C", temporary.toString()));
    for (String word : line.name().split(" ", -1)) {
      words.addAll(List.of(word, "-C" + (line.name().endsWith(word) ? "there" : ".")));
    }
    words.addAll(line.operands());

    provesToWorkThere(line, words);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void directoryThatIsNotThereIsNamed(Line line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(List.of(line.name().split(" ", -1)));
    words.addAll(List.of("-C", directory.resolve("nope").toString()));
    words.addAll(line.operands());

    int status = PaasCommand.run(words.toArray(String[]::new), host(output));

    String said = output.toString(StandardCharsets.UTF_8);
    if (line.name().equals("help")) {
      assertThat(said).startsWith("Usage: paas");
    } else {
      assertThat(said)
          .startsWith("paas: -C: there is no directory " + directory.resolve("nope") + "\n");
      assertThat(status).isEqualTo(PaasCommand.FAILED);
    }
  }

  @Test
  void fileIsNoDirectory() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Path file = directory.resolve("estate.yaml");

    assertThat(PaasCommand.run(new String[] {"-C", file.toString(), "validate"}, host(output)))
        .isEqualTo(PaasCommand.FAILED);
    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo("paas: -C: " + file + " is no directory\nSee 'paas --help'.\n");
  }

  private void provesToWorkThere(Line line, List<String> words) throws IOException {
    Map<String, String> before = contents(directory);
    Map<String, String> around = contents(HERE);
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    PaasCommand.run(words.toArray(String[]::new), host(output));

    String said = output.toString(StandardCharsets.UTF_8);
    switch (line.proof()) {
      case Proof.Changes _ -> assertThat(contents(directory)).as(said).isNotEqualTo(before);
      case Proof.Says(String text) -> {
        assertThat(said).contains(text);
        assertThat(contents(directory)).isEqualTo(before);
      }
      case Proof.None _ -> assertThat(contents(directory)).as(said).isEqualTo(before);
    }
    assertThat(contents(HERE)).as(said).isEqualTo(around);
    assertThat(temporary).isDirectoryContaining(directory::equals);
    assertThat(temporary.toFile().list()).containsExactlyInAnyOrder("there", "bin");
  }

  private Host host(OutputStream output) {
    return Hosts.of(
        new Hosts.Streams(output, output),
        Map.of("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH")),
        clock);
  }

  /// Returns every file below a directory with what it holds; of this module only what is neither
  /// source nor built.
  private static Map<String, String> contents(Path top) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.toList()) {
        String name = top.relativize(file).toString();
        boolean isBuilt = name.startsWith("target") || name.startsWith("src");
        if (!isBuilt && Files.isRegularFile(file)) {
          contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }
}
