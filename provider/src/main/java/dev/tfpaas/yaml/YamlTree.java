package dev.tfpaas.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Makes a tree of the parser's events.
final class YamlTree {
  /// How deep values may lie in each other, aliases followed.
  private static final int MOST_LEVELS = 50;

  /// How many values a document may have, aliases written out: a few lines of aliases of aliases
  /// stand for billions.
  private static final int MOST_VALUES = 50_000;

  private final Path file;
  private final String text;
  private final List<Complaint> complaints = new ArrayList<>();
  private final Map<Anchor, Built> anchors = new HashMap<>();
  private int values;

  YamlTree(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /// A value with what it weighs.
  ///
  /// @param values how many values it is made of, aliases written out
  /// @param levels how many lie in each other
  private record Built(Yaml yaml, int values, int levels) {}

  /// Ends the reading: what follows cannot be understood.
  private static final class HopelessException extends RuntimeException {
    private final transient Complaint complaint;

    HopelessException(Complaint complaint) {
      super(complaint.message());
      this.complaint = complaint;
    }
  }

  YamlReader.Document read() {
    FilePlace top = new FilePlace(file, 1, 1);
    try {
      return new YamlReader.Document(document(top), complaints);
    } catch (HopelessException end) {
      complaints.add(end.complaint);
    } catch (YamlEngineException malformed) {
      complaints.add(Syntax.complaint(file, text, malformed));
    }
    return new YamlReader.Document(Yaml.Fields.empty(top), complaints);
  }

  private Yaml document(FilePlace top) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(YamlReader.MOST_BYTES + 1).build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    events.next();
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent)) {
      return Yaml.Fields.empty(top);
    }
    Yaml root = value(events.next(), events, 1).yaml();
    events.next();
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      complaints.add(
          new Complaint(place(after), "a second document begins here; put everything into one"));
    }
    return root;
  }

  private Built value(Event event, Iterator<Event> events, int level) {
    FilePlace place = place(event);
    if (level > MOST_LEVELS) {
      throw hopeless(place, "more than " + MOST_LEVELS + " levels deep");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, place, level);
    }
    int before = values;
    count(place, 1);
    Built inner;
    if (event instanceof ScalarEvent scalar) {
      plain(scalar.getTag(), place);
      inner = new Built(scalar(scalar, place), 1, 1);
    } else if (event instanceof MappingStartEvent start) {
      inner = mapping(start, events, level);
    } else {
      inner = items(event, events, level);
    }
    Built built = new Built(inner.yaml(), values - before, inner.levels());
    if (event instanceof NodeEvent node) {
      node.getAnchor().ifPresent(anchor -> anchors.put(anchor, built));
    }
    return built;
  }

  private Built alias(AliasEvent alias, FilePlace place, int level) {
    String name = alias.getAlias().getValue();
    Built named = anchors.get(alias.getAlias());
    if (named == null) {
      String hint =
          Spelling.nearest(name, anchors.keySet().stream().map(Anchor::getValue).toList())
              .map(near -> "; did you mean *%s?".formatted(near))
              .orElse("");
      throw hopeless(
          place,
          "*%s names no anchor; write &%s before an earlier value%s".formatted(name, name, hint));
    }
    if (level + named.levels() > MOST_LEVELS) {
      throw hopeless(place, "more than " + MOST_LEVELS + " levels deep with *" + name);
    }
    count(place, named.values());
    return named;
  }

  private void count(FilePlace place, int more) {
    values += more;
    if (values > MOST_VALUES) {
      throw hopeless(
          place, "more than %,d values once aliases are written out".formatted(MOST_VALUES));
    }
  }

  private static Yaml.Scalar scalar(ScalarEvent scalar, FilePlace place) {
    return new Yaml.Scalar(
        place, scalar.getValue(), scalar.isPlain() ? Yaml.Style.PLAIN : Yaml.Style.QUOTED);
  }

  private Built items(Event start, Iterator<Event> events, int level) {
    plain(
        start instanceof CollectionStartEvent list ? list.getTag() : Optional.empty(),
        place(start));
    List<Yaml> items = new ArrayList<>();
    int levels = 0;
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      Built item = value(next, events, level + 1);
      items.add(item.yaml());
      levels = Math.max(levels, item.levels());
    }
    return new Built(new Yaml.Items(place(start), items), 1, levels + 1);
  }

  private Built mapping(MappingStartEvent start, Iterator<Event> events, int level) {
    plain(start.getTag(), place(start));
    Map<String, Yaml> fields = new LinkedHashMap<>();
    Map<String, FilePlace> keys = new LinkedHashMap<>();
    List<Yaml> merged = new ArrayList<>();
    int levels = 0;
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      FilePlace place = place(next);
      Optional<Yaml.Scalar> key = key(value(next, events, level + 1).yaml(), place);
      Built field = value(events.next(), events, level + 1);
      levels = Math.max(levels, field.levels());
      if (key.isEmpty()) {
        continue;
      }
      String name = key.get().text();
      if (name.equals("<<") && key.get().style() == Yaml.Style.PLAIN) {
        merged.add(field.yaml());
      } else if (keys.containsKey(name)) {
        complaints.add(
            new Complaint(
                place,
                "\"%s\" is said twice, here and in line %d; keep one of them"
                    .formatted(name, keys.get(name).line())));
      } else {
        keys.put(name, place);
        fields.put(name, field.yaml());
      }
    }
    merged.forEach(source -> merge(source, fields, keys));
    return new Built(new Yaml.Fields(place(start), fields, keys), 1, levels + 1);
  }

  private Optional<Yaml.Scalar> key(Yaml key, FilePlace place) {
    if (key instanceof Yaml.Scalar scalar && !scalar.isEmpty()) {
      return Optional.of(scalar);
    }
    complaints.add(new Complaint(place, "a key must be a word"));
    return Optional.empty();
  }

  /// Adds the fields of another mapping that are not there yet. They keep their places.
  private void merge(Yaml source, Map<String, Yaml> fields, Map<String, FilePlace> keys) {
    switch (source) {
      case Yaml.Fields more ->
          more.fields()
              .forEach((name, value) -> {
                if (fields.putIfAbsent(name, value) == null) {
                  keys.put(name, more.placeOf(name));
                }
              });
      case Yaml.Items(_, List<Yaml> items) -> items.forEach(item -> merge(item, fields, keys));
      case Yaml.Scalar scalar ->
          complaints.add(
              new Complaint(
                  scalar.place(), "<< takes a mapping, e.g. <<: *name, or a list of mappings"));
    }
  }

  /// Complains of a tag, which would change what a value means.
  private void plain(Optional<String> tag, FilePlace place) {
    tag.ifPresent(name ->
        complaints.add(
            new Complaint(place, "tags such as " + name + " are not known here; leave it out")));
  }

  private FilePlace place(Event event) {
    return event.getStartMark().map(mark -> place(file, mark)).orElseGet(() -> FilePlace.of(file));
  }

  static FilePlace place(Path file, Mark mark) {
    return new FilePlace(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static HopelessException hopeless(FilePlace place, String message) {
    return new HopelessException(new Complaint(place, message));
  }
}
