package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class PluginLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PluginLog log = log(Level.TRACE, "2026-08-22T01:02:03.000045678Z");

  @Test
  @DisplayName("8.1 #20 a record is one JSON line with six fractional digits")
  void recordIsOneJsonLine() {
    log.log(Level.WARNING, "half \"done\"\nat é");

    assertThat(text())
        .isEqualTo(
            """
            {"@level":"warn","@timestamp":"2026-08-22T01:02:03.000045Z",\
            "@module":"provider","@message":"half \\"done\\"\\nat \\u00e9"}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE,trace",
    "DEBUG,debug",
    "INFO,info",
    "WARNING,warn",
    "ERROR,error",
  })
  @DisplayName("8.1 #20 levels have the host's names")
  void levelsHaveTheHostsNames(Level level, String word) {
    log.log(level, "x");

    assertThat(text()).startsWith("{\"@level\":\"" + word + "\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';OFF",
        "TF_LOG_CORE=TRACE;OFF",
        "TF_LOG=DEBUG;DEBUG",
        "TF_LOG=json;TRACE",
        "TF_LOG=nonsense;TRACE",
        "TF_LOG=off;OFF",
        "TF_LOG=TRACE,TF_LOG_PROVIDER=ERROR;ERROR",
        "TF_LOG=OFF,TF_LOG_PROVIDER=info;INFO",
        "TF_LOG_PROVIDER=TRACE,TF_LOG_PROVIDER_PAAS=WARN;WARNING",
        "TF_LOG_PROVIDER=INFO,TF_LOG_PROVIDER_PAAS=;INFO",
        "TF_LOG_PROVIDER=INFO,TF_LOG_PROVIDER_OTHER=TRACE;INFO",
      })
  void mostSpecificVariableDecidesTheLevel(String variables, Level threshold) {
    PluginLog made = PluginLog.of("paas", environment(variables), stream());

    assertThat(
            Arrays.stream(Level.values())
                .filter(level -> level != Level.ALL && level != Level.OFF)
                .filter(made::isLoggable))
        .isEqualTo(
            Arrays.stream(Level.values())
                .filter(level -> level != Level.ALL && level != Level.OFF)
                .filter(level -> level.compareTo(threshold) >= 0)
                .toList());
  }

  @Test
  void nothingIsFormattedBelowTheLevel() {
    PluginLog off = log(Level.OFF, "2026-08-22T01:02:03Z");

    off.log(
        Level.ERROR,
        () -> {
          throw new AssertionError("asked for a message nobody reads");
        });

    assertThat(text()).isEmpty();
  }

  @Test
  void parametersAreFilledIn() {
    log.log(Level.INFO, "{0} of {1}", "two", "three");

    assertThat(fields()).contains("@message", "two of three");
  }

  @Test
  void bracesWithoutParametersAreLeftAlone() {
    log.log(Level.INFO, "body {value: 1} isn't");

    assertThat(fields()).contains("@message", "body {value: 1} isn't");
  }

  @Test
  void exceptionIsAFieldWithItsTrace() {
    log.log(Level.ERROR, "failed", new StartException("the cause", new IllegalStateException()));

    assertThat(text().lines()).hasSize(1);
    assertThat(fields()).contains("exception");
    assertThat(text()).contains("StartException: the cause\\n\\tat ");
  }

  @Test
  void textOfAnotherOnesExceptionMayHoldATokenAndIsNotWritten() {
    Exception quotes = new IllegalArgumentException("invalid header value: Bearer hunter2");
    log.log(Level.ERROR, "failed", new StartException("the cause", quotes));

    assertThat(text())
        .contains("StartException: the cause")
        .contains("Caused by: java.lang.IllegalArgumentException\\n\\tat ")
        .doesNotContain("hunter2");
  }

  @Test
  @DisplayName("8.1 #20 a line is shorter than 64 KiB whatever it holds")
  void longRecordsAreCut() {
    log.log(
        Level.INFO, "\u0002".repeat(200_000), new IllegalStateException("\u0001".repeat(50_000)));

    assertThat(text().length()).isLessThan(65_536);
    assertThat(fields()).contains("@level", "@timestamp", "@module", "@message");
  }

  private PluginLog log(Level threshold, String now) {
    return new PluginLog("paas", threshold, stream(), InstantSource.fixed(Instant.parse(now)));
  }

  private PrintStream stream() {
    return new PrintStream(written, false, StandardCharsets.US_ASCII);
  }

  private String text() {
    return written.toString(StandardCharsets.US_ASCII);
  }

  /// Names and values of the one record, after each other; fails if it is not a JSON object of
  /// texts.
  private List<String> fields() {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text())) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        found.add(parser.getString());
        assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
        found.add(parser.getString());
      }
      assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
    }
    return found;
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(",", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return environment;
  }
}
