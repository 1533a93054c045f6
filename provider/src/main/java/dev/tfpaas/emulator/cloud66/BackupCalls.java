package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.fact.DatabaseFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/backups`: tasks are made blindly, backups are listed. Of each engine the newest
/// backup is kept.
final class BackupCalls {
  private static final Pattern EVERY = Pattern.compile("\\*/(\\d+)");

  private final Model model;

  BackupCalls(Model model) {
    this.model = model;
  }

  Reply list(Request request, String uid) {
    return Envelope.paged(
        request, shown(uid, request.query().getOrDefault("db_type", "")), model.options.pageSize());
  }

  private List<ObjectNode> shown(String uid, String type) {
    StackState stack = model.stack(uid);
    List<ObjectNode> shown = new ArrayList<>();
    for (DatabaseFact database : model.look(view -> view.databases(stack.app))) {
      Optional<Instant> newest =
          model.look(view ->
              view.backup(stack.app, database.engine()).flatMap(it -> it.newest(view.now())));
      boolean wanted = type.isEmpty() || type.equals("all") || type.equals(database.engine());
      if (wanted && newest.isPresent()) {
        shown.add(json(stack, database.engine(), newest.get()));
      }
    }
    return shown;
  }

  private static ObjectNode json(StackState stack, String engine, Instant at) {
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("id", Ids.number("backup:" + stack.app + engine + at));
    json.put("server_uid", ServerCalls.uid(stack, engine));
    json.put("file_name", stack.name + ".tar");
    json.put("db_type", engine);
    json.put("database_name", stack.name);
    json.put("file_base", "");
    json.put("backup_date_iso", at.toString());
    json.put("backup_status", 0);
    json.put("backup_result", "");
    json.put("restore_status", 0);
    json.putNull("restore_result");
    json.put("created_at_iso", at.toString());
    json.put("updated_at_iso", at.toString());
    json.put("verify_status", 0);
    json.putNull("verify_result");
    json.put("storage_path", "backups/" + stack.uid);
    json.put("skip_tables", "");
    json.put("backup_size", 1_048_576);
    return json.put("logical_backup", !engine.equals("redis"));
  }

  Reply read(String uid, String id) {
    return shown(uid, "").stream()
        .filter(json -> json.path("id").asString().equals(id))
        .findFirst()
        .map(Envelope::one)
        .orElseThrow(ApiError::notFound);
  }

  Reply files(Request request, String uid, String id) {
    read(uid, id);
    ObjectNode file = Envelope.JSON.objectNode().put("id", "tar").put("name", id + ".tar");
    return Envelope.paged(request, List.of(file), model.options.pageSize());
  }

  Reply file(String uid, String id, String part) {
    read(uid, id);
    return Envelope.one(
        Envelope.JSON
            .objectNode()
            .put("ok", true)
            .put("public_url", "https://backups.example.com/%s/%s.%s".formatted(uid, id, part)));
  }

  Reply create(String uid, Body body) {
    StackState stack = model.stack(uid);
    if (body.text("remote_url").isPresent()) {
      return Envelope.done("Your external backup queued for upload");
    }
    List<String> types = Arrays.asList(body.text("db_type").orElse("all").split(",", -1));
    List<String> engines =
        model.look(view -> view.databases(stack.app)).stream()
            .map(DatabaseFact::engine)
            .filter(engine -> types.contains("all") || types.contains(engine))
            .toList();
    if (engines.isEmpty()) {
      throw ApiError.bad("The application has no such database");
    }
    Duration every = every(body.text("frequency").orElse("0 */1 * * *"));
    int keep = Integer.parseInt(body.text("keep_count").orElse("100"));
    model.change(
        Caller.API,
        "POST backups " + stack.app,
        draft ->
            engines.forEach(engine -> Databases.backUp(draft, stack.app, engine, every, keep)));
    return Envelope.done("queued for creation");
  }

  /// Reads how often a cron line with one `*/n` runs; others count as hourly.
  private static Duration every(String cron) {
    List<String> fields = Arrays.asList(cron.strip().split("\\s+", -1));
    List<Duration> units = List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
    for (int i = 0; i < Math.min(3, fields.size()); i++) {
      Matcher matcher = EVERY.matcher(fields.get(i));
      if (matcher.matches()) {
        return units.get(i).multipliedBy(Long.parseLong(matcher.group(1)));
      }
    }
    return Duration.ofHours(1);
  }
}
