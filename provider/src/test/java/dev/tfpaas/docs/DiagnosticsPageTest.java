package dev.tfpaas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The guide of messages is whole.
class DiagnosticsPageTest {
  /// What is said there is a message of another place, which is listed from there, or is explained
  /// in the words above the list.
  private static final List<String> ELSEWHERE =
      List.of(
          "ConfigurationCheck.java: inWordsOfTheFile(thing, message)",
          "EmulateCommand.java: \"--pace: \\\"%s\\\" %s\".formatted(text, problem)",
          "EmulateCommand.java: String.valueOf(failure.getMessage())",
          "EstateReader.java: \"%s: \\\"%s\\\" %s\".formatted(name, text, problem)",
          "EstateReader.java: first.message()",
          "FmtCommand.java: it.message()",
          "HostCalls.java: String.valueOf(cause.getMessage())",
          "HostCommand.java: \"--for: \" + Durations.problem(text).orElse(\"expected a time, such"
              + " as 30s\")",
          "HostCommand.java: String.valueOf(failure.getMessage())",
          "HostEstate.java: document.complaints().getFirst().message()",
          "HostEstate.java: place + \": \" + message",
          "HostFailure.java: \"%s: %s.\".formatted(what, FileProblem.reason(failure))",
          "HostFlow.java: problem.summary() + \": \" + problem.detail()",
          "LocalCommand.java: String.valueOf(unknown.getMessage())",
          "LocalPlatform.java: String.valueOf(unusable.getMessage())",
          "LocalWorld.java: String.valueOf(refusal.getMessage())",
          "LocalWorld.java: String.valueOf(unusable.getMessage())",
          "MariaException.java: new MariaException/3",
          "Migrating.java: text",
          "PlannedRun.java: \"\"",
          "PlatformCheck.java: reason",
          "PostgresException.java: new PostgresException/3",
          "RedisException.java: new RedisException/3",
          "RefusedCall.java: new RefusedCall/3",
          "Replicating.java: text",
          "ReplicationSteps.java: text",
          "Topology.java: complaint",
          "TopologyReader.java: it.message()",
          "YamlTree.java: new HopelessException/1");

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
    assertThat(DiagnosticTexts.of(Speaker.COMMAND))
        .hasSizeGreaterThan(80)
        .contains("a tab; indent with spaces", "-C: there is no directory …");
    assertThat(DiagnosticTexts.of(Speaker.WORLD))
        .hasSizeGreaterThan(50)
        .contains("region … does not answer", "cannot be written (…); nothing was changed");
    assertThat(DiagnosticsPage.text())
        .contains(
            "- **a tab**\\\n  Indent with spaces.", "`paas local heal REGION` brings it back.");
  }

  @Test
  void textsThatAreMadeAwayFromWhereTheyAreSaidAreRead() throws IOException {
    assertThat(DiagnosticTexts.of(Speaker.COMMAND))
        .contains(
            "*… names no anchor; write &… before an earlier value…",
            "unknown … \"…\"…; …",
            "it is larger than 1 MiB, which no file written by hand is; is it the right file?",
            "the answer could not be written; the disk is full, or nobody reads it",
            "the secret in file:… cannot be read: … (a path begins in the directory of the"
                + " topology)",
            "there is no such file for -e ……");
    assertThat(DiagnosticTexts.of(Speaker.HOST))
        .contains(
            "There is nothing in …. Start it with `paas host up`.",
            "the replication was ended meanwhile",
            "two regions or more are needed",
            "… cannot be written");
    assertThat(DiagnosticTexts.of(Speaker.WORLD))
        .contains(
            "app … is in … already",
            "database … holds newer data than …; swap the two apps",
            "the replication was reversed meanwhile: … follows … now");
  }

  @Test
  void noMessageIsOverlooked() throws IOException {
    Set<String> unread = new TreeSet<>();
    for (Speaker speaker : Speaker.OF_MESSAGES) {
      unread.addAll(DiagnosticTexts.unread(speaker));
    }

    assertThat(unread)
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
