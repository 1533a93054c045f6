package dev.tfpaas.platform.http;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.Secret;
import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One complete answer.
///
/// @param status the HTTP status
/// @param text the body
/// @param json the body as JSON; empty when it is none
/// @param requestId what the vendor calls this request, for its support; empty when it said nothing
/// @param retryAfterSeconds the vendor's `Retry-After` in seconds; empty when it said nothing
/// @param redaction what may not be shown of it
/// @param location where the vendor says that the result can be read; empty when it said nothing
/// @param headers all of them, for what one vendor alone says
public record HttpAnswer(
    int status,
    String text,
    Optional<JsonNode> json,
    Optional<String> requestId,
    Optional<Long> retryAfterSeconds,
    Redaction redaction,
    Optional<String> location,
    HttpHeaders headers) {

  /// Tells whether the status is 2xx; says nothing about an error inside the body.
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /// Returns the beginning of the body as it may be shown: redacted, one line, at most 300
  /// characters.
  public String excerpt() {
    return redaction.body(text);
  }

  /// Returns a text that was taken from the answer, such as the vendor's own message, likewise.
  public String shown(String part) {
    return redaction.shown(part);
  }

  /// Returns this answer with a secret replaced by `***` in all that is read of it, where vendors
  /// quote it outside of errors, too.
  public HttpAnswer without(Secret secret) {
    if (!text.contains(secret.value())) {
      return this;
    }
    return new HttpAnswer(
        status,
        text.replace(secret.value(), "***"),
        json.map(body -> JsonTree.read(JsonTree.text(body).replace(secret.value(), "***"))),
        requestId,
        retryAfterSeconds,
        redaction,
        location,
        headers);
  }
}
