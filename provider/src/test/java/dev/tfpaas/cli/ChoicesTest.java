package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Where one of a few words is expected, the usage and the refusal of another word name them as
/// they are typed.
class ChoicesTest {
  @TempDir Path directory;

  @Test
  void usageNamesTheWords() {
    List<CommandLine> commands = commands().toList();

    assertThat(commands.stream().flatMap(ChoicesTest::choices)).hasSizeGreaterThan(15);
    assertThat(commands)
        .allSatisfy(command ->
            choices(command)
                .forEach(choice -> {
                  assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
                      .contains(choice.paramLabel());
                  assertThat(choice.paramLabel()).isEqualTo(String.join("|", words(choice)));
                }));
  }

  @Test
  void refusalNamesTheWords() {
    assertThat(refusal("completion fish")).isEqualTo("expected one of bash, zsh but was 'fish'");
    assertThat(refusal("graph --format fish"))
        .isEqualTo("expected one of mermaid, dot but was 'fish'");
    assertThat(refusal("validate --output fish"))
        .isEqualTo("expected one of text, json but was 'fish'");
    assertThat(refusal("emulate --output fish jelastic"))
        .isEqualTo("expected one of text, json but was 'fish'");
    assertThat(refusal("local maintenance shop fish"))
        .isEqualTo("expected one of on, off but was 'fish'");
    assertThat(refusal("local switch shop fish"))
        .isEqualTo("expected one of primary, secondary but was 'fish'");
    assertThat(refusal("host switch shop fish"))
        .isEqualTo("expected one of primary, secondary but was 'fish'");
  }

  @Test
  void wordsMayBeTypedInAnyCase() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    assertThat(PaasCommand.run(new String[] {"completion", "Zsh"}, host(output))).isZero();
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("(\"bash\" \"zsh\")", "(\"primary\" \"secondary\")", "(\"text\" \"json\")")
        .doesNotContain("\"BASH\"", "\"PRIMARY\"", "\"TEXT\"");
  }

  private String refusal(String line) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    int status = PaasCommand.run(line.split(" ", -1), host(output));

    assertThat(status).isEqualTo(PaasCommand.FAILED);
    String said = output.toString(StandardCharsets.UTF_8);
    assertThat(said).startsWith("paas: Invalid value for ").contains("expected one of");
    return said.substring(said.indexOf("expected"), said.indexOf('\n'));
  }

  private static Stream<ArgSpec> choices(CommandLine command) {
    return command.getCommandSpec().args().stream()
        .filter(it -> it.auxiliaryTypes()[0].isEnum() || it.type().isEnum());
  }

  private static List<String> words(ArgSpec choice) {
    Class<?> type = choice.type().isEnum() ? choice.type() : choice.auxiliaryTypes()[0];
    List<String> words = new ArrayList<>();
    for (Object word : type.getEnumConstants()) {
      words.add(((Enum<?>) word).name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private Stream<CommandLine> commands() {
    Host host = host(OutputStream.nullOutputStream());
    return below(PaasCommand.line(host, host.answers()));
  }

  private static Stream<CommandLine> below(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream().distinct().flatMap(ChoicesTest::below));
  }

  private Host host(OutputStream output) {
    return Hosts.of(
        new Hosts.Streams(output, output),
        Map.of("PATH", directory.toString()),
        new MovedClock(Instant.parse("2026-01-01T00:00:00Z")));
  }
}
