package dev.tfpaas.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The guide that lists every diagnostic by its summary, made from the sources.
final class DiagnosticsPage {
  /// What is not in the source beside the summary, because it is only known when it is said.
  private static final Map<String, String> NOTES =
      Map.ofEntries(
          note(
              "\"…\" is no database engine of this platform",
              "The text names the engines that the platform has. Write one of them."),
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

  private DiagnosticsPage() {}

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
              Every error and warning of the provider by its first line, with its cause and the way out.
            ---

            <!-- Made from the sources by: mvn -q -Ptool -Dtool=docs process-test-classes -->

            # What a message means

            By the first line, where `…` stands for a name, an id or a side. What is written here is what stands below it in the
            plan, as far as it is the same each time; where several causes have one first line, each is listed. A last line
            `[refused: RULE]` is explained in [what is refused](rules.md).

            """);
    for (Map.Entry<String, List<String>> entry : entries().entrySet()) {
      page.append("- **").append(escaped(entry.getKey())).append("**\\\n");
      page.append("  ").append(String.join("\\\n  ", entry.getValue())).append('\n');
    }
    return page.toString();
  }

  private static Map<String, List<String>> entries() throws IOException {
    Map<String, List<String>> entries = new TreeMap<>();
    for (Map.Entry<String, ? extends Set<String>> one : DiagnosticTexts.all().entrySet()) {
      List<String> lines = new ArrayList<>();
      for (String detail : one.getValue()) {
        String line = detail.replaceAll("\\s*\n\\s*", " ").strip();
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

  /// Returns the summaries that nothing is said of.
  static List<String> unexplained() throws IOException {
    return entries().entrySet().stream()
        .filter(entry -> entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Returns the notes that no diagnostic needs any more.
  static List<String> stale() throws IOException {
    Set<String> said = DiagnosticTexts.all().keySet();
    return NOTES.keySet().stream().filter(summary -> !said.contains(summary)).toList();
  }

  private static boolean says(String text) {
    return text.chars().filter(Character::isLetter).count() >= 15;
  }

  /// Outside of code, a bracket would be taken for a link and an asterisk for emphasis.
  private static String escaped(String text) {
    return text.replace("[", "\\[").replace("*", "\\*").replace("<", "&lt;");
  }
}
