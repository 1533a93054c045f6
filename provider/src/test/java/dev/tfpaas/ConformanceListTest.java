package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every line of the conformance checklist of the plugin protocol is a test that names its number,
/// `8.1 #15 …`, or does not apply to what this provider offers, for a reason that is written down.
class ConformanceListTest {
  private static final Path REASONS = Path.of("src/test/resources/dev/tfpaas/conformance.txt");

  /// The last number of each section of the checklist.
  private static final Map<Integer, Integer> SECTION_ENDS =
      new TreeMap<>(Map.of(1, 24, 2, 31, 3, 44, 4, 70, 5, 74, 6, 78));

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("@DisplayName\\(\\s*(%1$s(?:\\s*\\+\\s*%1$s)*)\\s*\\)".formatted(LITERAL));
  private static final Pattern NUMBERS =
      Pattern.compile("\\b8\\.([0-9]) (#[0-9]+(?:,? #[0-9]+)*)(?=,? \\S)");
  private static final Pattern REASON =
      Pattern.compile("([0-9]+) does not apply: because \\S.{20,}");

  @Test
  void everyLineOfTheChecklistIsATestOrDoesNotApply() {
    Set<Integer> missing = numbers();
    missing.removeAll(tested(sources()));
    missing.removeAll(reasons(SourceFiles.read(REASONS)));

    assertThat(missing).as("lines of the checklist without a test and without a reason").isEmpty();
  }

  @Test
  void noLineIsBothTestedAndSaidNotToApply() {
    Set<Integer> both = tested(sources());
    both.retainAll(reasons(SourceFiles.read(REASONS)));

    assertThat(both).as("lines that have a test: take the reason out of %s", REASONS).isEmpty();
  }

  @Test
  void numbersAreReadFromNames() {
    assertThat(tested(List.of("@DisplayName(\"8.1 #2 #3 six fields\")"))).containsExactly(2, 3);
    assertThat(tested(List.of("@DisplayName(\n    \"8.2 #29, #31 two\"\n + \" calls\")")))
        .containsExactly(29, 31);
    assertThat(tested(List.of("@DisplayName(\"8.2 #30 first call; 8.4 #70 any version\")")))
        .containsExactly(30, 70);
    assertThat(tested(List.of("@DisplayName(\"Cloud 66, 8.1 of the manual\")"))).isEmpty();
  }

  @Test
  void unknownNumberIsRefused() {
    List.of("8.1 #0 none", "8.6 #79 none", "8.2 #1 of 8.1", "8.7 #78 none", "8.1 14 unmarked")
        .forEach(name ->
            assertThatThrownBy(() -> tested(List.of("@DisplayName(\"" + name + "\")")))
                .as(name)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(name));
  }

  @Test
  void reasonOfAnUnknownNumberOrWithoutAReasonIsRefused() {
    List.of("79 does not apply: because there is no such line", "7 does not apply: because")
        .forEach(line ->
            assertThatThrownBy(() -> reasons("# a comment\n" + line + "\n"))
                .as(line)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(line));
    assertThat(reasons("# a comment\n\n7 does not apply: because it is about something else\n"))
        .containsExactly(7);
  }

  private static List<String> sources() {
    Path self = Path.of("dev/tfpaas", ConformanceListTest.class.getSimpleName() + ".java");
    return SourceFiles.under(SourceFiles.TEST, ".java").stream()
        .filter(path -> !path.endsWith(self))
        .map(SourceFiles::read)
        .toList();
  }

  private static Set<Integer> numbers() {
    return new TreeSet<>(IntStream.rangeClosed(1, 78).boxed().toList());
  }

  /// Returns the numbers that the display names in these sources give; fails on one that is not in
  /// the checklist, or not in the section it names.
  private static Set<Integer> tested(List<String> sources) {
    Set<Integer> tested = new TreeSet<>();
    sources.stream()
        .flatMap(source -> DISPLAY_NAME.matcher(source).results())
        .map(ConformanceListTest::text)
        .filter(name -> name.matches("8\\.[0-9].*"))
        .forEach(name -> tested.addAll(numbersOf(name)));
    return tested;
  }

  /// Returns the numbers in a name such as `8.4 #51, 8.3 #42 blocks from dynamic`.
  private static Set<Integer> numbersOf(String name) {
    List<MatchResult> groups = NUMBERS.matcher(name).results().toList();
    assertThat(groups).as("numbers of the checklist in \"%s\"", name).isNotEmpty();
    Set<Integer> numbers = new TreeSet<>();
    for (MatchResult group : groups) {
      int section = Integer.parseInt(group.group(1));
      assertThat(SECTION_ENDS).as("sections, for \"%s\"", name).containsKey(section);
      int before = SECTION_ENDS.getOrDefault(section - 1, 0);
      for (String number : group.group(2).substring(1).split(",? #", -1)) {
        assertThat(Integer.parseInt(number))
            .as("number of section 8.%d, in \"%s\"", section, name)
            .isBetween(before + 1, SECTION_ENDS.get(section));
        numbers.add(Integer.parseInt(number));
      }
    }
    return numbers;
  }

  private static String text(MatchResult displayName) {
    StringBuilder text = new StringBuilder();
    LITERAL.matcher(displayName.group()).results().forEach(part -> text.append(part.group(1)));
    return text.toString();
  }

  /// Returns the numbers that are said not to apply; fails on a line that gives no reason, or is
  /// about a number that is not in the checklist.
  private static Set<Integer> reasons(String text) {
    Set<Integer> reasons = new TreeSet<>();
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    for (String line : lines) {
      assertThat(line).as("a line of %s", REASONS).matches(REASON);
      int number = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      assertThat(numbers()).as("a number of the checklist, in \"%s\"", line).contains(number);
      assertThat(reasons.add(number)).as("\"%s\" is said once", line).isTrue();
    }
    return reasons;
  }
}
