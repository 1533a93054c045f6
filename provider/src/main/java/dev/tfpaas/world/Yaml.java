package dev.tfpaas.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML value that knows where it stands; scalars are kept as they are written.
sealed interface Yaml {

  /// Returns where it begins.
  Place place();

  /// A place in a file.
  ///
  /// @param line one-based
  /// @param column one-based
  record Place(int line, int column) {}

  /// A scalar; empty for null.
  ///
  /// @param text as written, without quotes
  record Scalar(Place place, String text) implements Yaml {}

  /// A list.
  ///
  /// @param items in order
  record Items(Place place, List<Yaml> items) implements Yaml {}

  /// A mapping.
  ///
  /// @param fields by key, in order
  /// @param keys where each key stands
  record Fields(Place place, Map<String, Yaml> fields, Map<String, Place> keys) implements Yaml {}

  /// Parses a text of one document; an empty one is an empty mapping.
  static Yaml parse(Path file, String text) {
    return new Parser(file).parse(text);
  }

  /// Reads tokens into a tree.
  final class Parser {
    private final Path file;

    private Parser(Path file) {
      this.file = file;
    }

    private Yaml parse(String text) {
      try (YAMLParser in =
          (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
        if (in.nextToken() == null) {
          return new Fields(new Place(1, 1), Map.of(), Map.of());
        }
        Yaml value = value(in);
        if (in.nextToken() != null) {
          throw wrong(place(in), "there is a second document; put everything into one");
        }
        return value;
      } catch (JacksonException malformed) {
        TokenStreamLocation at =
            Optional.ofNullable(malformed.getLocation()).orElse(TokenStreamLocation.NA);
        throw wrong(
            new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
            "it is no YAML: " + malformed.getOriginalMessage());
      }
    }

    private Yaml value(YAMLParser in) {
      Place place = place(in);
      if (in.isCurrentAlias() || in.getObjectId() != null) {
        throw wrong(place, "anchors and aliases are not known here; write the value out");
      }
      JsonToken token = in.currentToken();
      return switch (token) {
        case START_OBJECT -> fields(in, place);
        case START_ARRAY -> items(in, place);
        case VALUE_NULL -> new Scalar(place, "");
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
            new Scalar(place, in.getString());
        default -> throw wrong(place, "unexpected " + token);
      };
    }

    private Items items(YAMLParser in, Place place) {
      List<Yaml> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(in));
      }
      return new Items(place, List.copyOf(items));
    }

    private Fields fields(YAMLParser in, Place place) {
      Map<String, Yaml> fields = new LinkedHashMap<>();
      Map<String, Place> keys = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        Place key = place(in);
        if (keys.containsKey(name)) {
          throw wrong(
              key,
              "\"%s\" is said twice; it stands at line %d as well"
                  .formatted(name, keys.get(name).line()));
        }
        in.nextToken();
        keys.put(name, key);
        fields.put(name, value(in));
      }
      return new Fields(place, fields, keys);
    }

    private static Place place(YAMLParser in) {
      TokenStreamLocation at = in.currentTokenLocation();
      return new Place(at.getLineNr(), at.getColumnNr());
    }

    private WorldException wrong(Place place, String message) {
      return new WorldException(file, place.line(), place.column(), message);
    }
  }
}
