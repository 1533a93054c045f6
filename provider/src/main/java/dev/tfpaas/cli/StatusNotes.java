package dev.tfpaas.cli;

import dev.tfpaas.json.JsonTree;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a plan says that the state does not: who does not serve, which side is newer, what is not
/// applied yet.
///
/// @param warnings of what stands, in the order of the plan
/// @param pending how many things the file asks to change
/// @param refused why there is no plan; empty when there is one
record StatusNotes(List<Note> warnings, int pending, List<Note> refused) {

  /// Copies the lists.
  StatusNotes {
    warnings = List.copyOf(warnings);
    refused = List.copyOf(refused);
  }

  /// One thing that is said.
  ///
  /// @param place where it stands in the topology, as `file:line:column`; empty when it does not
  /// @param path the keys that lead to it there, or its address
  record Note(String place, String path, String summary, String detail) {
    ObjectNode json() {
      return JsonAnswer.object()
          .put("place", place)
          .put("path", path)
          .put("summary", summary)
          .put("detail", detail);
    }
  }

  /// Reads it.
  ///
  /// @param lines what `terraform plan -json` prints
  /// @param places returns where in the topology something stands, by its address in Terraform and
  ///   the attribute, which may be empty; empty where it does not stand there
  static StatusNotes of(String lines, BinaryOperator<String> places) {
    List<JsonNode> all =
        lines.lines().filter(line -> line.startsWith("{")).<JsonNode>map(JsonTree::read).toList();
    Set<String> changed = new TreeSet<>();
    Set<String> other = new TreeSet<>();
    for (JsonNode line : all) {
      if (line.path("type").asString("").equals("planned_change")) {
        String address = line.at("/change/resource/addr").asString("");
        changed.add(address);
        if (!line.at("/change/action").asString("").equals("update")) {
          other.add(address);
        }
      }
    }
    List<Note> warnings = new ArrayList<>();
    List<Note> refused = new ArrayList<>();
    for (JsonNode line : all) {
      JsonNode said = line.path("diagnostic");
      String address = said.path("address").asString("");
      if (said.path("severity").asString("").equals("error")) {
        refused.add(note(said, places));
      } else if (!address.isEmpty() && !other.contains(address)) {
        // What is said of an object that is not made yet, or that is to end, is no standing.
        warnings.add(note(said, places));
      }
    }
    return new StatusNotes(warnings, changed.size(), refused);
  }

  private static Note note(JsonNode said, BinaryOperator<String> places) {
    String address = said.path("address").asString("");
    String attribute = PlacedStream.attribute(said.at("/snippet/code").asString(""));
    String blamed = places.apply(address, attribute);
    String entry = places.apply(address, "");
    return new Note(
        blamed.substring(0, Math.max(0, blamed.lastIndexOf(' '))),
        entry.isEmpty() ? address : entry.substring(entry.lastIndexOf(' ') + 1),
        said.path("summary").asString(""),
        said.path("detail").asString(""));
  }

  /// Prints it; nothing when there is nothing to say.
  void print(PrintWriter out) {
    warnings.forEach(note -> print(out, "Warning", note));
    refused.forEach(note -> print(out, "A plan is not possible", note));
    if (pending > 0) {
      out.println("Not applied yet: %d to be changed; paas plan shows it".formatted(pending));
    }
    out.flush();
  }

  private static void print(PrintWriter out, String kind, Note note) {
    out.println(
        note.path().isEmpty()
            ? "%s: %s".formatted(kind, note.summary())
            : "%s: %s: %s"
                .formatted(kind, (note.place() + " " + note.path()).strip(), note.summary()));
    note.detail().lines().forEach(line -> out.println(("  " + line).stripTrailing()));
  }

  /// Adds the same for programs.
  void addTo(ObjectNode json) {
    json.set("warnings", JsonAnswer.list(warnings.stream().map(Note::json).toList()));
    json.set("refused", JsonAnswer.list(refused.stream().map(Note::json).toList()));
    json.put("pending", pending);
  }
}
