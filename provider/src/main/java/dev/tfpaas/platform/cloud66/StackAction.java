package dev.tfpaas.platform.cloud66;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Something that Cloud 66 does in its own time.
///
/// @param id increasing
/// @param name what is done, e.g. `promote_slave_db`
/// @param startedAt empty when not told
/// @param finishedAt empty while it runs
/// @param success whether it worked; only meaningful once it has finished
/// @param message what became of it
/// @param reference what the caller gave along; empty when it gave nothing, or it was dropped
/// @param startedVia `api`, `web` or `hook`; empty when not told
record StackAction(
    long id,
    String name,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    boolean success,
    String message,
    String reference,
    String startedVia) {

  static StackAction from(JsonNode json) {
    return new StackAction(
        json.path("id").asLong(0),
        JsonFields.text(json, "action").or(() -> JsonFields.text(json, "action_type")).orElse(""),
        JsonFields.time(json, "started_at"),
        JsonFields.time(json, "finished_at"),
        JsonFields.flag(json, "finished_success"),
        JsonFields.text(json, "finished_message").orElse("no reason given"),
        JsonFields.need(json.path("metadata"), "user_reference"),
        JsonFields.need(json, "started_via"));
  }

  /// Whether it has ended, and well.
  boolean worked() {
    return finishedAt.isPresent() && success;
  }

  /// Whether it may have been started by this provider as far as it says: what a person does in the
  /// dashboard says so.
  boolean maybeOurs(String wanted) {
    return reference.equals(wanted) || isAnonymous();
  }

  /// Whether it came by the API and says nothing of its caller. That actions of a stack keep a
  /// reference is not documented.
  boolean isAnonymous() {
    return reference.isEmpty() && (startedVia.isEmpty() || startedVia.equals("api"));
  }
}
