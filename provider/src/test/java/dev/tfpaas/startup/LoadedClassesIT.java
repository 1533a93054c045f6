package dev.tfpaas.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.plugin.PackagedPlugin;
import io.grpc.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists the classes that the package has loaded when it has answered all that any host asks before
/// it configures, and what a host to come may ask. Each costs time at every start, three times in
/// every plan.
class LoadedClassesIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  /// What a process that answers with its schema has no use for.
  private static final List<String> FORBIDDEN =
      List.of(
          "com.google.gson.",
          "dev.tfpaas.cli.",
          "dev.tfpaas.emulator.",
          "dev.tfpaas.framework.schema.",
          "dev.tfpaas.platform.cloud66.",
          "dev.tfpaas.platform.host.",
          "dev.tfpaas.platform.http.",
          "dev.tfpaas.platform.jelastic.",
          "dev.tfpaas.platform.local.",
          "dev.tfpaas.platform.scalingo.",
          "dev.tfpaas.resources.",
          "dev.tfpaas.topology.",
          "dev.tfpaas.world.",
          "io.netty.channel.epoll.",
          "io.netty.handler.proxy.",
          "java.net.http.",
          "jdk.httpserver.",
          "org.msgpack.",
          "org.snakeyaml.",
          "picocli.",
          "tools.jackson.");

  /// How many there were from our jar when this was last measured, and by how much they may grow.
  private static final int MEASURED = 1271;

  private static final double GROWTH = 1.05;

  private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (.*)$");

  @TempDir private static Path temporary;
  private static List<Loaded> classes = List.of();

  /// A class, and where it came from.
  record Loaded(String name, String source) {}

  @BeforeAll
  static void start() throws Exception {
    Path log = temporary.resolve("classes");
    List<String> command =
        LaunchCommand.of(DIST)
            // With the cache, everything in it counts as loaded.
            .without(word -> word.startsWith("-XX:SharedArchiveFile="))
            // All that says how to log comes later, and is for other things.
            .without(word -> word.startsWith("-Xlog:"))
            .with("-Xlog:class+load:file=" + log);
    try (PackagedPlugin plugin = new PackagedPlugin(command, temporary, temporary)) {
      Channel channel = plugin.connect();
      for (HostSpeech host : HostSpeech.ALL) {
        host.asksFirst().forEach(method -> Question.ask(channel, method));
      }
      assertThatThrownBy(() -> Question.ask(channel, "FromTheFuture"))
          .hasMessageContaining("UNIMPLEMENTED");
      classes =
          Files.readAllLines(log).stream()
              .map(LOADED::matcher)
              .filter(Matcher::find)
              .map(found -> new Loaded(found.group(1), found.group(2)))
              .toList();
    }
  }

  @Test
  void nothingIsLoadedThatIsNotNeededYet() {
    Stream<String> tooEarly =
        classes.stream()
            .map(Loaded::name)
            .filter(name -> FORBIDDEN.stream().anyMatch(name::startsWith));

    assertThat(classes).extracting(Loaded::name).contains("io.grpc.internal.ServerImpl");
    assertThat(tooEarly).isEmpty();
  }

  /// Classes of the JDK are not counted: they differ from one update to the next.
  @Test
  void theirNumberDoesNotGrow() {
    List<String> ours =
        classes.stream()
            .filter(each -> each.source().startsWith("file:"))
            .map(Loaded::name)
            .toList();

    assertThat(ours)
        .as("if they must be more, measure the start and change MEASURED")
        .hasSizeBetween(MEASURED / 2, (int) (MEASURED * GROWTH));
  }
}
