package dev.tfpaas.platform.http;

import dev.tfpaas.json.JsonTree;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Reads the body of an answer as JSON, within a budget of memory.
final class BodyJson {
  /// A tree takes about a hundred bytes a value, and twice as many more for each object, which a
  /// body of two bytes a value would make two hundred times as large as it is.
  private static final int MOST_VALUES = 300_000;

  private static final int COST_OF_AN_OBJECT = 3;

  /// So short that it cannot hold too many.
  private static final int SHORT = MOST_VALUES / COST_OF_AN_OBJECT;

  /// Far deeper than any vendor's answer, and far from the end of a stack.
  private static final int DEEPEST = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private BodyJson() {}

  /// Parses leniently: a body that is not JSON is an answer without JSON, not a failure here. A
  /// byte order mark, which some gateways put in front, is none of it.
  ///
  /// @throws TooLargeException when the tree would be too large
  static Optional<JsonNode> parse(String text) throws TooLargeException {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String start = body.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      if (body.length() > SHORT) {
        demandFew(body);
      }
      try (JsonParser parser = parser(body)) {
        return Optional.of(JsonTree.read(parser));
      }
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static JsonParser parser(String body) {
    return FACTORY.createParser(ObjectReadContext.empty(), body);
  }

  private static void demandFew(String body) throws TooLargeException {
    int values = 0;
    try (JsonParser parser = parser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          values += COST_OF_AN_OBJECT;
        } else if (token.isScalarValue()) {
          values++;
        }
        if (values > MOST_VALUES) {
          throw new TooLargeException("it has more than %d values".formatted(SHORT));
        }
      }
    }
  }
}
