package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says that a call is refused, as the API says it.
final class ApiError extends RuntimeException {
  private final int status;
  private final String error;

  private ApiError(int status, String error, String details) {
    super(details);
    this.status = status;
    this.error = error;
  }

  static ApiError bad(String details) {
    return new ApiError(400, "bad_request", details);
  }

  static ApiError unauthenticated() {
    return new ApiError(401, "unauthenticated", "The access token is invalid");
  }

  static ApiError forbidden(String details) {
    return new ApiError(403, "forbidden", details);
  }

  static ApiError notFound() {
    return new ApiError(404, "not_found", "The requested resource could not be found");
  }

  static ApiError conflict(String details) {
    return new ApiError(409, "conflict", details);
  }

  static ApiError unprocessable(String details) {
    return new ApiError(422, "unprocessable_entity", details);
  }

  static ApiError throttled() {
    return new ApiError(503, "throttled", "Rate limit exceeded");
  }

  static ApiError tooMany() {
    return new ApiError(429, "too_many_requests", "Rate limit exceeded");
  }

  /// Makes the error of a status that is injected.
  static ApiError of(int status) {
    String error =
        switch (status) {
          case 400 -> "bad_request";
          case 401 -> "unauthenticated";
          case 402 -> "trial_expired";
          case 403 -> "forbidden";
          case 404 -> "not_found";
          case 408 -> "time_out";
          case 409 -> "conflict";
          case 422 -> "unprocessable_entity";
          case 501 -> "not_implemented";
          default -> "internal_error";
        };
    return new ApiError(status, error, "Injected failure");
  }

  /// Makes the answer.
  ///
  /// @param named whether it has the identifier of the error
  Reply reply(boolean named) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (named) {
      body.put("error", error);
    }
    body.put("error_description", String.valueOf(getMessage()))
        .put("details", String.valueOf(getMessage()));
    return Reply.json(status, body);
  }
}
