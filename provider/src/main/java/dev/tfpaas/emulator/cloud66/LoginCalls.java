package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// `/oauth`: a person logs in and allows the toolbelt in; here everybody is allowed at once.
final class LoginCalls {
  private static final String CODE = "emulated-code";

  private final String token;

  LoginCalls(String token) {
    this.token = token;
  }

  Reply answer(Request request, List<String> path) {
    return switch (request.method() + " " + path.getLast()) {
      case "GET authorize" -> authorize(request.query());
      case "POST token" ->
          Reply.json(
              200,
              Envelope.JSON.objectNode().put("access_token", token).put("token_type", "bearer"));
      default -> throw ApiError.notFound();
    };
  }

  /// Sends the browser back to the toolbelt with a code, or shows the code to be typed in.
  private static Reply authorize(Map<String, String> query) {
    String back = query.getOrDefault("redirect_uri", "");
    if (!back.startsWith("http://127.0.0.1") && !back.startsWith("http://localhost")) {
      return new Reply(
          200,
          Map.of("Content-Type", "text/html"),
          "<html><body><code>%s</code></body></html>".formatted(CODE));
    }
    String state =
        query.containsKey("state")
            ? "&state=" + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8)
            : "";
    return Reply.empty(302).with("Location", "%s?code=%s%s".formatted(back, CODE, state));
  }
}
