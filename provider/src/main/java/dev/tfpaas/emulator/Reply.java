package dev.tfpaas.emulator;

import dev.tfpaas.json.JsonTree;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One answer of a vendor's API.
///
/// @param status the HTTP status
/// @param headers additional headers
/// @param body the body; an empty one is sent without a body
public record Reply(int status, Map<String, String> headers, String body) {

  /// Copies the headers.
  public Reply {
    headers = Map.copyOf(headers);
  }

  /// Makes a JSON answer.
  public static Reply json(int status, JsonNode body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), JsonTree.text(body));
  }

  /// Makes an answer of plain text.
  public static Reply text(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "text/plain"), body);
  }

  /// Makes the error page of a gateway that is not the vendor's application.
  public static Reply html(int status) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/html"),
        "<html><head><title>%d</title></head><body><h1>%d</h1></body></html>"
            .formatted(status, status));
  }

  /// Makes an answer without a body.
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), "");
  }

  /// Returns this answer with one more header.
  public Reply with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
