package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// An answer in which a secret is replaced by `***`.
final class Redacted {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Redacted() {}

  static HttpAnswer of(HttpAnswer answer, Secret secret) {
    return new HttpAnswer(
        answer.status(),
        replaced(answer.text(), secret),
        answer.json().map(json -> reread(json, secret)),
        answer.requestId(),
        answer.retryAfterSeconds(),
        answer.warning(),
        answer.redaction(),
        answer.location());
  }

  private static JsonNode reread(JsonNode json, Secret secret) {
    return JSON.readTree(replaced(json.toString(), secret));
  }

  private static String replaced(String text, Secret secret) {
    return text.replace(secret.value(), "***");
  }
}
