package dev.tfpaas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Holds the workflows to what can be known of them without running one.
class WorkflowsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");
  private static final Set<String> STEP =
      Set.of(
          "name",
          "id",
          "if",
          "uses",
          "with",
          "run",
          "env",
          "shell",
          "working-directory",
          "timeout-minutes");

  /// What whoever opens a pull request may choose; it must reach a script as a variable, never as
  /// text.
  private static final Pattern FOREIGN =
      Pattern.compile("github\\.(event|head_ref|ref_name|base_ref|actor)\\b.*");

  static List<Path> workflows() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : List.of(ROOT.resolve(".github"), ROOT.resolve("examples"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(WorkflowsTest::isWorkflow).forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(2);
    return all;
  }

  private static boolean isWorkflow(Path file) {
    return file.toString().endsWith(".yml") && file.toString().contains("/workflows/");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void isYamlThatOurOwnReaderTakes(Path file) throws IOException {
    assertThat(YamlReader.read(file, file).complaints()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void saysWhatItMayDoAndHowLong(Path file) throws IOException {
    Map<String, Object> workflow = read(file);

    assertThat(workflow).containsKeys("name", "on", "permissions", "jobs");
    assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
    jobs(workflow)
        .forEach((name, job) -> {
          assertThat(job).as(name).containsKeys("runs-on", "timeout-minutes", "steps");
          for (String needed : list(job.getOrDefault("needs", List.of()))) {
            assertThat(jobs(workflow)).as(name).containsKey(needed);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void stepsAreWhole(Path file) throws Exception {
    for (Map<String, Object> job : jobs(read(file)).values()) {
      for (Map<String, Object> step : steps(job)) {
        assertThat(STEP).as("%s", step).containsAll(step.keySet());
        assertThat(step.containsKey("uses")).as("%s", step).isNotEqualTo(step.containsKey("run"));
        if (step.get("uses") instanceof String uses) {
          assertThat(uses).matches("[\\w-]+/[\\w./-]+@v\\d+(\\.\\d+)*");
        }
        if (step.get("run") instanceof String script) {
          assertThat(shellComplaints(EXPRESSION.matcher(script).replaceAll("x"))).isEmpty();
          assertThat(expressions(script)).as(script).noneMatch(it -> FOREIGN.matcher(it).matches());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void matrixHasWhatIsAskedOfIt(Path file) throws IOException {
    for (Map<String, Object> job : jobs(read(file)).values()) {
      Map<String, Object> matrix =
          object(object(job.getOrDefault("strategy", Map.of())).getOrDefault("matrix", Map.of()));
      List<String> known = new ArrayList<>(matrix.keySet());
      if (matrix.get("include") instanceof List<?> rows) {
        rows.forEach(row -> known.addAll(object(row).keySet()));
      }
      for (String asked : expressions(job.toString())) {
        if (asked.startsWith("matrix.")) {
          assertThat(known).contains(asked.substring("matrix.".length()));
        }
      }
    }
  }

  private static List<String> expressions(String text) {
    return EXPRESSION.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }

  private static String shellComplaints(String script) throws Exception {
    Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    shell.getOutputStream().write(script.getBytes(UTF_8));
    shell.getOutputStream().close();
    return new String(shell.getInputStream().readAllBytes(), UTF_8);
  }

  private static Map<String, Object> read(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    return object(load.loadFromString(Files.readString(file)));
  }

  private static Map<String, Map<String, Object>> jobs(Map<String, Object> workflow) {
    Map<String, Map<String, Object>> jobs = new TreeMap<>();
    object(workflow.getOrDefault("jobs", Map.of()))
        .forEach((name, job) -> jobs.put(name, object(job)));
    assertThat(jobs).isNotEmpty();
    return jobs;
  }

  private static List<Map<String, Object>> steps(Map<String, Object> job) {
    return job.get("steps") instanceof List<?> steps
        ? steps.stream().map(WorkflowsTest::object).toList()
        : List.of();
  }

  private static List<String> list(Object value) {
    return value instanceof List<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Map<String, Object> object(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    Map<String, Object> object = new TreeMap<>();
    ((Map<?, ?>) value).forEach((name, field) -> object.put(String.valueOf(name), field));
    return object;
  }
}
