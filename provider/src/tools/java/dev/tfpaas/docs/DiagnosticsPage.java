package dev.tfpaas.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The guide that lists every diagnostic by its summary, and every message of the command and of
/// the embedded platform, made from the sources.
final class DiagnosticsPage {
  /// What is not in the source beside the summary, because it is only known when it is said.
  private static final Map<String, String> NOTES =
      Map.ofEntries(
          note(
              "App … has no … database …",
              "No database of the engine has that name. The text has the names that there are."),
          note(
              "The platform … has no `…`",
              "The platform cannot honour the attribute. Leave it out; the text says why where"
                  + " there is more to say."),
          note(
              "\"…\" is no database engine of this platform",
              "The text names the engines that the platform has. Write one of them."),
          note(
              "Nothing flows between … and …",
              "Data is to flow away from whoever serves, and it does not: the text says what"
                  + " forbids it, which side holds what, and how to give that up. Nothing is"
                  + " changed by itself."),
          note(
              "The platform … cannot keep `direction = \"follow\"`",
              "No call of the platform makes the side that was left follow the other one. The text"
                  + " says what to do by hand after a switch. Leave `direction` out."),
          note(
              "A failover group would be created over itself",
              "Two objects of one plan are the same group of a platform that cannot mark groups."
                  + " The text names both and the ways out: `moved`, `terraform untaint`, no"
                  + " `-replace`."),
          note(
              "A failover group would be destroyed that another object is too",
              "Two objects of one plan are the same group of a platform that cannot mark groups."
                  + " The text names both and the ways out: `moved`, `terraform untaint`, no"
                  + " `-replace`."),
          note(
              "A step was not possible",
              "A step that is best effort failed, e.g. fencing a side that cannot be reached. The"
                  + " text says which, and what it leaves open."),
          note(
              "Before the switch: …",
              "A check of the switch that warns only, e.g. a CNAME that does not lead to `address`."
                  + " The text says what was found."),
          note(
              "Cannot compare app … with its source",
              "One of the two cannot be read; `differences` keeps what was found last. The text has"
                  + " the platform's answer."),
          note(
              "Cannot migrate … to …",
              "The platform's own check refuses. The text and `checks` have its reasons."),
          note(
              "Cannot switch: …",
              "A check of the switch failed: the summary names it, the text says what was found and"
                  + " what has to hold."),
          note(
              "Cannot use the platform …",
              "It could not be opened: credentials, address or directory. The text says which, and"
                  + " what was expected."),
          note(
              "Cannot use this URL",
              "It has a user, a query, a fragment or another scheme than https, which only this"
                  + " machine itself may have. Write `https://HOST`."),
          note(
              "Cannot … …",
              "The platform refused or did not answer. The text has the call, the answer, what"
                  + " serves now, what is writable now, and what to run next."),
          note(
              "Scalingo no longer offers to migrate apps to another region",
              "The tool was withdrawn. The text names what leads there instead: a copy in the other"
                  + " region, and a switch."),
          note(
              "The migration has ended",
              "It was aborted or it failed; the text says which. Destroy the resource, then apply"
                  + " to begin anew."),
          note(
              "The replication cannot be completed now",
              "What was begun needs something first. The text says what, and what to do."),
          note(
              "The working directory cannot be found",
              "It was removed, or its name cannot be read in this locale. The text says how to set"
                  + " one."),
          note(
              "The world changed since the plan was made",
              "The steps would differ from the plan's, so none was made. The text has both. Plan"
                  + " again."),
          note(
              "… does not follow any more; what was written to … since is lost.",
              "Told for an emergency: the bound of the loss is open."));

  /// What is not in a message itself. Where two parts say the same, they mean the same.
  private static final Map<String, String> NOTES_OF_MESSAGES = notesOfMessages();

  /// Behind it a message says what to do.
  private static final Pattern CLAUSE = Pattern.compile("; |(?<!e\\.g)\\. ");

  private DiagnosticsPage() {}

  private static Map<String, String> notesOfMessages() {
    Map<String, String> notes = new TreeMap<>(MessageNotes.ALL);
    notes.putAll(HostNotes.ALL);
    return notes;
  }

  private static Map.Entry<String, String> note(String summary, String text) {
    return Map.entry(summary, text);
  }

  /// Returns the page.
  static String text() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            ---
            page_title: "What a message means"
            subcategory: "Guides"
            description: |-
              Every error and warning of the provider by its first line, and every message of paas, with its cause and the way out.
            ---

            <!-- Made from the sources by: mvn -q -Ptool -Dtool=docs process-test-classes -->

            # What a message means

            Of [the provider](#the-provider), of [`paas`](#paas), and of [the embedded platform](#the-embedded-platform).

            ## The provider

            By the first line, where `…` stands for a name, an id or a side. What is written here is what stands below it in the
            plan, as far as it is the same each time; where several causes have one first line, each is listed. A last line
            `[refused: RULE]` is explained in [what is refused](rules.md).

            """);
    for (Map.Entry<String, List<String>> entry : entries().entrySet()) {
      page.append("- **").append(escaped(entry.getKey())).append("**\\\n");
      page.append("  ").append(String.join("\\\n  ", entry.getValue())).append('\n');
    }
    page.append(
        """

        ## `paas`

        About the command line and files: behind `paas: `, with exit status 1. About a topology or another YAML file: behind
        `FILE:LINE:COLUMN KEY: `. What Terraform says is shown as Terraform says it. What the provider checks, a topology is checked
        for too: look [above](#the-provider), where `a = "b"` stands for the `a: b` of YAML.

        What the parser of the command line says is made by it, and each time followed by `See 'paas … --help'` or by what was
        perhaps meant. `Missing required parameter` and `Missing required option` name what has to be added; `Unmatched argument`
        is a word too many, or a wrong command; `Unknown option` is one that the command does not have; `Invalid value for
        option` and `Invalid value for positional parameter` say what was expected; `should be specified only once` names an
        option to take away; `Expected parameter for option` one that lacks its value. Behind `--pace:` and `--for:` stands what
        is wrong with a duration: write it as `500ms`, `30s`, `1m30s` or `2h`.

        """);
    Set<String> listed = new TreeSet<>(entries().keySet());
    add(page, DiagnosticTexts.of(Speaker.COMMAND), ", of `paas`", listed);
    page.append(
        """

        ## The embedded platform

        Of `paas local`, behind `paas: `, and in a diagnostic of the provider that says what the platform answered; about a file of
        it, behind the file and the line.

        """);
    add(page, DiagnosticTexts.of(Speaker.WORLD), ", in an estate or a world", listed);
    page.append(
        """

        ## The platform of this machine

        Of `paas host`, behind `paas: `, and in a diagnostic of the provider about the platform `host`.

        """);
    add(page, DiagnosticTexts.of(Speaker.HOST), ", on the platform of this machine", listed);
    return page.toString();
  }

  /// Adds messages, each by its first clause; what several of one first clause say stands together.
  ///
  /// @param where is added to a clause that an earlier part has too
  /// @param listed the clauses of earlier parts; those of this one are added
  private static void add(
      StringBuilder page, Set<String> messages, String where, Set<String> listed) {
    Map<String, Set<String>> byClause = new TreeMap<>();
    for (String message : messages) {
      String line = oneLine(message);
      String clause = CLAUSE.split(line, 2)[0];
      byClause.computeIfAbsent(clause, _ -> new TreeSet<>()).add(explained(line));
    }
    byClause.forEach((clause, advice) ->
        page.append(
                "- **%s**\\\n  ".formatted(escaped(listed.add(clause) ? clause : clause + where)))
            .append(escaped(String.join("\\\n  ", advice)))
            .append('\n'));
  }

  private static String explained(String line) {
    return NOTES_OF_MESSAGES.getOrDefault(line, advice(line));
  }

  /// Returns what a message itself says to do, as a sentence; empty when it says nothing.
  private static String advice(String message) {
    String[] parts = CLAUSE.split(message, 2);
    if (parts.length > 1) {
      String rest = parts[1].strip();
      String end = rest.endsWith(".") || rest.endsWith("…") ? "" : ".";
      return rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1) + end;
    }
    return message.startsWith("expected ")
        ? "Write that there; `paas schema` makes an editor say what may stand."
        : "";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\n\\s*", " ").strip();
  }

  private static Map<String, List<String>> entries() throws IOException {
    Map<String, List<String>> entries = new TreeMap<>();
    for (Map.Entry<String, ? extends Set<String>> one : DiagnosticTexts.all().entrySet()) {
      List<String> lines = new ArrayList<>();
      for (String detail : one.getValue()) {
        String line = oneLine(detail);
        if (says(line)) {
          lines.add(escaped(line));
        }
      }
      if (NOTES.containsKey(one.getKey())) {
        lines.add(0, NOTES.getOrDefault(one.getKey(), ""));
      }
      entries.put(one.getKey(), lines);
    }
    return entries;
  }

  /// Returns the summaries and messages that nothing is said of.
  static List<String> unexplained() throws IOException {
    Stream<String> summaries =
        entries().entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey);
    Stream<String> silent =
        messages().filter(it -> !NOTES_OF_MESSAGES.containsKey(it) && advice(it).isEmpty());
    return Stream.concat(summaries, silent).toList();
  }

  /// Returns the notes that no diagnostic and no message needs any more.
  static List<String> stale() throws IOException {
    Set<String> said = DiagnosticTexts.all().keySet();
    Set<String> messages = messages().collect(Collectors.toSet());
    return Stream.concat(
            NOTES.keySet().stream().filter(summary -> !said.contains(summary)),
            NOTES_OF_MESSAGES.keySet().stream().filter(message -> !messages.contains(message)))
        .toList();
  }

  private static Stream<String> messages() throws IOException {
    List<String> messages = new ArrayList<>();
    for (Speaker speaker : Speaker.OF_MESSAGES) {
      DiagnosticTexts.of(speaker).stream().map(DiagnosticsPage::oneLine).forEach(messages::add);
    }
    return messages.stream();
  }

  private static boolean says(String text) {
    return text.chars().filter(Character::isLetter).count() >= 15;
  }

  /// Outside of code, a bracket would be taken for a link and an asterisk for emphasis.
  private static String escaped(String text) {
    return text.replace("[", "\\[").replace("*", "\\*").replace("<", "&lt;");
  }
}
