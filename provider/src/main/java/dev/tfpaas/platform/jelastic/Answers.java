package dev.tfpaas.platform.jelastic;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tells from an answer whether a call was carried out.
///
/// Success is `"result": 0` in the body, and in the envelope below `response` where there is one;
/// the status is 200 for refusals too. Other statuses, and bodies that are no JSON, come from the
/// hoster's gateway and say nothing about the call.
final class Answers {
  private static final Set<Integer> MISSING = Set.of(11, 901);
  private static final Set<Integer> UNAUTHENTICATED = Set.of(7, 505, 701, 702);
  private static final Set<Integer> FORBIDDEN =
      Set.of(2, 8, 9, 703, 704, 705, 2362, 2364, 2365, 2366, 2369, 2372, 2373, 2378, 8202);
  private static final Set<Integer> IN_CONFLICT = Set.of(917, 2202, 2203, 2212, 2314, 2330, 2701);
  private static final Set<Integer> NOT_NOW = Set.of(1, 13, 17, 19, 99, 4099);

  /// Refusals that say that the platform has no such method.
  private static final Set<Integer> NO_METHOD = Set.of(5, 6);

  /// The refusal that says that the token may not use a method.
  private static final int NOT_PERMITTED = 8202;

  private Answers() {}

  /// What an answer refuses.
  ///
  /// @param result the platform's code; the status where the gateway answered
  /// @param fromPlatform whether the platform itself answered
  /// @param text what it says
  private record No(int result, boolean fromPlatform, String text) {}

  /// Returns the body of a call that was carried out.
  ///
  /// @throws PlatformException for every other answer
  static JsonNode body(HttpCall call, HttpAnswer answer) {
    Optional<No> no = refusal(answer);
    if (no.isPresent()) {
      throw failure(call, answer, no.get());
    }
    return answer.json().orElseThrow();
  }

  /// Tells whether the platform says that it has no such method, or not for this token.
  static boolean isNotOffered(HttpAnswer answer) {
    return isUnknown(answer) || platformSays(answer, Set.of(NOT_PERMITTED));
  }

  /// Tells whether the platform says that it has no such method; nothing was changed then.
  static boolean isUnknown(HttpAnswer answer) {
    boolean gatewayKnowsNone = answer.status() == 404 && answer.json().isPresent();
    return gatewayKnowsNone || platformSays(answer, NO_METHOD);
  }

  private static boolean platformSays(HttpAnswer answer, Set<Integer> results) {
    return refusal(answer)
        .filter(it -> it.fromPlatform() && results.contains(it.result()))
        .isPresent();
  }

  private static Optional<No> refusal(HttpAnswer answer) {
    Optional<JsonNode> body =
        answer.json().filter(json -> Spellings.number(json.path("result")).isPresent());
    if (body.isEmpty()) {
      return Optional.of(
          new No(answer.status(), false, "%d: %s".formatted(answer.status(), said(answer))));
    }
    return refusal(body.get())
        .or(() -> Optional.of(body.get().path("response")).flatMap(Answers::inner))
        .or(() ->
            answer.ok()
                ? Optional.empty()
                : Optional.of(new No(answer.status(), false, "status " + answer.status())));
  }

  /// A second envelope; `response` may also be null or a text.
  private static Optional<No> inner(JsonNode response) {
    return response.isObject() && response.has("result") ? refusal(response) : Optional.empty();
  }

  private static Optional<No> refusal(JsonNode envelope) {
    int result = Spellings.number(envelope.path("result")).orElse(99);
    return result == 0
        ? Optional.empty()
        : Optional.of(
            new No(result, true, "result %d: %s".formatted(result, text(envelope.path("error")))));
  }

  /// Makes an exception of an answer that says that all is well, and nothing else.
  static PlatformException unusable(HttpCall call, HttpAnswer answer) {
    String text =
        "the answer is not what the platform sends to this call: "
            + answer.excerpt()
            + AnswerForm.REPORT;
    return failure(call, answer, new No(answer.status(), false, text));
  }

  private static String said(HttpAnswer answer) {
    return answer
        .json()
        .filter(json -> json.has("error"))
        .map(json -> text(json.path("error")))
        .orElse("an answer that is not the platform's");
  }

  /// Gateways send objects and lists where the platform sends a text.
  private static String text(JsonNode error) {
    String text = error.isString() ? error.asString() : JsonTree.text(error);
    return text.isEmpty() ? "(no text)" : text;
  }

  private static PlatformException failure(HttpCall call, HttpAnswer answer, No no) {
    Kind kind = no.fromPlatform() ? kind(no.result()) : gatewayKind(no.result());
    boolean safeToRepeat =
        switch (kind) {
          case RATE_LIMITED -> true;
          // A status that forbids the call passes; a name that is taken or a region that is full
          // stays so.
          case CONFLICT -> no.result() == 2212;
          case UNAVAILABLE -> call.repeat() == HttpCall.Repeat.SAFE;
          case NOT_FOUND, DENIED, REJECTED, CORRUPT -> false;
        };
    String request = answer.requestId().map(id -> " (request " + id + ")").orElse("");
    return new PlatformException(
        kind,
        JelasticPlatform.NAME,
        call.title(),
        answer.shown(no.text()) + hint(no.result()) + request,
        safeToRepeat);
  }

  private static Kind kind(int result) {
    if (MISSING.contains(result)) {
      return Kind.NOT_FOUND;
    }
    if (UNAUTHENTICATED.contains(result) || FORBIDDEN.contains(result)) {
      return Kind.DENIED;
    }
    if (IN_CONFLICT.contains(result)) {
      return Kind.CONFLICT;
    }
    return NOT_NOW.contains(result) ? Kind.UNAVAILABLE : Kind.REJECTED;
  }

  private static Kind gatewayKind(int status) {
    return switch (status) {
      case 401, 403 -> Kind.DENIED;
      case 429 -> Kind.RATE_LIMITED;
      case 400, 405, 413, 414, 422 -> Kind.REJECTED;
      // A gateway's 404 says nothing about an environment.
      default -> Kind.UNAVAILABLE;
    };
  }

  private static String hint(int result) {
    return switch (result) {
      case 7, 401, 505, 701, 702 -> "; the token is not accepted";
      case 8, 403, 8202 -> "; the token's permissions do not allow it";
      case 2202, 2203, 2701 -> "; the region has no capacity or no addresses left";
      case 2338, 2360, 2361, 5000 -> "; a quota of the account is used up";
      case 2373 -> "; the hoster does not let this account migrate environments";
      default -> "";
    };
  }
}
