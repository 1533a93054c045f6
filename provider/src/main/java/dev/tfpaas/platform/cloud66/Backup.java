package dev.tfpaas.platform.cloud66;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A backup that was made.
///
/// @param madeAt when; empty when not told
/// @param good whether it worked
record Backup(Optional<Instant> madeAt, boolean good) {
  static Backup from(JsonNode json) {
    return new Backup(
        JsonFields.time(json, "backup_date_iso").or(() -> JsonFields.time(json, "created_at_iso")),
        JsonFields.number(json, "backup_status", 1) == 0);
  }
}
