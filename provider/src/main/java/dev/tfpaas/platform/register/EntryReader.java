package dev.tfpaas.platform.register;

import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import dev.tfpaas.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a file of entries and collects whatever is wrong with it.
final class EntryReader {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "what",
          "code",
          "evidence",
          "assumed",
          "alternatives",
          "dialect",
          "doctor",
          "settled-by",
          "covers");
  private static final Set<String> POSITION_KEYS = Set.of("name", "what", "source", "then");
  private static final Set<String> EVIDENCE_KEYS = Set.of("grade", "text");
  private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final YamlReader.Document document;
  private final List<String> faults = new ArrayList<>();

  EntryReader(YamlReader.Document document) {
    this.document = document;
  }

  List<Entry> entries() {
    document.complaints().forEach(complaint -> fault(complaint.place(), complaint.message()));
    List<Entry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Yaml item : items(document.root())) {
      entry(item)
          .ifPresent(entry -> {
            entries.add(entry);
            if (!ids.add(entry.id())) {
              fault(item.place(), "there is another entry " + entry.id());
            }
          });
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return entries;
  }

  private Optional<Entry> entry(Yaml item) {
    if (!(item instanceof Yaml.Fields fields)) {
      fault(item.place(), "an entry is a mapping");
      return Optional.empty();
    }
    known(fields, KEYS);
    Yaml.Fields evidence = fields(fields, "evidence");
    known(evidence, EVIDENCE_KEYS);
    String word = text(evidence, "grade");
    Optional<Grade> grade = Grade.of(word);
    if (grade.isEmpty()) {
      fault(evidence.place(), "there is no grade \"%s\"".formatted(word));
    }
    if (optional(fields, "doctor").isPresent() == optional(fields, "settled-by").isPresent()) {
      fault(fields.place(), "one of \"doctor\" and \"settled-by\" says what would show it");
    }
    List<Position> alternatives = new ArrayList<>();
    fields.get("alternatives").map(this::items).orElse(List.of()).stream()
        .map(this::position)
        .forEach(alternatives::add);
    return Optional.of(
        new Entry(
            words(fields, "id"),
            text(fields, "what"),
            texts(fields, "code"),
            grade.orElse(Grade.INVENTION),
            text(evidence, "text"),
            new Position(words(fields, "assumed"), text(fields, "what"), "", Position.Then.WORKS),
            alternatives,
            optional(fields, "dialect"),
            optional(fields, "doctor"),
            optional(fields, "settled-by"),
            fields.get("covers").isPresent() ? texts(fields, "covers") : List.of()));
  }

  private Position position(Yaml item) {
    if (!(item instanceof Yaml.Fields fields)) {
      fault(item.place(), "an alternative is a mapping");
      return new Position("", "", "", Position.Then.REFUSES);
    }
    known(fields, POSITION_KEYS);
    String word = text(fields, "then");
    if (!word.equals("works") && !word.equals("refuses")) {
      fault(fields.place(), "then is \"works\" or \"refuses\"");
    }
    return new Position(
        words(fields, "name"),
        text(fields, "what"),
        text(fields, "source"),
        word.equals("works") ? Position.Then.WORKS : Position.Then.REFUSES);
  }

  private void known(Yaml.Fields fields, Set<String> keys) {
    fields.fields().keySet().stream()
        .filter(key -> !keys.contains(key))
        .forEach(key -> fault(fields.placeOf(key), "there is no key \"%s\" here".formatted(key)));
  }

  private Yaml.Fields fields(Yaml.Fields from, String key) {
    if (from.get(key).isPresent() && from.get(key).get() instanceof Yaml.Fields fields) {
      return fields;
    }
    fault(from.place(), "the mapping \"%s\" is missing".formatted(key));
    return Yaml.Fields.empty(from.place());
  }

  private List<String> texts(Yaml.Fields from, String key) {
    List<String> texts = new ArrayList<>();
    for (Yaml item : from.get(key).map(this::items).orElse(List.of())) {
      if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
        texts.add(scalar.text());
      } else {
        fault(item.place(), "a text is wanted in \"%s\"".formatted(key));
      }
    }
    if (texts.isEmpty()) {
      fault(from.placeOf(key), "the list \"%s\" is missing or empty".formatted(key));
    }
    return texts;
  }

  private String words(Yaml.Fields from, String key) {
    String text = text(from, key);
    if (!WORDS.matcher(text).matches()) {
      fault(from.placeOf(key), "\"%s\" is of lower-case words, joined by hyphens".formatted(key));
    }
    return text;
  }

  private String text(Yaml.Fields from, String key) {
    Optional<String> text = optional(from, key);
    if (text.isEmpty()) {
      fault(from.placeOf(key), "the text \"%s\" is missing".formatted(key));
    }
    return text.orElse("");
  }

  private static Optional<String> optional(Yaml.Fields from, String key) {
    return from.get(key)
        .filter(Yaml.Scalar.class::isInstance)
        .map(Yaml.Scalar.class::cast)
        .filter(scalar -> !scalar.isNull())
        .map(scalar -> scalar.text().strip());
  }

  private List<Yaml> items(Yaml value) {
    if (value instanceof Yaml.Items items) {
      return items.items();
    }
    fault(value.place(), "a list is wanted");
    return List.of();
  }

  private void fault(FilePlace place, String message) {
    faults.add(place + ": " + message);
  }
}
