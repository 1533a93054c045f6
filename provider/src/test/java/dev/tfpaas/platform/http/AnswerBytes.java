package dev.tfpaas.platform.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes an answer of any bytes, as the HTTP client does.
public final class AnswerBytes {
  private static final JsonMapper MAPPER = new JsonMapper();

  private AnswerBytes() {}

  /// Makes an answer; the first byte chooses a status.
  public static HttpAnswer answer(byte[] bytes) {
    int[] statuses = {200, 200, 200, 201, 401, 404, 409, 422, 429, 500, 503};
    int first = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]);
    String text =
        new String(
            bytes,
            Math.min(1, bytes.length),
            Math.max(0, bytes.length - 1),
            StandardCharsets.UTF_8);
    return new HttpAnswer(
        statuses[first % statuses.length],
        text,
        json(text),
        Optional.empty(),
        Optional.empty(),
        Redaction.NONE,
        Optional.empty(),
        HttpHeaders.of(Map.of(), (_, _) -> true));
  }

  private static Optional<JsonNode> json(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
