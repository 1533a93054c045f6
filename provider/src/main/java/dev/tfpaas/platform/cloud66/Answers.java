package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Tells from an answer whether a call was carried out.
///
/// Success is `{"response": …}`; an object in it with `"ok": false` is a refusal although the
/// status is 200. Errors are `{"error", "error_description", "details"}`. Being throttled is 503,
/// like an outage; only `error` tells the two apart.
final class Answers {
  private Answers() {}

  /// Returns the body of a call that was carried out.
  ///
  /// @param requestId what the call was sent with, for the vendor's support
  static JsonNode body(HttpCall call, HttpAnswer answer, String requestId) {
    if (!answer.ok()) {
      throw failure(call, answer, requestId);
    }
    JsonNode body =
        answer
            .json()
            .filter(json -> json.has("response"))
            .orElseThrow(() -> unusable(call, answer, requestId));
    JsonNode response = body.path("response");
    if (response.isObject() && response.has("ok") && !response.path("ok").asBoolean(true)) {
      throw exception(
          Kind.REJECTED,
          call,
          JsonFields.text(response, "message").map(answer::shown).orElse("it was not carried out"),
          answer.requestId().orElse(requestId),
          false);
    }
    return body;
  }

  /// Tells whether the account has used up its calls of this hour.
  static boolean isThrottled(HttpAnswer answer) {
    return answer.status() == 429
        || (answer.status() == 503
            && (error(answer).equals("throttled")
                || (error(answer).isEmpty() && isUsedUp(answer))));
  }

  /// Whether an answer in the API's form says that no call is left.
  private static boolean isUsedUp(HttpAnswer answer) {
    return isTheApis(answer)
        && answer.headers().firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent();
  }

  /// Whether a refusal has any of the fields that the API's refusals have.
  private static boolean isTheApis(HttpAnswer answer) {
    return answer
        .json()
        .filter(json ->
            Stream.of("error", "error_description", "details")
                .anyMatch(field -> JsonFields.text(json, field).isPresent()))
        .isPresent();
  }

  private static String error(HttpAnswer answer) {
    return answer.json().flatMap(json -> JsonFields.text(json, "error")).orElse("");
  }

  private static PlatformException failure(HttpCall call, HttpAnswer answer, String requestId) {
    boolean again = call.repeat() == Repeat.SAFE;
    Kind kind = kind(answer);
    boolean safeToRepeat =
        switch (kind) {
          case CONFLICT, RATE_LIMITED -> true;
          case UNAVAILABLE -> again;
          case NOT_FOUND, DENIED, REJECTED, CORRUPT -> false;
        };
    String text = "%d: %s".formatted(answer.status(), reason(answer)) + hint(answer);
    return exception(kind, call, text, answer.requestId().orElse(requestId), safeToRepeat);
  }

  private static Kind kind(HttpAnswer answer) {
    if (isThrottled(answer)) {
      return Kind.RATE_LIMITED;
    }
    return switch (answer.status()) {
      case 400 -> Kind.REJECTED;
      case 401, 402, 403 -> Kind.DENIED;
      // A gateway's page says nothing about the object.
      case 404 -> isTheApis(answer) ? Kind.NOT_FOUND : Kind.UNAVAILABLE;
      case 409, 422 -> Kind.CONFLICT;
      case 408 -> Kind.UNAVAILABLE;
      case 501 -> Kind.REJECTED;
      // What sends elsewhere says nothing of whether it was carried out.
      default ->
          answer.status() / 100 == 4 || error(answer).equals("not_implemented")
              ? Kind.REJECTED
              : Kind.UNAVAILABLE;
    };
  }

  private static String reason(HttpAnswer answer) {
    Optional<JsonNode> json = answer.json();
    return json.flatMap(body -> JsonFields.text(body, "details"))
        .or(() -> json.flatMap(body -> JsonFields.text(body, "error_description")))
        .or(() -> json.flatMap(body -> JsonFields.text(body, "error")))
        .map(answer::shown)
        .orElse("an answer that is not the API's");
  }

  private static String hint(HttpAnswer answer) {
    return switch (answer.status()) {
      case 401 -> "; the access token is not accepted";
      case 402 -> "; the account is not paid for";
      case 403 ->
          "; the token's scopes (public, redeploy and admin are needed) or the user's role on this"
              + " application do not allow it";
      case 404 -> "; it does not exist, or this token may not see it";
      default -> "";
    };
  }

  /// Makes an exception of an answer that is good by its status only.
  static PlatformException unusable(HttpCall call, HttpAnswer answer, String requestId) {
    return exception(
        Kind.UNAVAILABLE,
        call,
        "%d with a body that is not the API's: %s%s"
            .formatted(answer.status(), answer.excerpt(), AnswerForm.REPORT),
        answer.requestId().orElse(requestId),
        call.repeat() == Repeat.SAFE);
  }

  private static PlatformException exception(
      Kind kind, HttpCall call, String text, String requestId, boolean safeToRepeat) {
    return new PlatformException(
        kind,
        Cloud66Platform.NAME,
        call.title(),
        "%s (request %s)".formatted(text, requestId),
        safeToRepeat);
  }
}
