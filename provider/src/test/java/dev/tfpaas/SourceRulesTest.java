package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks the rules of style that a machine can check. Exceptions are named here, with the reason.
class SourceRulesTest {
  private static final String ROOT = "dev/tfpaas/";

  /// Words that say nothing about a type.
  private static final Set<String> EMPTY_WORDS =
      Set.of("Abstract", "Base", "Common", "Helper", "Impl", "Manager", "Util", "Utils");

  /// Words that say nothing at the end of a name. `DataSource` is Terraform's word.
  private static final Set<String> EMPTY_LAST_WORDS = Set.of("Data", "Info");

  /// The files that may name the standard streams.
  private static final Set<String> STREAM_USERS =
      Set.of(
          // Where the streams become constructor parameters of everything else.
          "Main.java",
          // Takes standard output away from libraries before the handshake.
          "framework/plugin/Plugin.java");

  /// The files that may catch any exception.
  private static final Set<String> BOUNDARIES =
      Set.of(
          // Whatever a resource dies of, what it has created must still reach the state.
          "framework/resource/Guarded.java",
          // The start of the plugin: exceptions become the one line that Terraform shows.
          "framework/plugin/Plugin.java",
          // A failed step is undone, whatever made it fail.
          "runbook/PartRunner.java",
          "runbook/StepRunner.java",
          // A probe that fails is asked again, whatever made it fail.
          "runbook/Polling.java");

  /// The names that several vendors' packages have, because they mean the same part there: adapters
  /// never see each other, and who knows one of them finds the way in the next. An emulator has the
  /// vendor's own words again, which its adapter has.
  private static final Set<String> PARALLEL_NAMES =
      Set.of(
          "Account",
          "AccountCalls",
          "Answers",
          "Budgets",
          "CloneSteps",
          "DashboardCalls",
          "Demo",
          "Envelope",
          "Environment",
          "GroupId",
          "GroupReading",
          "GroupSteps",
          "HostGroup",
          "Mark",
          "MigrationSteps",
          "SettingCalls",
          "Shapes",
          "TrackedAction");

  private static final Pattern VENDORS_PACKAGE =
      Pattern.compile(".*/(platform|emulator)/(?!local|http)\\w+");

  private static final String STREAMS = "\\bSystem\\s*\\.\\s*(in|out|err)\\b";
  private static final String CATCH_ALL =
      "\\bcatch\\s*\\([^)]*\\b(Exception|RuntimeException|Throwable|Error)\\b";

  private static final int MOST_LINES_IN_MAIN = 300;
  private static final int MOST_LINES_IN_TEST = 400;

  private static final List<SourceText> MAIN = read(SourceFiles.MAIN);
  private static final List<SourceText> TEST =
      Stream.of(SourceFiles.TEST, SourceFiles.TOOLS).flatMap(root -> read(root).stream()).toList();

  @Test
  void noDeclarationHidesItsType() {
    assertThat(code(all(), "\\bvar\\s+\\w+\\s*[=:,)]")).as("write the type, not var").isEmpty();
  }

  @Test
  void typesAreNamedByWhatTheyAre() {
    Pattern declaration =
        Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)(?=[\\s<({])");
    List<String> names =
        all().stream()
            .flatMap(source -> declaration.matcher(source.code()).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(names).contains("SourceRulesTest", "SourceText");
    assertThat(names.stream().filter(SourceRulesTest::isForbidden)).isEmpty();
  }

  @Test
  void noNameHasTwoMeanings() {
    Map<String, Set<String>> places = new TreeMap<>();
    for (SourceText source : MAIN) {
      String name = source.path().getFileName().toString().replace(".java", "");
      if (!name.equals("package-info")) {
        places
            .computeIfAbsent(name, _ -> new TreeSet<>())
            .add(String.valueOf(source.path().getParent()).replace('\\', '/'));
      }
    }
    places.values().removeIf(packages -> packages.size() == 1);
    Map<String, Set<String>> parallel = new TreeMap<>(places);
    parallel.keySet().retainAll(PARALLEL_NAMES);
    places.keySet().removeAll(PARALLEL_NAMES);

    assertThat(places).as("types of one name in several packages").isEmpty();
    assertThat(parallel.keySet()).containsExactlyInAnyOrderElementsOf(PARALLEL_NAMES);
    assertThat(parallel.values())
        .allSatisfy(packages ->
            assertThat(packages).allMatch(VENDORS_PACKAGE.asMatchPredicate(), "is a vendor's"));
  }

  @Test
  void standardStreamsAreNamedInFewPlaces() {
    assertThat(code(except(MAIN, STREAM_USERS), STREAMS))
        .as("standard streams are constructor parameters")
        .isEmpty();
  }

  @Test
  void everyExceptionIsNeeded() {
    assertThat(STREAM_USERS).allMatch(name -> holds(name, STREAMS), "names a standard stream");
    assertThat(BOUNDARIES).allMatch(name -> holds(name, CATCH_ALL), "catches any exception");
  }

  private static boolean holds(String name, String pattern) {
    Path path = SourceFiles.MAIN.resolve(ROOT).resolve(name);
    return !code(MAIN.stream().filter(source -> source.path().equals(path)).toList(), pattern)
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    Pattern marks = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    assertThat(all().stream().flatMap(source -> source.wholeLines(marks).stream())).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() {
    Set<Path> packages = new TreeSet<>();
    MAIN.forEach(source -> packages.add(source.path().resolveSibling("package-info.java")));
    Predicate<Path> described =
        path -> Files.exists(path) && SourceFiles.read(path).startsWith("/// ");

    assertThat(packages).isNotEmpty().allMatch(described, "starts with a doc comment");
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<Path> packages = new TreeSet<>();
    for (SourceText source : all()) {
      Path said =
          source
              .path()
              .subpath(3, source.path().getNameCount())
              .resolveSibling("package-info.java");
      packages.add(
          Stream.of(SourceFiles.MAIN, SourceFiles.TOOLS, SourceFiles.TEST)
              .map(root -> root.resolve(said))
              .filter(Files::exists)
              .findFirst()
              .orElse(said));
    }
    Predicate<Path> marked =
        path -> Files.exists(path) && SourceFiles.read(path).contains("\n@NullMarked\npackage ");

    assertThat(packages).isNotEmpty().allMatch(marked, "has @NullMarked");
  }

  @Test
  void filesAreShort() {
    List<String> tooLong = new ArrayList<>();
    for (SourceText source : all()) {
      int most =
          source.path().startsWith(SourceFiles.MAIN) ? MOST_LINES_IN_MAIN : MOST_LINES_IN_TEST;
      if (source.size() > most) {
        tooLong.add(
            "%s: %d lines of code, at most %d".formatted(source.path(), source.size(), most));
      }
    }

    assertThat(tooLong).as("files to split by meaning").isEmpty();
  }

  @Test
  void testsDoNotSleep() {
    assertThat(code(TEST, "\\b(Thread|TimeUnit\\s*\\.\\s*[A-Z]+)\\s*\\.\\s*sleep\\b")).isEmpty();
  }

  @Test
  void everyPublicTypeHasADocComment() {
    Pattern declaration =
        Pattern.compile("(?m)^public (?:\\w+ |non-)*(?:class|interface|enum|record|@interface) ");
    List<String> bare = new ArrayList<>();
    for (SourceText source : MAIN) {
      List<String> lines = source.whole().lines().toList();
      declaration
          .matcher(source.code())
          .results()
          .map(found -> lineOf(source, found))
          .filter(line -> !isDocumented(lines, line))
          .forEach(line -> bare.add(source.path() + ":" + (line + 1)));
    }

    assertThat(bare).as("public types without a doc comment").isEmpty();
  }

  @Test
  void anyExceptionIsCaughtOnlyAtABoundary() {
    assertThat(code(except(MAIN, BOUNDARIES), CATCH_ALL)).isEmpty();
  }

  @Test
  void exceptionsSayWhatTheyAre() {
    assertThat(code(MAIN, "\\bnew\\s+(Exception|RuntimeException|Throwable|Error)\\s*\\("))
        .isEmpty();
  }

  @Test
  void waitingIsPlainBlockingCode() {
    String others =
        "\\b(CompletableFuture|ThreadLocal|InheritableThreadLocal|ScheduledExecutorService"
            + "|newFixedThreadPool|newCachedThreadPool|parallelStream)\\b";

    assertThat(code(MAIN, others)).isEmpty();
  }

  @Test
  void importsNameOneTypeEach() {
    assertThat(code(all(), "(?m)^import .*(\\*|\\bmodule\\b.*);")).isEmpty();
  }

  private static List<SourceText> all() {
    return Stream.of(MAIN, TEST).flatMap(Collection::stream).toList();
  }

  private static List<String> code(List<SourceText> sources, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return sources.stream().flatMap(source -> source.codeLines(compiled).stream()).toList();
  }

  private static List<SourceText> except(List<SourceText> sources, Set<String> names) {
    Path root = SourceFiles.MAIN.resolve(ROOT);
    Set<Path> paths = new TreeSet<>();
    names.forEach(name -> paths.add(root.resolve(name)));
    return sources.stream().filter(source -> !paths.contains(source.path())).toList();
  }

  private static List<SourceText> read(Path root) {
    return SourceFiles.under(root, ".java").stream().map(SourceText::of).toList();
  }

  private static boolean isForbidden(String name) {
    List<String> words = List.of(name.split("(?<=[a-z0-9])(?=[A-Z])"));
    return words.stream().anyMatch(EMPTY_WORDS::contains)
        || EMPTY_LAST_WORDS.contains(words.getLast());
  }

  private static int lineOf(SourceText source, MatchResult found) {
    return (int) source.code().substring(0, found.start()).chars().filter(c -> c == '\n').count();
  }

  private static boolean isDocumented(List<String> lines, int declaration) {
    int line = declaration - 1;
    while (line >= 0 && !lines.get(line).isBlank() && !lines.get(line).startsWith("///")) {
      line--;
    }
    return line >= 0 && lines.get(line).startsWith("///");
  }
}
