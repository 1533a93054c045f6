package dev.tfpaas.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.CommentToken;

/// Lays a YAML file out in one way: two spaces a level, one blank line at most, nothing at the end
/// of lines. Comments, anchors, quotes and the order of keys stay.
public final class YamlLayout {
  private static final int MOST_ROUNDS = 4;

  private YamlLayout() {}

  /// The values without quotes that the writer would put into some, e.g. `env:NAME` between braces:
  /// words that it leaves alone stand in for them while it writes.
  private static final class Plains {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String word;

    Plains(String text) {
      String free = "plain";
      while (text.contains(free)) {
        free += "x";
      }
      word = free;
    }

    Event standIn(Event event) {
      if (!(event instanceof ScalarEvent scalar)
          || !scalar.isPlain()
          || scalar.getValue().chars().noneMatch(it -> it == ':' || it == '?')) {
        return event;
      }
      // No word begins another one: each ends in a mark.
      String name = word + values.size() + "e";
      values.put(name, scalar.getValue());
      return new ScalarEvent(
          scalar.getAnchor(),
          scalar.getTag(),
          scalar.getImplicit(),
          name,
          ScalarStyle.PLAIN,
          scalar.getStartMark(),
          scalar.getEndMark());
    }

    String putBack(String written) {
      return Pattern.compile(word + "\\d+e")
          .matcher(written)
          .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), "")));
    }
  }

  /// Returns the text laid out, as far as that is possible without changing what it says: what the
  /// writer cannot keep, e.g. a comment behind an anchor or the lines of a folded text, keeps its
  /// lines and loses blanks at their ends only. A text that is laid out stays as it is, and of
  /// nothing but blanks nothing stays.
  ///
  /// @param text a document without complaints
  public static String of(String text) {
    if (text.isBlank()) {
      return "";
    }
    String laidOut = text;
    // The writer puts a comment elsewhere, at times, when it reads what it wrote.
    for (int i = 0; i < MOST_ROUNDS; i++) {
      String again = once(laidOut);
      if (again.equals(laidOut)) {
        return laidOut;
      }
      laidOut = again;
    }
    String trimmed = trimmed(text);
    return saysTheSame(text, trimmed) ? trimmed : text;
  }

  private static String once(String text) {
    List<String> candidates = new ArrayList<>();
    try {
      List<Event> events = events(text);
      if (events.stream().noneMatch(YamlLayout::isFolded)) {
        String written = written(text, events);
        candidates.add(tidied(text, written));
        candidates.add(written);
      }
    } catch (YamlEngineException _) {
      // The parser takes comments in fewer places when it is to keep them.
    }
    candidates.add(trimmed(text));
    return candidates.stream().filter(it -> saysTheSame(text, it)).findFirst().orElse(text);
  }

  /// The writer makes one line of it.
  private static boolean isFolded(Event event) {
    return event instanceof ScalarEvent scalar && scalar.getScalarStyle() == ScalarStyle.FOLDED;
  }

  private static String written(String text, List<Event> read) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDumpComments(true)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(YamlReader.MOST_BYTES)
            .setBestLineBreak("\n")
            .build();
    Plains plains = new Plains(text);
    List<Event> events = read.stream().map(plains::standIn).toList();
    return plains.putBack(new Present(settings).emitToString(events.iterator()));
  }

  private static String trimmed(String text) {
    String lines = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    return lines.stripTrailing() + "\n";
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
        commentTokens(before).stream().map(comment -> column(comment) == 0).toList();
    Map<Integer, Boolean> outermostLines = new HashMap<>();
    List<CommentToken> comments = commentTokens(written);
    for (int i = 0; i < comments.size(); i++) {
      outermostLines.put(line(comments.get(i)), i < outermost.size() && outermost.get(i));
    }
    StringBuilder tidy = new StringBuilder();
    boolean wasBlank = true;
    List<String> lines = written.lines().map(String::stripTrailing).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      // The writer indents a comment at the end of a mapping as if it belonged there.
      boolean isOutermost = outermostLines.getOrDefault(i, false);
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
    return commentTokens(text).stream().map(comment -> comment.getValue().strip()).toList();
  }

  /// What the scanner takes for comments, also where the parser would not.
  private static List<CommentToken> commentTokens(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setParseComments(true)
            .setCodePointLimit(YamlReader.MOST_BYTES + 1)
            .build();
    List<CommentToken> comments = new ArrayList<>();
    new ScannerImpl(settings, new StreamReader(settings, text))
        .forEachRemaining(token -> {
          if (token instanceof CommentToken comment
              && comment.getCommentType() != CommentType.BLANK_LINE) {
            comments.add(comment);
          }
        });
    return comments;
  }

  private static int line(CommentToken comment) {
    return comment.getStartMark().map(Mark::getLine).orElse(-1);
  }

  private static int column(CommentToken comment) {
    return comment.getStartMark().map(Mark::getColumn).orElse(-1);
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
