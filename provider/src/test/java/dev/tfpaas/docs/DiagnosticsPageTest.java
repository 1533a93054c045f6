package dev.tfpaas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The guide of messages is whole.
class DiagnosticsPageTest {
  /// What is said there is a message of another place, which is listed from there, or is explained
  /// in the words above the list.
  private static final List<String> ELSEWHERE =
      List.of(
          "ConfigurationCheck.java: inWordsOfTheFile(thing, message)",
          "EmulateCommand.java: \"--pace: \\\"%s\\\" %s\".formatted(text, problem)",
          "FmtCommand.java: it.message()",
          "HostCommand.java: \"--for: \" + Durations.problem(text).orElse(\"expected a time, such"
              + " as 30s\")",
          "HostCommand.java: String.valueOf(failure.getMessage())",
          "LocalCommand.java: String.valueOf(unknown.getMessage())",
          "PlannedRun.java: \"\"",
          "PlatformCheck.java: reason",
          "Topology.java: complaint",
          "TopologyReader.java: it.message()");

  @Test
  void everyDiagnosticIsExplained() throws IOException {
    assertThat(DiagnosticTexts.all()).hasSizeGreaterThan(100);
    assertThat(DiagnosticsPage.unexplained())
        .as("say in DiagnosticsPage.NOTES or MessageNotes what it means and what to do")
        .isEmpty();
    assertThat(DiagnosticsPage.stale()).as("notes of what is said no more").isEmpty();
  }

  @Test
  void summariesOfSeveralFormsAreRead() throws IOException {
    assertThat(DiagnosticTexts.all().keySet())
        .contains("More than one platform", "App … is protected", "Nobody serves");
  }

  @Test
  void messagesOfTheCommandAndOfTheEmbeddedPlatformAreRead() throws IOException {
    assertThat(DiagnosticTexts.ofTheCommand())
        .hasSizeGreaterThan(80)
        .contains("a tab; indent with spaces", "-C: there is no directory …");
    assertThat(DiagnosticTexts.ofTheWorld())
        .hasSizeGreaterThan(50)
        .contains("region … does not answer", "cannot be written (…); nothing was changed");
    assertThat(DiagnosticsPage.text())
        .contains(
            "- **a tab**\\\n  Indent with spaces.", "`paas local heal REGION` brings it back.");
  }

  @Test
  void textsThatAreMadeAwayFromWhereTheyAreSaidAreRead() throws IOException {
    assertThat(DiagnosticTexts.ofTheCommand())
        .contains(
            "*… names no anchor; write &… before an earlier value…",
            "unknown … \"…\"…; …",
            "it is larger than 1 MiB, which no file written by hand is; is it the right file?",
            "the answer could not be written; the disk is full, or nobody reads it",
            "the secret in file:… cannot be read: … (a path begins in the directory of the"
                + " topology)",
            "there is no such file for -e ……");
    assertThat(DiagnosticTexts.ofTheHost())
        .contains("There is nothing in …. Start it with `paas host up`.");
  }

  @Test
  void noMessageOfTheCommandIsOverlooked() throws IOException {
    assertThat(DiagnosticTexts.unread())
        .as("texts that the guide cannot have: let DiagnosticTexts see them, or name them here")
        .containsExactlyInAnyOrderElementsOf(ELSEWHERE);
  }

  @Test
  void noEntryStandsTwice() throws IOException {
    assertThat(DiagnosticsPage.text().lines().filter(it -> it.startsWith("- **")))
        .doesNotHaveDuplicates();
  }

  @Test
  void wordsOfTheParserAreExplained() throws IOException {
    assertThat(DiagnosticsPage.text())
        .contains(
            "Missing required parameter",
            "Unmatched argument",
            "Unknown option",
            "Invalid value for",
            "should be specified only once");
  }
}
