package dev.tfpaas.framework.cty;

import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// What the JSON codecs share: the strict streaming parser and its failures as ours.
final class JsonText {
  /// Deep enough for any value within [Limits#DEPTH], with a dynamic wrapper at every level.
  private static final int NESTING = 4 * Limits.DEPTH;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Map keys are anybody's: a table of all names seen would only fill up.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING)
                  .maxNumberLength(3 * Limits.DIGITS)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(NESTING).build())
          .build();

  private JsonText() {}

  /// What `reading` makes of `text`; it begins on the first token.
  ///
  /// @throws CtyException at the place that `at` tells, if the text is not JSON
  static <T> T reading(char[] text, Supplier<Path> at, Function<JsonParser, T> reading) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      return reading.apply(json);
    } catch (JacksonException e) {
      throw malformed(e, at.get());
    }
  }

  /// The parser's own message quotes the text, which may hold a secret: only its place is kept.
  private static CtyException malformed(JacksonException e, Path path) {
    TokenStreamLocation place = e.getLocation();
    String where =
        place == null ? "" : " near line " + place.getLineNr() + ", column " + place.getColumnNr();
    return new CtyException(path, "malformed JSON" + where);
  }

  /// `result`, if no other token follows.
  static <T> T toTheEnd(JsonParser json, T result, Path path) {
    if (json.nextToken() != null) {
      throw new CtyException(path, "more JSON follows the value");
    }
    return result;
  }

  /// Does nothing if the current token is the `expected` one.
  static void require(JsonParser json, JsonToken expected, String what, Path path) {
    if (json.currentToken() != expected) {
      throw unexpected(json, what, path);
    }
  }

  /// Says that `what` is required where the current token stands.
  static CtyException unexpected(JsonParser json, String what, Path path) {
    String found =
        switch (json.currentToken()) {
          case null -> "the end";
          case VALUE_STRING -> "a string";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_TRUE, VALUE_FALSE -> "a bool";
          case VALUE_NULL -> "null";
          case START_ARRAY -> "an array";
          case START_OBJECT -> "an object";
          default -> "a bracket";
        };
    return new CtyException(path, what + " is required, not " + found);
  }

  /// The name of the property whose name is the current token, in NFC.
  static String name(JsonParser json, Path path) {
    return nfc(json.currentName(), path);
  }

  /// `text` in NFC; JSON escapes can smuggle in half a surrogate pair.
  static String nfc(String text, Path path) {
    try {
      return Text.nfc(text);
    } catch (CtyException e) {
      throw e.under(path);
    }
  }
}
