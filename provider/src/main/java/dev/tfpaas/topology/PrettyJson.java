package dev.tfpaas.topology;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// JSON for people: two spaces a level, a line a value, the same bytes everywhere.
final class PrettyJson {
  private final JsonGenerator out;

  private PrettyJson(JsonGenerator out) {
    this.out = out;
  }

  /// Returns an object whose fields the writer adds, with a line break at the end.
  static String object(Consumer<PrettyJson> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(new Pretty(), text)) {
      out.writeStartObject();
      fields.accept(new PrettyJson(out));
      out.writeEndObject();
    }
    return text + "\n";
  }

  /// Asks for the layout.
  private static final class Pretty extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      Separators separators =
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator("");
      return new DefaultPrettyPrinter(separators)
          .withArrayIndenter(indenter)
          .withObjectIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  /// Adds an object.
  PrettyJson object(String name, Runnable fields) {
    out.writeName(name);
    return object(fields);
  }

  /// Adds an object to a list.
  PrettyJson object(Runnable fields) {
    out.writeStartObject();
    fields.run();
    out.writeEndObject();
    return this;
  }

  /// Adds a list.
  PrettyJson list(String name, Runnable items) {
    out.writeName(name);
    return list(items);
  }

  /// Adds a list to a list.
  PrettyJson list(Runnable items) {
    out.writeStartArray();
    items.run();
    out.writeEndArray();
    return this;
  }

  /// Adds the name of a value that follows.
  PrettyJson name(String name) {
    out.writeName(name);
    return this;
  }

  /// Adds a text.
  PrettyJson text(String name, String value) {
    out.writeName(name);
    return text(value);
  }

  /// Adds a text to a list.
  PrettyJson text(String value) {
    out.writeString(value);
    return this;
  }

  /// Adds a truth value.
  PrettyJson flag(boolean value) {
    out.writeBoolean(value);
    return this;
  }

  /// Adds a number.
  PrettyJson number(BigDecimal value) {
    if (value.stripTrailingZeros().scale() <= 0) {
      out.writeNumber(value.toBigIntegerExact());
    } else {
      out.writeNumber(value.stripTrailingZeros().toPlainString());
    }
    return this;
  }
}
