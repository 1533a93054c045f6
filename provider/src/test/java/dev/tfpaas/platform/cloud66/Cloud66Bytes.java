package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.http.AnswerBytes;
import dev.tfpaas.platform.http.HttpCall;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// Lets bytes be read as Cloud 66's answers are.
public final class Cloud66Bytes {
  private static final HttpCall CALL =
      HttpCall.get(URI.create("https://app.example.com/api/3/stacks"));

  private Cloud66Bytes() {}

  /// Reads bytes as the answer to whatever was asked.
  public static void answer(byte[] bytes) {
    JsonNode response = Answers.body(CALL, AnswerBytes.answer(bytes), "request").path("response");
    read(response);
    response.forEach(Cloud66Bytes::read);
  }

  private static void read(JsonNode node) {
    Stack.from(node).word();
    Group.from(node);
    Server.from(node);
    StackAction.from(node);
    Backup.from(node);
    Variable.from(node);
  }
}
