package dev.tfpaas.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Lays a YAML file out in one way: two spaces a level, one blank line at most, nothing at the end
/// of lines. Comments, anchors, quotes and the order of keys stay.
public final class YamlLayout {
  private YamlLayout() {}

  /// Returns the text laid out.
  ///
  /// @param text a document without complaints
  /// @return empty when it cannot be laid out without changing what it says
  public static Optional<String> of(String text) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDumpComments(true)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(YamlReader.MOST_BYTES)
            .setBestLineBreak("\n")
            .build();
    try {
      String written = new Present(settings).emitToString(events(text).iterator());
      return List.of(tidied(text, written), written).stream()
          .filter(candidate -> saysTheSame(text, candidate))
          .findFirst();
    } catch (YamlEngineException _) {
      // The parser takes comments in fewer places when it is to keep them, e.g. not after an
      // anchor.
      return Optional.empty();
    }
  }

  private static List<Event> events(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setParseComments(true)
            .setCodePointLimit(YamlReader.MOST_BYTES + 1)
            .build();
    List<Event> events = new ArrayList<>();
    new Parse(settings).parseString(text).forEach(events::add);
    return events;
  }

  private static String tidied(String before, String written) {
    List<Boolean> outermost =
        before
            .lines()
            .filter(line -> line.stripLeading().startsWith("#"))
            .map(line -> line.startsWith("#"))
            .toList();
    StringBuilder tidy = new StringBuilder();
    int comment = 0;
    boolean wasBlank = true;
    for (String line : written.lines().map(String::stripTrailing).toList()) {
      boolean isComment = line.stripLeading().startsWith("#");
      // The writer indents a comment at the end of a mapping as if it belonged there.
      boolean isOutermost = isComment && comment < outermost.size() && outermost.get(comment);
      comment += isComment ? 1 : 0;
      if (!line.isEmpty() || !wasBlank) {
        tidy.append(isOutermost ? line.stripLeading() : line).append('\n');
      }
      wasBlank = line.isEmpty();
    }
    return tidy.toString().stripTrailing() + "\n";
  }

  private static boolean saysTheSame(String one, String other) {
    Path file = Path.of("");
    YamlReader.Document before = YamlReader.parse(file, one);
    YamlReader.Document after = YamlReader.parse(file, other);
    return after.complaints().isEmpty()
        && isSame(before.root(), after.root())
        && comments(one).equals(comments(other));
  }

  private static List<String> comments(String text) {
    return events(text).stream()
        .filter(CommentEvent.class::isInstance)
        .map(CommentEvent.class::cast)
        .filter(comment -> comment.getCommentType() != CommentType.BLANK_LINE)
        .map(comment -> comment.getValue().strip())
        .toList();
  }

  /// Tells whether two values are the same but for their places.
  private static boolean isSame(Yaml one, Yaml other) {
    return switch (one) {
      case Yaml.Scalar(_, String text, Yaml.Style style) ->
          other instanceof Yaml.Scalar scalar
              && scalar.text().equals(text)
              && scalar.style() == style;
      case Yaml.Items(_, List<Yaml> items) ->
          other instanceof Yaml.Items(_, List<Yaml> others) && isSame(items, others);
      case Yaml.Fields(_, Map<String, Yaml> fields, _) ->
          other instanceof Yaml.Fields(_, Map<String, Yaml> others, _)
              && List.copyOf(fields.keySet()).equals(List.copyOf(others.keySet()))
              && isSame(List.copyOf(fields.values()), List.copyOf(others.values()));
    };
  }

  private static boolean isSame(List<Yaml> some, List<Yaml> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!isSame(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }
}
