package dev.tfpaas.platform.scalingo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How many containers of each type an app has, and how large they are; ordered by type.
///
/// @param parts one a type
record Formation(List<Part> parts) {
  /// What an app that nothing is known of is started with.
  static final Formation ONE_WEB = new Formation(List.of(new Part("web", 1, "")));

  /// Sorts the parts.
  Formation {
    parts = parts.stream().sorted(Comparator.comparing(Part::type)).toList();
  }

  /// Reads the list that the platform answers with.
  static Formation from(List<JsonNode> containers) {
    List<Part> parts = new ArrayList<>();
    containers.forEach(one ->
        parts.add(
            new Part(
                one.path("name").asString(""),
                one.path("amount").asInt(0),
                one.path("size").asString(""))));
    return new Formation(parts);
  }

  /// Reads a mark, e.g. `web:2:M,worker:1:S`; empty when it is none or says that nothing runs.
  static Optional<Formation> parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] words = part.split(":", -1);
      if (words.length != 3 || words[0].isEmpty() || !words[1].matches("\\d{1,3}")) {
        return Optional.empty();
      }
      parts.add(new Part(words[0], Integer.parseInt(words[1]), words[2]));
    }
    return Optional.of(new Formation(parts)).filter(Formation::runs);
  }

  /// Tells whether any container runs.
  boolean runs() {
    return parts.stream().anyMatch(part -> part.amount() > 0);
  }

  /// Returns the same types with nothing running.
  Formation stopped() {
    return new Formation(
        parts.stream().map(part -> new Part(part.type(), 0, part.size())).toList());
  }

  /// Tells whether this is what is wanted: types that nobody mentions must not run, and a size that
  /// is not said does not matter.
  boolean fulfils(Formation wanted) {
    boolean nothingElse =
        parts.stream().allMatch(part -> part.amount() == wanted.part(part.type()).amount());
    return nothingElse
        && wanted.parts().stream()
            .allMatch(part ->
                part.amount() == 0
                    || (part(part.type()).amount() == part.amount()
                        && (part.size().isEmpty()
                            || part.size().equals(part(part.type()).size()))));
  }

  private Part part(String type) {
    return parts.stream()
        .filter(part -> part.type().equals(type))
        .findFirst()
        .orElse(new Part(type, 0, ""));
  }

  /// Returns this formation with the types that only the other has, not running: the platform takes
  /// the whole formation.
  Formation over(Formation present) {
    List<Part> all = new ArrayList<>(parts);
    present.parts().stream()
        .filter(part -> parts.stream().noneMatch(own -> own.type().equals(part.type())))
        .forEach(part -> all.add(new Part(part.type(), 0, part.size())));
    return new Formation(all);
  }

  /// Returns the body of a call that scales.
  ObjectNode toBody() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode containers = body.putArray("containers");
    for (Part part : parts) {
      ObjectNode one = containers.addObject();
      one.put("name", part.type());
      one.put("amount", part.amount());
      one.put("size", part.size());
    }
    return body;
  }

  /// Returns the mark.
  @Override
  public String toString() {
    return parts.stream()
        .map(part -> "%s:%d:%s".formatted(part.type(), part.amount(), part.size()))
        .collect(Collectors.joining(","));
  }

  /// The containers of one type.
  ///
  /// @param type e.g. `web`
  /// @param amount how many
  /// @param size e.g. `M`; empty to leave it as it is
  record Part(String type, int amount, String size) {}
}
