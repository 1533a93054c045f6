package dev.tfpaas.world.json;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// A JSON value, as far as the world's files and the command line need it; there is no null: what
/// is absent has no field.
public sealed interface Json {

  /// A text.
  ///
  /// @param value the text
  record Text(String value) implements Json {}

  /// A whole number.
  ///
  /// @param value the number
  record Whole(long value) implements Json {}

  /// A truth value.
  ///
  /// @param value true or false
  record Flag(boolean value) implements Json {}

  /// A list.
  ///
  /// @param items in order
  record Items(List<Json> items) implements Json {

    /// Copies the items.
    public Items {
      items = List.copyOf(items);
    }
  }

  /// An object.
  ///
  /// @param fields in order
  record Fields(Map<String, Json> fields) implements Json {

    /// Makes an object without fields.
    public static Fields empty() {
      return new Fields(new LinkedHashMap<>());
    }

    /// Adds a text and returns this object.
    public Fields text(String name, String value) {
      return with(name, new Text(value));
    }

    /// Adds a text if there is one and returns this object.
    public Fields text(String name, Optional<String> value) {
      value.ifPresent(present -> text(name, present));
      return this;
    }

    /// Adds a number and returns this object.
    public Fields whole(String name, long value) {
      return with(name, new Whole(value));
    }

    /// Adds a truth value and returns this object.
    public Fields flag(String name, boolean value) {
      return with(name, new Flag(value));
    }

    /// Adds a truth value if there is one and returns this object.
    public Fields flag(String name, Optional<Boolean> value) {
      value.ifPresent(present -> flag(name, present));
      return this;
    }

    /// Adds an instant and returns this object.
    public Fields instant(String name, Instant value) {
      return text(name, value.toString());
    }

    /// Adds an instant if there is one and returns this object.
    public Fields instant(String name, Optional<Instant> value) {
      return text(name, value.map(Instant::toString));
    }

    /// Adds a duration and returns this object.
    public Fields duration(String name, Duration value) {
      return text(name, value.toString());
    }

    /// Adds a list of texts and returns this object.
    public Fields texts(String name, List<String> values) {
      return with(name, new Items(values.stream().<Json>map(Text::new).toList()));
    }

    /// Adds any value and returns this object.
    public Fields with(String name, Json value) {
      fields.put(name, value);
      return this;
    }

    /// Checks that there is no other field than these.
    ///
    /// @throws IllegalArgumentException when there is one
    public void only(Set<String> names) {
      for (String name : fields.keySet()) {
        if (!names.contains(name)) {
          throw new IllegalArgumentException("it has an unknown field, \"" + name + "\"");
        }
      }
    }

    /// Reads one of a few words that are written in lower case.
    ///
    /// @throws IllegalArgumentException when it is another
    public <E extends Enum<E>> E lowerWord(String name, List<E> known) {
      String text = text(name);
      return known.stream()
          .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst()
          .orElseThrow(() -> unknown(name, text, known));
    }

    private static IllegalArgumentException unknown(String name, String text, List<?> known) {
      return new IllegalArgumentException(
          "its field \"%s\" is \"%s\", and that is none of %s".formatted(name, text, known));
    }

    /// Reads one of a few words.
    ///
    /// @throws IllegalArgumentException when it is another
    public <E extends Enum<E>> E word(String name, List<E> known) {
      String text = text(name);
      return known.stream()
          .filter(it -> it.name().equals(text))
          .findFirst()
          .orElseThrow(() -> unknown(name, text, known));
    }

    /// Reads a text.
    public String text(String name) {
      return expect(name, Text.class, "a text").value();
    }

    /// Reads a text that may be absent.
    public Optional<String> optionalText(String name) {
      return fields.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /// Reads a number.
    public long whole(String name) {
      return expect(name, Whole.class, "a whole number").value();
    }

    /// Reads a number that is left out where it is the usual one.
    public long wholeOr(String name, long usual) {
      return fields.containsKey(name) ? whole(name) : usual;
    }

    /// Reads a truth value.
    public boolean flag(String name) {
      return expect(name, Flag.class, "true or false").value();
    }

    /// Reads a truth value that may be absent.
    public Optional<Boolean> optionalFlag(String name) {
      return fields.containsKey(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    /// Reads an instant.
    public Instant instant(String name) {
      String text = text(name);
      try {
        return Instant.parse(text);
      } catch (DateTimeException _) {
        throw new IllegalArgumentException(
            "its field \"%s\" is \"%s\", and that is no instant".formatted(name, text));
      }
    }

    /// Reads an instant that may be absent.
    public Optional<Instant> optionalInstant(String name) {
      return fields.containsKey(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    /// Reads a duration.
    public Duration duration(String name) {
      String text = text(name);
      try {
        return Duration.parse(text);
      } catch (DateTimeException _) {
        throw new IllegalArgumentException(
            "its field \"%s\" is \"%s\", and that is no duration".formatted(name, text));
      }
    }

    /// Reads a duration that may be absent.
    public Optional<Duration> optionalDuration(String name) {
      return fields.containsKey(name) ? Optional.of(duration(name)) : Optional.empty();
    }

    /// Reads an object.
    public Fields object(String name) {
      return expect(name, Fields.class, "an object");
    }

    /// Reads an object that may be absent.
    public Optional<Fields> optionalObject(String name) {
      return fields.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /// Reads a list.
    public List<Json> items(String name) {
      return expect(name, Items.class, "a list").items();
    }

    /// Reads a list of objects.
    public List<Fields> objects(String name) {
      List<Fields> objects = new ArrayList<>();
      for (Json item : items(name)) {
        objects.add(as(item, Fields.class, name, "a list of objects"));
      }
      return objects;
    }

    /// Reads a list of texts.
    public List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (Json item : items(name)) {
        texts.add(as(item, Text.class, name, "a list of texts").value());
      }
      return texts;
    }

    private <T extends Json> T expect(String name, Class<T> type, String expected) {
      Json value = fields.get(name);
      if (value == null) {
        throw new IllegalArgumentException("there is no field \"" + name + "\"");
      }
      return as(value, type, name, expected);
    }

    private static <T extends Json> T as(Json value, Class<T> type, String name, String expected) {
      if (type.isInstance(value)) {
        return type.cast(value);
      }
      throw new IllegalArgumentException("field \"" + name + "\" is not " + expected);
    }
  }

  /// What the library needs once, made when something is printed or parsed for the first time.
  final class Jackson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Jackson() {}
  }

  /// Prints the value on one line.
  default String print() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Jackson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(this, out);
    }
    return text.toString();
  }

  private static void write(Json value, JsonGenerator out) {
    switch (value) {
      case Text(String text) -> out.writeString(text);
      case Whole(long number) -> out.writeNumber(number);
      case Flag(boolean flag) -> out.writeBoolean(flag);
      case Items(List<Json> items) -> {
        out.writeStartArray();
        items.forEach(item -> write(item, out));
        out.writeEndArray();
      }
      case Fields(Map<String, Json> fields) -> {
        out.writeStartObject();
        fields.forEach((name, field) -> {
          out.writeName(name);
          write(field, out);
        });
        out.writeEndObject();
      }
    }
  }

  /// Parses one object.
  ///
  /// @throws IllegalArgumentException when the text is not one whole JSON object
  static Fields parse(String text) {
    try (JsonParser in = Jackson.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      Json value = value(in);
      if (value instanceof Fields fields && in.nextToken() == null) {
        return fields;
      }
    } catch (JacksonException malformed) {
      TokenStreamLocation place = malformed.getLocation();
      throw new IllegalArgumentException(
          place == null
              ? "it is no JSON"
              : "it is no JSON from character %d on".formatted(place.getCharOffset()),
          malformed);
    }
    throw new IllegalArgumentException("it is not one JSON object");
  }

  private static Json value(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("it ends too early");
    }
    return switch (token) {
      case VALUE_STRING -> new Text(in.getString());
      case VALUE_NUMBER_INT -> new Whole(in.getLongValue());
      case VALUE_TRUE, VALUE_FALSE -> new Flag(token == JsonToken.VALUE_TRUE);
      case START_ARRAY -> items(in);
      case START_OBJECT -> fields(in);
      default ->
          throw new IllegalArgumentException(
              "it holds null, a fraction or a mark in the wrong place, and no record does");
    };
  }

  private static Items items(JsonParser in) {
    List<Json> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(in));
    }
    return new Items(items);
  }

  private static Fields fields(JsonParser in) {
    Fields fields = Fields.empty();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      fields.with(name, value(in));
    }
    return fields;
  }
}
