package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads Scalingo's answers: the body of a good one, the facts of a bad one.
final class Answers {
  private Answers() {}

  /// Returns the body of a good answer.
  ///
  /// @throws PlatformException for every other answer
  static JsonNode body(HttpCall call, HttpAnswer answer) {
    demandGood(call, answer);
    return answer.json().orElseThrow(() -> unusable(call, answer));
  }

  /// Accepts a good answer, also without a body.
  ///
  /// @throws PlatformException for every other answer
  static void demandGood(HttpCall call, HttpAnswer answer) {
    if (!answer.ok()) {
      throw failure(call, answer);
    }
    if (!answer.text().isBlank() && answer.json().isEmpty()) {
      throw unusable(call, answer);
    }
  }

  /// Makes an exception of an answer that is good by its status only, e.g. a gateway's page.
  static PlatformException unusable(HttpCall call, HttpAnswer answer) {
    return exception(
        Kind.UNAVAILABLE,
        call,
        answer,
        "the answer (%d) is not what Scalingo sends: %s%s"
            .formatted(answer.status(), answer.excerpt(), AnswerForm.REPORT));
  }

  private static PlatformException failure(HttpCall call, HttpAnswer answer) {
    Optional<String> said = answer.json().flatMap(Answers::said);
    String text =
        "%d %s"
            .formatted(answer.status(), said.map(answer::shown).orElseGet(() -> describe(answer)));
    if (answer.status() == 429) {
      text += "; Scalingo answers 60 calls a minute for the whole account, and it is used up";
    }
    return exception(kind(answer, said.isPresent()), call, answer, text);
  }

  private static String describe(HttpAnswer answer) {
    return answer.text().isBlank() ? "(no text)" : answer.excerpt();
  }

  /// A gateway's 404 says nothing about the object: only Scalingo's own answer is definite.
  private static Kind kind(HttpAnswer answer, boolean scalingoSaidIt) {
    return switch (answer.status()) {
      case 401, 403 -> Kind.DENIED;
      case 404, 410 -> scalingoSaidIt ? Kind.NOT_FOUND : Kind.UNAVAILABLE;
      case 409 -> Kind.CONFLICT;
      case 429 -> Kind.RATE_LIMITED;
      default ->
          answer.status() >= 400 && answer.status() < 500 && answer.status() != 408
              ? Kind.REJECTED
              : Kind.UNAVAILABLE;
    };
  }

  private static PlatformException exception(
      Kind kind, HttpCall call, HttpAnswer answer, String text) {
    String request = answer.requestId().map(id -> " (request " + id + ")").orElse("");
    boolean again =
        kind == Kind.RATE_LIMITED
            || (kind == Kind.UNAVAILABLE && call.repeat() == HttpCall.Repeat.SAFE);
    return new PlatformException(kind, ScalingoPlatform.NAME, call.title(), text + request, again);
  }

  /// Returns what the vendor said: `error`, the fields of `errors`, or both.
  private static Optional<String> said(JsonNode body) {
    List<String> parts = new ArrayList<>();
    String resource = body.path("resource").asString("");
    String error = body.path("error").asString("");
    if (!error.isEmpty()) {
      parts.add(resource.isEmpty() ? error : resource + " " + error);
    }
    body.path("errors")
        .properties()
        .forEach(field -> parts.add(field.getKey() + " " + sentence(field.getValue())));
    String url = body.path("url").asString("");
    if (!url.isEmpty()) {
      parts.add(url);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static String sentence(JsonNode messages) {
    if (!messages.isArray()) {
      return messages.asString("");
    }
    List<String> texts = new ArrayList<>();
    messages.forEach(message -> texts.add(message.asString("")));
    return String.join(", ", texts);
  }
}
