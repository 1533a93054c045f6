package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The operation that a step started, remembered between its call and its probes; after a crash it
/// is forgotten, and the app itself is read instead.
final class FollowedOperation {
  private final ScalingoApi api;
  private final AppPlace place;
  private volatile Optional<String> id = Optional.empty();
  private volatile boolean started;

  FollowedOperation(ScalingoApi api, AppPlace place) {
    this.api = api;
    this.place = place;
  }

  /// Remembers the operation that an answer names. 200 instead of 202 names none, and neither does
  /// an answer that was lost.
  void follow(Optional<HttpAnswer> answer) {
    started = true;
    id =
        answer.flatMap(HttpAnswer::location).map(text -> text.substring(text.lastIndexOf('/') + 1));
  }

  /// Tells whether an operation was started.
  boolean started() {
    return started;
  }

  /// Returns what is still being done; empty when nothing is.
  ///
  /// @throws PlatformException when the operation failed
  Optional<String> pending() {
    return id.flatMap(this::pending);
  }

  /// The pages show `error`; newer answers give their reason in `message`.
  private static String reason(JsonNode operation) {
    return Stream.of("error", "message")
        .map(key -> operation.path(key).asString(""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("no reason given");
  }

  private Optional<String> pending(String operationId) {
    String path = place.path("/operations/" + HttpCall.encoded(operationId));
    JsonNode operation = api.object(place.region(), path, "operation", "status");
    String status = operation.path("status").asString("");
    if (status.equals("error")) {
      throw PlatformException.rejected(
          ScalingoPlatform.NAME, "GET " + path, "the operation failed: " + reason(operation));
    }
    return status.equals("done")
        ? Optional.empty()
        : Optional.of(operation.path("type").asString("") + " is " + status);
  }
}
