package dev.tfpaas.emulator;

import dev.tfpaas.json.JsonTree;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One request as a vendor's API sees it.
///
/// @param method the HTTP method
/// @param path the path as sent, not decoded
/// @param query the query's parameters, decoded; of repeated names the last wins
/// @param headers names in lower case; of repeated names the first wins
/// @param body the body as text
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /// Copies the maps.
  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// Returns a header by its name in any case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /// Returns the decoded path segments, empty ones left out.
  public List<String> segments() {
    return java.util.Arrays.stream(path.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  /// Returns the body as JSON; empty when it is none.
  public Optional<JsonNode> json() {
    if (body.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonTree.read(body));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// Returns the body as form parameters, decoded.
  public Map<String, String> form() {
    return parameters(body);
  }

  /// Parses `a=1&b=2`.
  static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
