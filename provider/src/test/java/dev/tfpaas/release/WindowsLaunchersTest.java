package dev.tfpaas.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the executables for Windows to what the launchers for a shell do.
class WindowsLaunchersTest {
  private static final Path LAUNCHERS = Path.of("src/main/dist");

  @Test
  void virtualMachineIsStartedWithTheSameOptions() throws IOException {
    String shell = found("exec \"\\$java\" \\\\\n(.*?)-cp ", read(LAUNCHERS.resolve("launch.sh")));

    assertThat(options("(?s)<jre>\\s*<path>.*?<opts>(.*?)</opts>"))
        .containsExactlyElementsOf(
            words(
                shell
                    .replace("\\\n", " ")
                    .replace("\"$home/lib\"", "\"%EXEDIR%\\lib\"")
                    .replace("/dev/null", "NUL")));
  }

  @Test
  void providerAndCommandAreToldApartAsByTheLaunchers() throws IOException {
    String provider =
        found("(?m)^launch (.*?) \"\\$@\"", read(LAUNCHERS.resolve("terraform-provider-paas")));
    String command = found("(?m)^launch (.*?) \"-Dpaas.home", read(LAUNCHERS.resolve("paas")));

    assertThat(options("(?s)<id>provider.exe</id>.*?<opts[^>]*>(.*?)</opts>"))
        .containsAll(words(provider));
    assertThat(options("(?s)<id>paas.exe</id>.*?<opts[^>]*>(.*?)</opts>"))
        .containsAll(words(command));
  }

  private static List<String> options(String pattern) throws IOException {
    return Pattern.compile("<opt>(.*?)</opt>")
        .matcher(found(pattern, pom()))
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  private static String pom() throws IOException {
    return read(Path.of("pom.xml"));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).toList();
  }
}
