package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.AnswerBytes;
import dev.tfpaas.platform.http.HttpCall;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// Lets bytes be read as Scalingo's answers are.
public final class ScalingoBytes {
  private static final HttpCall CALL = HttpCall.get(URI.create("https://api.example.com/v1/apps"));

  private ScalingoBytes() {}

  /// Reads bytes as the answer to whatever was asked.
  public static void answer(byte[] bytes) {
    JsonNode body = Answers.body(CALL, AnswerBytes.answer(bytes));
    for (JsonNode node : body) {
      WireApp app = WireApp.from("osc-fr1", node);
      app.host();
      app.healthy();
      app.busy();
      WireMigration.parse(node).ifPresent(WireMigration::target);
    }
    WireMigration.parse(body);
  }
}
