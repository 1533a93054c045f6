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
/// @param reference what the caller gave along; empty when it gave nothing
record Action(
    long id,
    String name,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    boolean success,
    String message,
    String reference) {

  static Action from(JsonNode json) {
    return new Action(
        json.path("id").asLong(0),
        Json.need(json, "action"),
        Json.time(json, "started_at"),
        Json.time(json, "finished_at"),
        Json.flag(json, "finished_success"),
        Json.text(json, "finished_message").orElse("no reason given"),
        Json.need(json.path("metadata"), "user_reference"));
  }
}
