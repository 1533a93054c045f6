package dev.tfpaas.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says what a syntax error of the YAML parser means for whoever wrote the file.
final class Syntax {
  private final Path file;
  private final List<String> lines;
  private final String problem;
  private final String context;

  private Syntax(Path file, String text, MarkedYamlEngineException malformed) {
    this.file = file;
    this.lines = text.lines().toList();
    this.problem = Optional.ofNullable(malformed.getProblem()).orElse("");
    this.context = Optional.ofNullable(malformed.getContext()).orElse("");
  }

  static Complaint complaint(Path file, String text, YamlEngineException malformed) {
    return switch (malformed) {
      case MarkedYamlEngineException marked -> new Syntax(file, text, marked).complaint(marked);
      case ReaderException reader ->
          new Complaint(
              place(file, text, reader.getPosition()),
              "the character U+%04X must not stand in YAML".formatted(reader.getCodePoint()));
      default -> new Complaint(FilePlace.of(file), "it is no YAML: " + malformed.getMessage());
    };
  }

  private static FilePlace place(Path file, String text, int position) {
    String before = text.substring(0, text.offsetByCodePoints(0, position));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new FilePlace(
        file, line, before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1);
  }

  private Complaint complaint(MarkedYamlEngineException malformed) {
    FilePlace at = place(malformed.getProblemMark().or(malformed::getContextMark));
    FilePlace begun = place(malformed.getContextMark().or(malformed::getProblemMark));
    Optional<FilePlace> tab =
        tab(at.line()).or(() -> tab(begun.line())).or(() -> tab(at.line() - 1));
    if (tab.isPresent()) {
      return new Complaint(tab.get(), "a tab; indent with spaces");
    }
    if (problem.contains("escape")) {
      return new Complaint(
          at,
          "an unknown escape; in double quotes write \\\\ for a backslash, or use single quotes");
    }
    if (context.contains("quoted scalar")) {
      return new Complaint(begun, "a quote is opened here and never closed");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Complaint(at, secondColon(at));
    }
    if (context.contains("simple key") || problem.contains("could not find expected ':'")) {
      return new Complaint(begun, "a key without \":\"; write key: value");
    }
    if (context.contains("flow mapping") || context.contains("flow sequence")) {
      boolean list = context.contains("sequence");
      return new Complaint(
          begun,
          "the %s opened here is not closed before line %d; a \",\" or a \"%s\" is missing"
              .formatted(list ? "list" : "mapping", at.line(), list ? "]" : "}"));
    }
    if (context.startsWith("while parsing a block") && !before(at).isBlank()) {
      return new Complaint(
          at,
          "nothing may follow here in this line; put a text that holds quotes or brackets in quotes"
              + " as a whole");
    }
    if (context.startsWith("while parsing a block")) {
      return new Complaint(
          at,
          "this line does not stand in line with the others that began at line %d; indent it as far as they are"
              .formatted(begun.line()));
    }
    return other(at);
  }

  private Complaint other(FilePlace at) {
    if (problem.contains("cannot start any token")) {
      return new Complaint(
          at, "a value cannot begin with %s; put it in quotes".formatted(character(at)));
    }
    if (problem.contains("expected '<document start>'")) {
      return new Complaint(at, "this stands after the end of the value that began in line 1");
    }
    if (context.contains("an alias") || context.contains("an anchor")) {
      return new Complaint(
          at, "\"*\" and \"&\" name values in YAML; put a text that begins with one in quotes");
    }
    String sentence = context.isEmpty() ? problem : context + ": " + problem;
    return new Complaint(at, "it is no YAML: " + sentence);
  }

  private String secondColon(FilePlace at) {
    return before(at).contains(": ")
        ? "a second \": \" in one line; put a text with \": \" in quotes"
        : "this line is indented too far, or the line before it lacks its \":\" or the space after"
            + " it";
  }

  /// Returns what stands in a line before a place.
  private String before(FilePlace at) {
    String line = line(at.line());
    return line.substring(
        0,
        line.offsetByCodePoints(
            0, Math.min(at.column() - 1, line.codePointCount(0, line.length()))));
  }

  private String character(FilePlace at) {
    String line = line(at.line());
    return at.column() <= line.length() ? "\"" + line.charAt(at.column() - 1) + "\"" : "this";
  }

  /// Returns where the indentation of a line holds a tab.
  private Optional<FilePlace> tab(int number) {
    String line = line(number);
    int tab = line.indexOf('\t');
    return tab >= 0 && line.substring(0, tab).isBlank()
        ? Optional.of(new FilePlace(file, number, tab + 1))
        : Optional.empty();
  }

  private String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  private FilePlace place(Optional<Mark> mark) {
    return mark.map(it -> YamlTree.place(file, it)).orElseGet(() -> FilePlace.of(file));
  }
}
